package sc.fovea.model.export;

import java.util.SplittableRandom;

import sc.fovea.net.Tensor;

/** Images by which other programs can check that they run a model rightly. */
final class TestImage {

	private static final double SPOT = 64;

	private TestImage() {}

	/** An image (1, H, W, C) of another size: mirrored at its edges, so that it stays of its kind. */
	static Tensor mirrored(Tensor image, int height, int width) {
		Tensor answer = Tensor.zeros(1, height, width, image.channels());
		int channels = image.channels();
		for (int y = 0, i = 0; y < height; y++) {
			for (int x = 0; x < width; x++, i += channels) {
				int from = (reflected(y, image.height()) * image.width() + reflected(x, image.width())) * channels;
				System.arraycopy(image.data(), from, answer.data(), i, channels);
			}
		}
		return answer;
	}

	private static int reflected(int place, int extent) {
		int period = Math.floorMod(place, 2 * extent);
		return period < extent ? period : 2 * extent - 1 - period;
	}

	/** Bright spots on a noisy ground, always the same, for models that bring no image. */
	static Tensor drawn(int height, int width, int channels) {
		SplittableRandom random = new SplittableRandom(1);
		Tensor answer = Tensor.zeros(1, height, width, channels);
		for (int i = 0; i < answer.data().length; i++) {
			double y = i / channels / width % 24 - 12;
			double x = i / channels % width % 24 - 12;
			answer.data()[i] = (float) (Math.exp(-(x * x + y * y) / SPOT) + random.nextDouble(0.1));
		}
		return answer;
	}
}
