package sc.fovea.tile;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/**
 * How much memory a tile may take, and how long its side may be.
 *
 * @param bytes activations of the network plus the arrays of input and answers
 * @param heapBytes the part of it that may lie on the Java heap: the arrays of input and answers
 * @param side longest side of a tile's core in pixels; small tiles can be cancelled quickly. A network that sees the whole image ignores
 *            it.
 */
public record MemoryBudget(long bytes, long heapBytes, int side) {

	/** Longest side of a tile unless told otherwise: about a second of a U-Net of 32 filters on a few CPU cores. */
	public static final int SIDE = 768;

	private static final long MEBIBYTE = 1L << 20;

	/** @throws IllegalArgumentException if an argument is below 1 */
	public MemoryBudget {
		if (bytes < 1 || heapBytes < 1 || side < 1) {
			throw new IllegalArgumentException(
				"Expected bytes, heap bytes and side of at least 1, got " + bytes + ", " + heapBytes + ", " + side + ".");
		}
	}

	/** The given bytes, anywhere, and sides of at most {@link #SIDE} pixels. */
	public MemoryBudget(long bytes) {
		this(bytes, bytes, SIDE);
	}

	/** A quarter of the machine's memory, but 256 MiB to 8 GiB, of which at most a quarter of the Java heap on the heap. */
	public static MemoryBudget automatic() {
		long physical = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
		long heap = Runtime.getRuntime().maxMemory();
		return new MemoryBudget(Math.max(256 * MEBIBYTE, Math.min(8192 * MEBIBYTE, physical / 4)), Math.max(1, heap / 4), SIDE);
	}

	/** The same with another longest side. */
	public MemoryBudget withSide(int newSide) {
		return new MemoryBudget(bytes, heapBytes, newSide);
	}
}
