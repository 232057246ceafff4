package sc.fovea.explain;

import java.util.Arrays;
import java.util.Locale;

import sc.fovea.net.Tensor;

/**
 * What an image without its content looks like: where the path of integrated gradients begins, and what occlusion puts over an image. A pixel that is as in the
 * baseline contributes nothing, so the ground between objects should be like it (Sturmfels, Lundberg and Lee 2020, doi:10.23915/distill.00022).
 */
public enum Baseline {

	/** The median of each channel: the ground of images that objects fill less than half of, dark or bright. */
	MEDIAN,
	/** 0 of the input as the network sees it: black where intensities begin at 0. */
	ZERO,
	/** The image, blurred by a Gaussian of an eighth of its shorter side: its colours without its shapes. */
	BLUR;

	private static final double BLUR_SHARE = 1.0 / 8;

	/** By the name that options have. @throws IllegalArgumentException if there is none of that name */
	public static Baseline named(String name) {
		return Arrays.stream(values()).filter(b -> b.label().equals(name)).findFirst()
			.orElseThrow(() -> new IllegalArgumentException("\"baseline\" must be one of median, zero, blur, but is \"" + name + "\"."));
	}

	/** Name as options write it. */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The baseline of an image. @param image (1, H, W, C) @return in the same shape */
	public Tensor of(Tensor image) {
		return switch (this) {
			case MEDIAN -> median(image);
			case ZERO -> Tensor.zeros(image.shape());
			case BLUR -> blurred(image);
		};
	}

	private static Tensor median(Tensor image) {
		Tensor flat = Tensor.zeros(image.shape());
		int channels = image.channels();
		float[] values = new float[image.height() * image.width()];
		for (int c = 0; c < channels; c++) {
			for (int i = 0; i < values.length; i++) {
				values[i] = image.data()[i * channels + c];
			}
			Arrays.sort(values);
			float middle = values[values.length / 2];
			for (int i = 0; i < values.length; i++) {
				flat.data()[i * channels + c] = middle;
			}
		}
		return flat;
	}

	/** Three means of a running window are nearly a Gaussian; beyond the edge the edge goes on. */
	private static Tensor blurred(Tensor image) {
		double sigma = BLUR_SHARE * Math.min(image.height(), image.width());
		int radius = (int) Math.max(1, Math.round((Math.sqrt(4 * sigma * sigma + 1) - 1) / 2));
		Tensor blurred = Tensor.of(image.data().clone(), image.shape());
		int step = image.channels();
		int row = image.width() * step;
		for (int pass = 0; pass < 3; pass++) {
			for (int y = 0; y < image.height(); y++) {
				for (int c = 0; c < step; c++) {
					smooth(blurred.data(), y * row + c, step, image.width(), radius);
				}
			}
			for (int x = 0; x < row; x++) {
				smooth(blurred.data(), x, row, image.height(), radius);
			}
		}
		return blurred;
	}

	private static void smooth(float[] values, int from, int step, int count, int radius) {
		double[] line = new double[count];
		for (int i = 0; i < count; i++) {
			line[i] = values[from + i * step];
		}
		double sum = 0;
		for (int i = -radius; i <= radius; i++) {
			sum += line[Math.max(0, Math.min(count - 1, i))];
		}
		for (int i = 0; i < count; i++) {
			values[from + i * step] = (float) (sum / (2 * radius + 1));
			sum += line[Math.min(count - 1, i + radius + 1)] - line[Math.max(0, i - radius)];
		}
	}
}
