package sc.fovea.predict;

import java.util.Arrays;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import sc.fovea.data.NucleiScene;
import sc.fovea.data.NucleiSimulator;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.PixelSize;

/** Images for the oracle: truth as pixel values. */
public final class TestImages {

	private static final NucleiScene CROWDED = NucleiScene.touching()
		.with(new NucleiScene.Population(14, 0.15, 30, new NucleiScene.Clusters(0.4, 2)));

	private TestImages() {}

	/** Ids of nuclei of about 14 pixels, many of which touch; none is smaller than 60 pixels, so that a grid of 4 finds all. */
	public static int[] touching(int width, int height, long seed) {
		return withoutSmall(new NucleiSimulator(CROWDED).image(width, height, seed).labels(), 60);
	}

	private static int[] withoutSmall(int[] labels, int least) {
		int[] areas = new int[Arrays.stream(labels).max().orElse(0) + 1];
		Arrays.stream(labels).forEach(id -> areas[id]++);
		return Arrays.stream(labels).map(id -> areas[id] < least ? 0 : id).toArray();
	}

	/** Ids of nuclei that do not touch. */
	static int[] sparse(int width, int height, long seed) {
		return withoutSmall(new NucleiSimulator(NucleiScene.sparse()).image(width, height, seed).labels(), 100);
	}

	public static ImageProcessor floats(int[] values, int width) {
		float[] pixels = new float[values.length];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = values[i];
		}
		return new FloatProcessor(width, values.length / width, pixels);
	}

	static ImageProcessor shorts(int[] values, int width) {
		ShortProcessor processor = new ShortProcessor(width, values.length / width);
		for (int i = 0; i < values.length; i++) {
			processor.set(i, values[i]);
		}
		return processor;
	}

	static ImageProcessor bytes(int[] values, int width) {
		ByteProcessor processor = new ByteProcessor(width, values.length / width);
		for (int i = 0; i < values.length; i++) {
			processor.set(i, values[i]);
		}
		return processor;
	}

	/** Red, green and blue. */
	static ImageProcessor colours(int[] red, int[] green, int[] blue, int width) {
		int[] pixels = new int[red.length];
		Arrays.setAll(pixels, i -> red[i] << 16 | green[i] << 8 | blue[i]);
		return new ColorProcessor(width, red.length / width, pixels);
	}

	public static Hyperstack image(ImageProcessor processor) {
		return Hyperstack.of(new ImagePlus("test", processor));
	}

	static Hyperstack calibrated(ImageProcessor processor, double micrometres) {
		ImagePlus image = new ImagePlus("test", processor);
		new PixelSize(micrometres, micrometres, 1, "micron").applyTo(image);
		return Hyperstack.of(image);
	}

	/** Planes in the order channels, slices, frames. */
	public static Hyperstack stack(int channels, int slices, int frames, ImageProcessor... planes) {
		ImageStack stack = new ImageStack(planes[0].getWidth(), planes[0].getHeight());
		for (ImageProcessor plane : planes) {
			stack.addSlice(plane);
		}
		ImagePlus image = new ImagePlus("test", stack);
		image.setDimensions(channels, slices, frames);
		return Hyperstack.of(image);
	}

	/** 1 where there is an object. */
	static int[] mask(int[] labels) {
		return Arrays.stream(labels).map(id -> id > 0 ? 1 : 0).toArray();
	}
}
