package sc.fovea.task.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

import sc.fovea.explain.PlaneWindows;
import sc.fovea.explain.Question;
import sc.fovea.explain.Seed;
import sc.fovea.explain.Target;
import sc.fovea.geometry.Box;
import sc.fovea.model.Model;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.predict.Detection;
import sc.fovea.predict.Detector;
import sc.fovea.predict.PlaneInput;
import sc.fovea.predict.Segmenter;
import sc.fovea.task.TargetRequest;
import sc.fovea.task.detection.region.ExplainedRegions;
import sc.fovea.task.detection.region.Regions;
import sc.fovea.tile.TileSource;

/** For each box that a detector finds the score of its class: that of the cell which drew the box, or of the region that it is. */
final class ExplainedBoxes {

	private ExplainedBoxes() {}

	static List<Target> of(Detector detector, TargetRequest request) {
		request.checkLabel(detector.classes());
		Model model = detector.model();
		PlaneInput input = new PlaneInput(model.input(), request.options());
		Segmenter.Place place = new Segmenter.Place(request.z(), request.t(), 1);
		TileSource plane = input.of(request.image(), place, request.progress());
		double scale = input.scale(request.image().pixelSize());
		List<Target> targets = new ArrayList<>();
		for (Detection found : detector.detect(request.image(), place, request.options(), request.progress())) {
			if (!request.wants(found.label())) continue;
			targets.add(model.task() instanceof Regions ? new ExplainedRegions(model, plane, scale).target(found) : ofCell(model, plane, scale, found));
		}
		targets.sort(Comparator.comparingDouble(Target::score).reversed());
		return targets;
	}

	private static Target ofCell(Model model, TileSource plane, double scale, Detection found) {
		Boxes settings = (Boxes) model.task();
		Network part = model.network().upTo(settings.heads().scores());
		String node = Question.beforeActivation(part, settings.heads().scores());
		PlaneWindows.Window window = PlaneWindows.of(part, plane, scale).around(found.box());
		int category = settings.classes().indexOf(found.label());
		DoubleUnaryOperator probability = node.equals(settings.heads().scores()) ? v -> v : v -> 1 / (1 + Math.exp(-v));
		Seed seed = value -> Seed.single(value,
			cell(value, new Score(category, found.score(), probability), window, found.box()) * value.channels() + category);
		Question question = new Question(part, node, seed, Map.of(model.imageInput(), window.pixels()), model.imageInput());
		return new Target(found.label(), found.score(), Optional.of(found.box()), Optional.empty(), List.of(Target.View.plain(question)), window.frame());
	}

	/** What the score of a cell must be. */
	private record Score(int category, double wanted, DoubleUnaryOperator probability) {

		double distance(Tensor value, int cell) {
			return Math.abs(probability.applyAsDouble(value.data()[cell * value.channels() + category]) - wanted);
		}
	}

	/** The cell within the box whose score is that of the box. */
	private static int cell(Tensor value, Score score, PlaneWindows.Window window, Box box) {
		int best = window.row(value, box.centerY()) * value.width() + window.column(value, box.centerX());
		for (int y = window.row(value, box.y()); y <= window.row(value, box.bottom()); y++) {
			for (int x = window.column(value, box.x()); x <= window.column(value, box.right()); x++) {
				int cell = y * value.width() + x;
				if (score.distance(value, cell) < score.distance(value, best)) best = cell;
			}
		}
		return best;
	}
}
