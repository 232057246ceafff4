package sc.fovea.image;

import ij.VirtualStack;
import ij.process.ImageProcessor;
import java.util.function.IntFunction;

/** A stack whose slices are made when they are asked for, and forgotten again: of a long film one frame at a time is in memory. */
public final class ComputedStack extends VirtualStack {

	private final int count;
	private final IntFunction<ImageProcessor> maker;

	/**
	 * A stack.
	 *
	 * @param width of all slices
	 * @param height of all slices
	 * @param count number of slices
	 * @param maker makes a slice, from 0
	 */
	public ComputedStack(int width, int height, int count, IntFunction<ImageProcessor> maker) {
		super(width, height, null, "");
		this.count = count;
		this.maker = maker;
		setBitDepth(maker.apply(0).getBitDepth());
	}

	@Override
	public ImageProcessor getProcessor(int n) {
		if (n < 1 || n > count) throw new IllegalArgumentException("Expected slice 1 to " + count + ", got " + n + ".");
		return maker.apply(n - 1);
	}

	@Override
	public Object getPixels(int n) {
		return getProcessor(n).getPixels();
	}

	@Override
	public int getSize() {
		return count;
	}

	@Override
	public int size() {
		return count;
	}

	@Override
	public String getSliceLabel(int n) {
		return null;
	}

	@Override
	public String getFileName(int n) {
		return null;
	}
}
