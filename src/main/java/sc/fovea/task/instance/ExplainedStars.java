package sc.fovea.task.instance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import net.imglib2.RandomAccess;
import net.imglib2.type.numeric.real.FloatType;

import sc.fovea.backend.Runner;
import sc.fovea.explain.PlaneWindows;
import sc.fovea.explain.Question;
import sc.fovea.explain.Seed;
import sc.fovea.explain.Target;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.PixelMask;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.net.Network;
import sc.fovea.predict.LabelRows;
import sc.fovea.predict.PlaneInput;
import sc.fovea.predict.Segmenter;
import sc.fovea.task.TargetRequest;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.TileSource;
import sc.fovea.tile.TiledInference;

/** For each object of an instance segmentation the object probability at the place within it where it is highest. */
final class ExplainedStars {

	private final Model model;
	private final StarConvexInstances settings;
	private final Network part;
	private final Hyperstack image;

	private ExplainedStars(Model model, Hyperstack image) {
		this.model = model;
		this.settings = (StarConvexInstances) model.task();
		this.part = model.network().upTo(settings.heads().probability());
		this.image = image;
	}

	/** The most probable place of an object, in pixels of the image. */
	private record Peak(double x, double y, double probability) {}

	static List<Target> of(Segmenter segmenter, TargetRequest request) {
		request.requireNoLabel("instance-segmentation");
		ExplainedStars stars = new ExplainedStars(segmenter.model(), request.image());
		int[] labels = new int[Math.multiplyExact(request.image().width(), request.image().height())];
		Segmenter.Place place = new Segmenter.Place(request.z(), request.t(), 1);
		double scale = segmenter.find(request.image(), place, request.options(), LabelRows.of(labels, request.image().width()), request.progress()).scale()
			.factor();
		TileSource plane = new PlaneInput(stars.model.input(), request.options().withScale(scale)).of(request.image(), place, request.progress());
		try (Runner runner = request.backend().runner(stars.part, stars.model.weights().of(stars.part))) {
			return stars.targets(PixelMask.ofLabels(labels, request.image().width()), plane, scale, runner);
		}
	}

	private List<Target> targets(Map<Integer, PixelMask> masks, TileSource plane, double scale, Runner runner) {
		RandomAccess<FloatType> probabilities = new TiledInference(runner, MemoryBudget.automatic()).lazily(plane, settings.heads().probability())
			.randomAccess();
		PlaneWindows windows = PlaneWindows.of(part, plane, scale);
		String node = Question.beforeActivation(part, settings.heads().probability());
		List<Target> targets = new ArrayList<>();
		masks.forEach((id, mask) -> {
			Peak peak = peak(mask, probabilities, scale);
			PlaneWindows.Window window = windows.around(mask.bounds());
			Seed seed = value -> Seed.single(value, window.row(value, peak.y()) * value.width() + window.column(value, peak.x()));
			Question question = new Question(part, node, seed, Map.of(model.imageInput(), window.pixels()), model.imageInput());
			targets.add(new Target("object-" + id, peak.probability(), Optional.of(mask.bounds()), Optional.of(mask), List.of(Target.View.plain(question)),
				window.frame()));
		});
		targets.sort(Comparator.comparingDouble(Target::score).reversed());
		return targets;
	}

	private Peak peak(PixelMask mask, RandomAccess<FloatType> probabilities, double scale) {
		Peak best = new Peak(0, 0, -1);
		double step = settings.grid() / scale;
		Box bounds = mask.bounds();
		for (int i = mask.pixels().nextSetBit(0); i >= 0; i = mask.pixels().nextSetBit(i + 1)) {
			double x = mask.x() + i % mask.width() + 0.5;
			double y = mask.y() + i / mask.width() + 0.5;
			double p = probabilities.setPositionAndGet((long) (x / step), (long) (y / step), 0).get();
			if (p > best.probability()) best = new Peak(x, y, p);
		}
		return bounds.area() == 0 ? new Peak(bounds.x(), bounds.y(), 0) : best;
	}
}
