package sc.fovea.task.localization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import sc.fovea.architecture.OneBoxHead;
import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.geometry.Box;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.train.Batches;
import sc.fovea.train.fit.LogisticRegression;

/**
 * Teaches the confidence of {@link OneBoxHead}, when all else has been learned, how good its boxes are: a logistic regression from places and
 * extents to the intersection over union, on patches that did not teach, since boxes are better where the network has learned them. Minimises Σ
 * −q·ln p − (1 − q)·ln(1 − p) with q the intersection over union; its best answer is the mean of q, so that the confidence is calibrated on these
 * patches.
 *
 * @param backend runs the network
 * @param task whose network it is
 */
record ConfidenceFit(Backend backend, OneBoxSetup task) {

	private static final int PATCHES = 512;
	private static final double PENALTY = 0.03;

	/** The weights with those of the confidence. @param judging patches that did not teach */
	Weights of(Weights weights, Batches judging) {
		List<float[]> rows = new ArrayList<>();
		List<double[]> shares = new ArrayList<>();
		Network network = task.network().withOutputs(OneBoxHead.PLACES, OneBoxHead.BOX);
		try (Runner runner = backend.runner(network, weights)) {
			for (int i = 0; i < (PATCHES + judging.size() - 1) / judging.size(); i++) {
				Map<String, Tensor> batch = judging.at(i);
				Map<String, Tensor> answers = runner.run(Map.of(judging.input(), batch.get(judging.input())));
				for (int n = 0; n < judging.size(); n++) {
					if (batch.get(OneBoxTargets.WEIGHT).data()[n] > 0) {
						rows.add(row(answers.get(OneBoxHead.PLACES), n));
						double iou = box(answers.get(OneBoxHead.BOX), n).iou(box(batch.get(OneBoxTargets.BOX), n));
						shares.add(new double[] { 1 - iou, iou });
					}
				}
			}
		}
		return rows.isEmpty() ? weights : weights.with(layer(rows, shares));
	}

	private static Map<String, Tensor> layer(List<float[]> rows, List<double[]> shares) {
		LogisticRegression.Line line = new LogisticRegression(2, PENALTY).fit(rows.toArray(float[][]::new), shares.toArray(double[][]::new));
		Tensor kernel = Tensor.zeros(rows.get(0).length, 1);
		for (int i = 0; i < kernel.data().length; i++) {
			kernel.data()[i] = (float) (line.kernel()[2 * i + 1] - line.kernel()[2 * i]);
		}
		Tensor bias = Tensor.of(new float[] { (float) (line.bias()[1] - line.bias()[0]) }, 1);
		return Map.of(OneBoxHead.CONFIDENCE_LOGIT + ".kernel", kernel, OneBoxHead.CONFIDENCE_LOGIT + ".bias", bias);
	}

	private static float[] row(Tensor answer, int n) {
		return Arrays.copyOfRange(answer.data(), n * answer.channels(), (n + 1) * answer.channels());
	}

	private static Box box(Tensor edges, int n) {
		return Localizer.box(edges.data(), n * OneBox.EDGES);
	}
}
