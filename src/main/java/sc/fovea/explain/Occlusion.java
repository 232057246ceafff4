package sc.fovea.explain;

import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/**
 * Occlusion (Zeiler and Fergus 2014, arXiv:1311.2901, section 4.2): squares of the image are replaced by its {@link Baseline}, one after the other, and the score falls
 * where it depended on what was there. A pixel gets the mean fall over the squares that cover it. It needs no gradients.
 *
 * @param patch side of a square in pixels of the network's input; 0 for a twelfth of the longer side. Squares overlap by half
 * @param baseline what they are replaced by
 */
public record Occlusion(int patch, Baseline baseline) implements Method {

	/** Squares along the longer side of an image if no size is given: at most 24² runs of the network. */
	private static final int AUTOMATIC = 12;

	/** @throws IllegalArgumentException if the patch is negative */
	public Occlusion {
		if (patch < 0) throw new IllegalArgumentException("\"patch\" must be 0 or more pixels, but is " + patch + ".");
	}

	@Override
	public String name() {
		return "occlusion";
	}

	@Override
	public boolean needsGradients() {
		return false;
	}

	@Override
	public Explainer open(Question question, Weights weights, Backend backend) {
		Network part = question.part();
		return new Open(this, backend.runner(part, weights.of(part)));
	}

	/** Side of the squares for an image. */
	int side(Tensor image) {
		int longest = Math.max(image.height(), image.width());
		int wanted = patch > 0 ? patch : Math.max(1, (longest + AUTOMATIC - 1) / AUTOMATIC);
		return Math.min(wanted, longest);
	}

	/** Where squares begin along a side. */
	private static int[] starts(int extent, int side) {
		int step = Math.max(1, side / 2);
		int last = Math.max(0, extent - side);
		int count = (last + step - 1) / step + 1;
		return IntStream.range(0, count).map(i -> Math.min(last, i * step)).toArray();
	}

	private record Open(Occlusion settings, Runner runner) implements Explainer {

		@Override
		public Heat explain(Question question, BooleanSupplier isStopped) {
			GradientSource.check(isStopped);
			Tensor values = runner.run(question.inputs()).get(question.node());
			Tensor seed = question.seed().of(values);
			double whole = Question.scores(values, seed)[0];
			Tensor image = question.pixels();
			int side = settings.side(image);
			int[] columns = starts(image.width(), side);
			int[] rows = starts(image.height(), side);
			Tensor baseline = settings.baseline().of(image);
			double[] falls = new double[columns.length * rows.length];
			for (int at = 0; at < falls.length; at += question.batch()) {
				GradientSource.check(isStopped);
				int count = Math.min(question.batch(), falls.length - at);
				Tensor images = Tensor.zeros(count, image.height(), image.width(), image.channels());
				for (int n = 0; n < count; n++) {
					System.arraycopy(image.data(), 0, images.data(), n * image.data().length, image.data().length);
					cover(images, n, baseline, columns[(at + n) % columns.length], rows[(at + n) / columns.length], side);
				}
				double[] scores = Question.scores(runner.run(question.with(images)).get(question.node()), seed);
				for (int n = 0; n < count; n++) {
					falls[at + n] = whole - scores[n];
				}
			}
			return map(image, side, columns, rows, falls);
		}

		private static void cover(Tensor images, int n, Tensor baseline, int x, int y, int side) {
			int channels = images.channels();
			int width = Math.min(side, images.width() - x) * channels;
			for (int row = y; row < Math.min(y + side, images.height()); row++) {
				int from = (row * images.width() + x) * channels;
				System.arraycopy(baseline.data(), from, images.data(), n * baseline.data().length + from, width);
			}
		}

		private static Heat map(Tensor image, int side, int[] columns, int[] rows, double[] falls) {
			float[] sums = new float[image.height() * image.width()];
			int[] counts = new int[sums.length];
			for (int i = 0; i < falls.length; i++) {
				int x = columns[i % columns.length];
				int y = rows[i / columns.length];
				for (int row = y; row < Math.min(y + side, image.height()); row++) {
					for (int column = x; column < Math.min(x + side, image.width()); column++) {
						sums[row * image.width() + column] += (float) falls[i];
						counts[row * image.width() + column]++;
					}
				}
			}
			for (int i = 0; i < sums.length; i++) {
				sums[i] /= counts[i];
			}
			return new Heat(image.width(), image.height(), sums, Double.NaN);
		}

		@Override
		public void close() {
			runner.close();
		}
	}
}
