package sc.fovea.tile;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/**
 * How much memory a tile may take, how much there may be to calculate, and how long its side may be.
 *
 * @param bytes activations of the network plus the arrays of input and answers
 * @param heapBytes the part of it that may lie on the Java heap: the arrays of input and answers
 * @param multiplyAdds of one run of the network; what takes no longer than a second can be cancelled within a second
 * @param side longest side of a tile's core in pixels. A network that sees the whole image ignores it, and the multiplications.
 */
public record MemoryBudget(long bytes, long heapBytes, long multiplyAdds, int side) {

	/** Longest side of a tile unless told otherwise: longer ones save less than 2 % of what is calculated with a halo of 96 pixels. */
	public static final int SIDE = 8192;

	/**
	 * What a core of a processor calculates in a second. Measured on two cores of 2025 with AVX-512, where a U-Net with 16 to 128 filters does 88 thousand million
	 * for each; where it is less, tiles are cut by measured time.
	 */
	private static final long PER_CORE = 75_000_000_000L;

	private static final long MEBIBYTE = 1L << 20;

	/** @throws IllegalArgumentException if an argument is below 1 */
	public MemoryBudget {
		if (bytes < 1 || heapBytes < 1 || multiplyAdds < 1 || side < 1) {
			throw new IllegalArgumentException("Expected bytes, heap bytes, multiply-adds and side of at least 1, got " + bytes + ", " + heapBytes + ", "
				+ multiplyAdds + ", " + side + ".");
		}
	}

	/** However long a tile takes. */
	public MemoryBudget(long bytes, long heapBytes, int side) {
		this(bytes, heapBytes, Long.MAX_VALUE, side);
	}

	/** The given bytes, anywhere, and tiles of about a second. */
	public MemoryBudget(long bytes) {
		this(bytes, bytes, second(), SIDE);
	}

	/** A quarter of the machine's memory, but 256 MiB to 8 GiB, of which at most a quarter of the Java heap on the heap; tiles of about a second. */
	public static MemoryBudget automatic() {
		long physical = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
		long heap = Runtime.getRuntime().maxMemory();
		return new MemoryBudget(Math.max(256 * MEBIBYTE, Math.min(8192 * MEBIBYTE, physical / 4)), Math.max(1, heap / 4), second(), SIDE);
	}

	private static long second() {
		return PER_CORE * Runtime.getRuntime().availableProcessors();
	}

	/** The same with another longest side. */
	public MemoryBudget withSide(int newSide) {
		return new MemoryBudget(bytes, heapBytes, multiplyAdds, newSide);
	}

	/** The part of one of several that run at a time. @throws IllegalArgumentException if there is not even one */
	public MemoryBudget shared(int count) {
		if (count < 1) {
			throw new IllegalArgumentException("Expected at least 1 to share memory, got " + count + ".");
		}
		return new MemoryBudget(Math.max(1, bytes / count), Math.max(1, heapBytes / count), Math.max(1, multiplyAdds / count), side);
	}
}
