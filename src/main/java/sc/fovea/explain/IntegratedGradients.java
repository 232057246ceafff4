package sc.fovea.explain;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Gradients;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/**
 * Integrated gradients (Sundararajan, Taly and Yan 2017, arXiv:1703.01365): the contribution of a value x of the image is (x − x′) · ∫₀¹ ∂y/∂x (x′ + a·(x − x′)) da, with
 * x′ that of a {@link Baseline} and y the score before its sigmoid or softmax. Contributions of a pixel's channels are added.
 * <p>
 * They are complete: together they are y(x) − y(x′). The integral is a sum over the middles of equal steps, of which there are three times as many again (so that all
 * points serve once more) until the sum is within {@link #TOLERANCE} of that, or the steps reach {@link #MOST_STEPS}; how far it is then, the map says.
 *
 * @param baseline where the path begins
 */
public record IntegratedGradients(Baseline baseline) implements Method {

	/** The paper advises to check that the sum is right to about 5 % (section 5). */
	public static final double TOLERANCE = 0.01;
	/** The paper uses 20 to 300 (section 5). */
	public static final int MOST_STEPS = 324;
	private static final int FIRST_STEPS = 12;

	@Override
	public String name() {
		return "integrated-gradients";
	}

	@Override
	public boolean needsGradients() {
		return true;
	}

	@Override
	public Explainer open(Question question, Weights weights, Backend backend) {
		return new Open(GradientSource.open(this, question.part(), weights, List.of(question.image()), backend), baseline);
	}

	private record Open(Gradients gradients, Baseline baseline) implements Explainer {

		@Override
		public Heat explain(Question question, BooleanSupplier isStopped) {
			GradientSource.check(isStopped);
			Tensor values = gradients.values(question.inputs()).get(question.node());
			Tensor seed = question.seed().of(values);
			Path path = new Path(question, baseline.of(question.pixels()), seed, isStopped);
			double start = Question.scores(gradients.values(question.with(path.from)).get(question.node()), seed)[0];
			double change = Question.scores(values, seed)[0] - start;
			double[] slopes = path.slopes(gradients, FIRST_STEPS, 0);
			int steps = FIRST_STEPS;
			while (path.error(slopes, steps, change) > TOLERANCE && 3 * steps <= MOST_STEPS) {
				steps *= 3;
				double[] more = path.slopes(gradients, steps, 3);
				for (int i = 0; i < slopes.length; i++) {
					slopes[i] += more[i];
				}
			}
			return path.heat(slopes, steps, change);
		}

		@Override
		public void close() {
			gradients.close();
		}
	}

	/** The straight line from a baseline to an image. */
	private static final class Path {

		private final Question question;
		private final Tensor to;
		private final Tensor from;
		private final Tensor seed;
		private final BooleanSupplier isStopped;

		Path(Question question, Tensor from, Tensor seed, BooleanSupplier isStopped) {
			this.question = question;
			this.to = question.pixels();
			this.from = from;
			this.seed = seed;
			this.isStopped = isStopped;
		}

		/** The sum of gradients at the middles of steps. @param known each so many-th, from the second on, is left out, since it was counted before; 0 for none */
		double[] slopes(Gradients gradients, int steps, int known) {
			int[] points = IntStream.range(0, steps).filter(k -> known == 0 || k % known != known / 2).toArray();
			double[] sum = new double[to.data().length];
			for (int at = 0; at < points.length; at += question.batch()) {
				GradientSource.check(isStopped);
				int count = Math.min(question.batch(), points.length - at);
				Tensor images = Tensor.zeros(count, to.height(), to.width(), to.channels());
				Tensor seeds = Tensor.zeros(count * seed.batch(), seed.height(), seed.width(), seed.channels());
				for (int n = 0; n < count; n++) {
					mix((points[at + n] + 0.5) / steps, images.data(), n * sum.length);
					System.arraycopy(seed.data(), 0, seeds.data(), n * seed.data().length, seed.data().length);
				}
				float[] slopes = gradients.of(question.with(images), Map.of(question.node(), seeds)).get(question.image()).data();
				for (int i = 0; i < slopes.length; i++) {
					sum[i % sum.length] += slopes[i];
				}
			}
			return sum;
		}

		private void mix(double share, float[] target, int at) {
			for (int i = 0; i < to.data().length; i++) {
				target[at + i] = (float) (from.data()[i] + share * (to.data()[i] - from.data()[i]));
			}
		}

		private double contribution(double[] slopes, int steps, int i) {
			return slopes[i] / steps * ((double) to.data()[i] - from.data()[i]);
		}

		double error(double[] slopes, int steps, double change) {
			double sum = 0;
			for (int i = 0; i < slopes.length; i++) {
				sum += contribution(slopes, steps, i);
			}
			return Math.abs(sum - change) / Math.max(Math.abs(change), 1e-6);
		}

		Heat heat(double[] slopes, int steps, double change) {
			float[] map = new float[to.height() * to.width()];
			for (int i = 0; i < slopes.length; i++) {
				map[i / to.channels()] += (float) contribution(slopes, steps, i);
			}
			return new Heat(to.width(), to.height(), map, error(slopes, steps, change));
		}
	}
}
