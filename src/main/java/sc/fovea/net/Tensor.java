package sc.fovea.net;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Numbers in a flat array with a shape, the last extent running fastest: images are (N, H, W, C), kernels (height, width, input, output).
 * <p>
 * The array is shared, not copied: whoever makes a tensor gives the array away.
 *
 * <pre>{@code
 * Tensor batch = Tensor.of(pixels, 1, 256, 256, 1);   // one grey image
 * }</pre>
 */
public final class Tensor {

	/** The largest array of every usual virtual machine. */
	private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

	private final float[] data;
	private final int[] shape;

	private Tensor(float[] data, int[] shape) {
		this.data = data;
		this.shape = shape;
	}

	/**
	 * A tensor on the given array.
	 *
	 * @param data the values, shared
	 * @param shape extents, each at least 0
	 * @throws IllegalArgumentException if the array's length is not the product of the extents, or that is too large for an array
	 */
	public static Tensor of(float[] data, int... shape) {
		int count = count(shape);
		if (count != data.length) {
			throw new IllegalArgumentException("Expected " + count + " values for shape " + Arrays.toString(shape) + ", got " + data.length + ".");
		}
		return new Tensor(data, shape.clone());
	}

	/** A tensor of zeros. @throws IllegalArgumentException if it would have more than 2³¹ − 9 values */
	public static Tensor zeros(int... shape) {
		return new Tensor(new float[count(shape)], shape.clone());
	}

	private static int count(int[] shape) {
		double count = 1;
		for (int extent : shape) {
			if (extent < 0) {
				throw new IllegalArgumentException("Expected extents of at least 0, got " + Arrays.toString(shape) + ".");
			}
			count *= extent;
		}
		if (count > MOST_VALUES) {
			throw new IllegalArgumentException("Expected at most " + MOST_VALUES + " values, got shape " + Arrays.toString(shape) + ".");
		}
		return (int) count;
	}

	/** The values themselves, not a copy. */
	public float[] data() {
		return data;
	}

	/** A copy of the extents. */
	public int[] shape() {
		return shape.clone();
	}

	/** Number of extents. */
	public int rank() {
		return shape.length;
	}

	/** The extent at an index. */
	public int extent(int index) {
		return shape[index];
	}

	/** Number of images N of (N, H, W, C). */
	public int batch() {
		return image(0);
	}

	/** Rows H of (N, H, W, C). */
	public int height() {
		return image(1);
	}

	/** Columns W of (N, H, W, C). */
	public int width() {
		return image(2);
	}

	/** Channels C of (N, H, W, C). */
	public int channels() {
		return image(3);
	}

	/** Shape (H, W, C) of one image. */
	public Shape imageShape() {
		return new Shape(height(), width(), channels());
	}

	private int image(int index) {
		if (shape.length != 4) {
			throw new IllegalStateException("Expected a tensor (N, H, W, C), got " + this + ".");
		}
		return shape[index];
	}

	/** Whether shape and every value are equal. */
	/**
	 * A copy with its extents in another order, as other programs have them.
	 *
	 * @param order extent i of the copy is extent {@code order[i]} of this tensor
	 * @throws IllegalArgumentException if it does not name each extent once
	 */
	public Tensor transposed(int... order) {
		if (!Arrays.equals(IntStream.of(order).sorted().toArray(), IntStream.range(0, shape.length).toArray())) {
			throw new IllegalArgumentException("Expected each of " + shape.length + " extents once, got " + Arrays.toString(order) + ".");
		}
		int[] strides = strides();
		int[] to = IntStream.of(order).map(i -> shape[i]).toArray();
		int[] steps = IntStream.of(order).map(i -> strides[i]).toArray();
		Tensor copy = zeros(to);
		int[] place = new int[to.length];
		for (int i = 0, source = 0; i < copy.data.length; i++) {
			copy.data[i] = data[source];
			for (int k = to.length - 1; k >= 0; k--) {
				source += steps[k];
				if (++place[k] < to[k]) break;
				source -= steps[k] * to[k];
				place[k] = 0;
			}
		}
		return copy;
	}

	private int[] strides() {
		int[] strides = new int[shape.length];
		for (int i = shape.length - 1, stride = 1; i >= 0; i--) {
			strides[i] = stride;
			stride *= shape[i];
		}
		return strides;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Tensor t && Arrays.equals(shape, t.shape) && Arrays.equals(data, t.data);
	}

	@Override
	public int hashCode() {
		return 31 * Arrays.hashCode(shape) + Arrays.hashCode(data);
	}

	@Override
	public String toString() {
		return "Tensor" + Arrays.toString(shape);
	}
}
