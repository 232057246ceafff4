package sc.fovea.task.detection.rcnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import sc.fovea.architecture.CropHeads;
import sc.fovea.net.Tensor;
import sc.fovea.train.fit.LinearSvm;
import sc.fovea.train.fit.RidgeBoxes;
import sc.fovea.train.fit.ScoreScale;

/**
 * The last layers of R-CNN (Girshick et al. 2014, arXiv:1311.2524): for each class a {@link LinearSvm} whose positives are the true boxes, and whose negatives are
 * the hard ones among the proposals with an IoU below 0.3 with all of its objects; and {@link RidgeBoxes}. Rows are scaled to a mean length of 20 first, for which the
 * paper's constants are made; the layers are given for rows as they are.
 * <p>
 * The value of a machine becomes the probability that a proposal overlaps with an object of the class by an IoU of at least 0.5, see {@link ScoreScale}: judged by
 * samples that nothing else learned from where they have enough objects of the class. A class without any object gets a score of almost 0.
 *
 * @param training what is learned from
 * @param judged what else there is to scale scores by
 * @param classes number of classes
 * @param check called before each class; may end the learning by an exception
 */
record CropMachines(CropTable training, CropTable judged, int classes, Runnable check) {

	private static final double LENGTH = 20;
	private static final double APART = 0.3;
	private static final double MATCH = 0.5;
	private static final double PENALTY = 1000;
	private static final int ENOUGH = 20;
	private static final float NEVER = -10;

	/** Weights of {@link CropHeads#SCORES_LOGIT} and {@link CropHeads#OFFSETS}. @param length of a map */
	Map<String, Tensor> layers(int length) {
		List<float[]> rows = training.images().stream().flatMap(image -> image.rows().stream()).toList();
		List<float[]> maps = IntStream.range(0, classes).boxed().flatMap(c -> training.maps(c).stream()).toList();
		Map<String, Tensor> layers = new LinkedHashMap<>();
		layers.putAll(scores(factor(rows)));
		layers.putAll(offsets(factor(maps), length));
		return layers;
	}

	/** What brings the mean length of rows to 20. */
	private static double factor(List<float[]> rows) {
		double mean = rows.stream().mapToDouble(CropMachines::length).average().orElse(0);
		return mean == 0 ? 1 : LENGTH / mean;
	}

	private static double length(float[] row) {
		double sum = 0;
		for (float value : row) {
			sum += (double) value * value;
		}
		return Math.sqrt(sum);
	}

	private static List<float[]> scaled(Stream<float[]> rows, double factor) {
		return rows.map(row -> {
			float[] scaled = new float[row.length];
			for (int i = 0; i < row.length; i++) {
				scaled[i] = (float) (factor * row[i]);
			}
			return scaled;
		}).toList();
	}

	private Map<String, Tensor> scores(double factor) {
		List<List<float[]>> images = training.images().stream().map(image -> scaled(image.rows().stream(), factor)).toList();
		int features = training.images().stream().flatMap(image -> image.rows().stream()).findFirst().map(row -> row.length).orElse(0);
		float[] kernel = new float[features * classes];
		float[] bias = new float[classes];
		Arrays.fill(bias, NEVER);
		for (int c = 0; c < classes; c++) {
			check.run();
			if (!training.positives(c).isEmpty()) {
				LinearSvm.Plane plane = HardNegatives.standard().mine(scaled(training.positives(c).stream(), factor), negatives(images, c)).plane();
				LinearSvm.Plane own = new LinearSvm.Plane(Arrays.stream(plane.weights()).map(w -> w * factor).toArray(), plane.offset());
				ScoreScale scale = scale(own, c);
				for (int i = 0; i < features; i++) {
					kernel[i * classes + c] = (float) (scale.slope() * own.weights()[i]);
				}
				bias[c] = (float) (scale.slope() * own.offset() + scale.offset());
			}
		}
		return Map.of(CropHeads.SCORES_LOGIT + ".kernel", Tensor.of(kernel, features, classes), CropHeads.SCORES_LOGIT + ".bias", Tensor.of(bias, classes));
	}

	private List<List<float[]>> negatives(List<List<float[]>> images, int category) {
		List<List<float[]>> negatives = new ArrayList<>();
		for (int i = 0; i < images.size(); i++) {
			List<float[]> rows = images.get(i);
			float[][] overlaps = training.images().get(i).overlaps();
			negatives.add(IntStream.range(0, overlaps.length).filter(row -> overlaps[row][category] < APART).mapToObj(rows::get).toList());
		}
		return negatives;
	}

	private ScoreScale scale(LinearSvm.Plane plane, int category) {
		boolean isEnough = matches(judged, category) >= ENOUGH;
		List<CropTable.Image> images = isEnough ? judged.images() : training.images();
		double[] values = images.stream().flatMap(image -> image.rows().stream()).mapToDouble(plane::value).toArray();
		boolean[] isMatch = new boolean[values.length];
		int next = 0;
		for (CropTable.Image image : images) {
			for (float[] overlaps : image.overlaps()) {
				isMatch[next++] = overlaps[category] >= MATCH;
			}
		}
		return ScoreScale.fit(values, isMatch);
	}

	private static long matches(CropTable table, int category) {
		return table.images().stream().flatMap(image -> Arrays.stream(image.overlaps())).filter(overlaps -> overlaps[category] >= MATCH).count();
	}

	private Map<String, Tensor> offsets(double factor, int length) {
		float[] kernel = new float[length * 4 * classes];
		float[] bias = new float[4 * classes];
		for (int c = 0; c < classes; c++) {
			check.run();
			if (!training.maps(c).isEmpty()) {
				RidgeBoxes.Fit fit = new RidgeBoxes(PENALTY).fit(scaled(training.maps(c).stream(), factor), training.targets(c));
				for (int o = 0; o < 4; o++) {
					bias[4 * c + o] = (float) fit.bias()[o];
					for (int i = 0; i < length; i++) {
						kernel[(i * classes + c) * 4 + o] = (float) (factor * fit.kernel()[i][o]);
					}
				}
			}
		}
		return Map.of(CropHeads.OFFSETS + ".kernel", Tensor.of(kernel, length, 4 * classes), CropHeads.OFFSETS + ".bias", Tensor.of(bias, 4 * classes));
	}
}
