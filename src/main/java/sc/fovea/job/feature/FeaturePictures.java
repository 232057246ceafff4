package sc.fovea.job.feature;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

import sc.fovea.image.PictureGrid;
import sc.fovea.net.Tensor;

/** Feature maps and filters as pictures. */
public final class FeaturePictures {

	private static final int MAP = 128;
	private static final int FILTER = 48;
	private static final int COLUMNS = 8;
	private static final int COLOURS = 3;

	private FeaturePictures() {}

	/** One map. @param maps (1, h, w, C) @return (h, w) */
	public static float[] channel(Tensor maps, int channel) {
		float[] values = new float[maps.height() * maps.width()];
		for (int i = 0; i < values.length; i++) {
			values[i] = maps.data()[i * maps.channels() + channel];
		}
		return values;
	}

	/** All maps of a layer side by side, each from black at its smallest value to white at its largest, with its number and its largest value. */
	public static BufferedImage montage(Tensor maps) {
		List<BufferedImage> pictures = new ArrayList<>();
		List<String> lines = new ArrayList<>();
		for (int c = 0; c < maps.channels(); c++) {
			float[] values = channel(maps, c);
			float most = Float.NEGATIVE_INFINITY;
			for (float value : values) {
				most = Math.max(most, value);
			}
			pictures.add(PictureGrid.grey(values, maps.width(), maps.height()));
			lines.add(String.format(java.util.Locale.ROOT, "%d: up to %.3g", c + 1, most));
		}
		return new PictureGrid(MAP, COLUMNS).of(pictures, lines);
	}

	/**
	 * Filters of a convolution side by side: of three channels as colours, grey where a weight is 0; of others the channels of a filter below each other.
	 *
	 * @param kernel (height, width, channels, filters)
	 */
	public static BufferedImage filters(Tensor kernel) {
		int height = kernel.extent(0);
		int width = kernel.extent(1);
		int channels = kernel.extent(2);
		int filters = kernel.extent(3);
		List<BufferedImage> pictures = new ArrayList<>();
		for (int f = 0; f < filters; f++) {
			boolean isColour = channels == COLOURS;
			BufferedImage picture = new BufferedImage(width, isColour ? height : height * channels, BufferedImage.TYPE_INT_RGB);
			float most = most(kernel, f);
			for (int i = 0; i < height * width; i++) {
				int rgb = 0;
				for (int c = 0; c < channels; c++) {
					int value = Math.round(127.5f * (1 + kernel.data()[(i * channels + c) * filters + f] / most));
					rgb = rgb << 8 | value;
					if (!isColour) picture.setRGB(i % width, c * height + i / width, value * 0x010101);
				}
				if (isColour) picture.setRGB(i % width, i / width, rgb);
			}
			pictures.add(picture);
		}
		return new PictureGrid(FILTER, COLUMNS * 2).of(pictures, List.of());
	}

	private static float most(Tensor kernel, int filter) {
		float most = 1e-12f;
		for (int i = filter; i < kernel.data().length; i += kernel.extent(3)) {
			most = Math.max(most, Math.abs(kernel.data()[i]));
		}
		return most;
	}
}
