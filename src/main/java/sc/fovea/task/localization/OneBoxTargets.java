package sc.fovea.task.localization;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import sc.fovea.architecture.OneBoxHead;
import sc.fovea.backend.Loss;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.geometry.Box;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.train.Targets;
import sc.fovea.train.sample.Patch;

/**
 * Targets of {@link OneBoxHead}: class and edges of the object of a patch, in shares of its side, and the ellipse that fills its box on the map of
 * the object. Errors of edges weigh 1 / √(width · height), since the same error costs a small object more of its intersection over union. A patch
 * that shows less than half of the object, or several, teaches nothing.
 *
 * @param classes names, by number
 * @param map height and width of the map of the object
 */
record OneBoxTargets(List<String> classes, Size map) implements Targets {

	/** Edges left, top, right, bottom, (N, 1, 1, 4). */
	static final String BOX = "box_target";
	/** 0 where nothing is taught, (N, 1, 1, 1). */
	static final String WEIGHT = "box_weight";
	/** Class, (N, 1, 1, classes). */
	static final String SCORES = "class_scores_target";

	private static final String MAP = "object_map_target";
	private static final String MAP_WEIGHT = "object_map_weight";
	private static final String IS_SEEN = "class_scores_weight";
	/** Share of the area that must be seen. */
	private static final double SEEN = 0.5;
	/** The weight of edges beside the class: errors are shares of the image, a twentieth of which is much. */
	private static final double EDGES = 10;

	/** Copies the names. */
	OneBoxTargets {
		classes = List.copyOf(classes);
	}

	@Override
	public int margin() {
		return 0;
	}

	@Override
	public List<Loss> losses() {
		return List.of(new Loss(Loss.Kind.ABSOLUTE_ERROR, OneBoxHead.BOX, BOX, WEIGHT, EDGES),
			new Loss(Loss.Kind.BINARY_CROSS_ENTROPY, OneBoxHead.OBJECT, MAP, MAP_WEIGHT, 1),
			new Loss(Loss.Kind.SOFTMAX_CROSS_ENTROPY, OneBoxHead.SCORES_LOGIT, SCORES, IS_SEEN, 1));
	}

	/** Every class is drawn equally often. */
	@Override
	public double[] weights(List<Sample> samples) {
		int[] counts = new int[classes.size()];
		samples.forEach(sample -> counts[number(sample)]++);
		return samples.stream().mapToDouble(sample -> 1.0 / counts[number(sample)]).toArray();
	}

	/** Number of the class of a sample's only object. */
	int number(Sample sample) {
		return classes.indexOf(sample.boxes().get(0).label());
	}

	@Override
	public Map<String, Tensor> of(List<Patch> patches) {
		int n = patches.size();
		Tensor boxes = Tensor.zeros(n, 1, 1, OneBox.EDGES);
		Tensor weights = Tensor.zeros(n, 1, 1, 1);
		Tensor seen = Tensor.zeros(n, 1, 1, 1);
		Tensor scores = Tensor.zeros(n, 1, 1, classes.size());
		Tensor maps = Tensor.zeros(n, map.height(), map.width(), 1);
		Tensor mapWeights = Tensor.zeros(n, map.height(), map.width(), 1);
		for (int i = 0; i < n; i++) {
			Patch patch = patches.get(i);
			Box part = seen(patch);
			int category = part.area() > 0 ? classes.indexOf(patch.boxes().get(0).label()) : 0;
			scores.data()[i * classes.size() + category] = 1;
			if (part.area() > 0) {
				double[] edges = { part.x(), part.y(), part.right(), part.bottom() };
				for (int e = 0; e < edges.length; e++) {
					boxes.data()[i * OneBox.EDGES + e] = (float) (edges[e] / patch.size());
				}
				seen.data()[i] = 1;
				weights.data()[i] = (float) (patch.size() / Math.sqrt(part.area()));
				draw(patch, maps.data(), i * map.height() * map.width());
				Arrays.fill(mapWeights.data(), i * map.height() * map.width(), (i + 1) * map.height() * map.width(), 1);
			}
		}
		return Map.of(BOX, boxes, WEIGHT, weights, SCORES, scores, IS_SEEN, seen, MAP, maps, MAP_WEIGHT, mapWeights);
	}

	/** 1 where the middle of a cell lies in the ellipse that fills the box. */
	private void draw(Patch patch, float[] target, int offset) {
		Box box = patch.boxes().get(0).box();
		for (int y = 0; y < map.height(); y++) {
			double dy = ((y + 0.5) * patch.size() / map.height() - box.centerY()) / box.height();
			for (int x = 0; x < map.width(); x++) {
				double dx = ((x + 0.5) * patch.size() / map.width() - box.centerX()) / box.width();
				target[offset + y * map.width() + x] = dx * dx + dy * dy <= 0.25 ? 1 : 0;
			}
		}
	}

	/** What a patch shows of its only object; of area 0 if that is too little, or there are several. */
	private static Box seen(Patch patch) {
		Box nothing = new Box(0, 0, 0, 0);
		if (patch.boxes().size() != 1) return nothing;
		LabelledBox object = patch.boxes().get(0);
		Box part = object.box().intersection(Box.ofImage(patch.size(), patch.size()));
		return part.area() >= SEEN * object.box().area() ? part : nothing;
	}
}
