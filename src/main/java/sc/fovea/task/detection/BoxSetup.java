package sc.fovea.task.detection;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

import sc.fovea.architecture.BoxHeads;
import sc.fovea.architecture.Trunk;
import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.data.Sample;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;
import sc.fovea.task.detection.region.DetectionValidation;
import sc.fovea.task.detection.region.SampleDetector;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TiledInference;
import sc.fovea.train.TrainingSetup;
import sc.fovea.train.loop.Score;
import sc.fovea.train.sample.SamplePixels;

/**
 * Detection in a single stage without anchors: samples with boxes.
 *
 * @param network with {@link BoxHeads}
 * @param settings what its outputs mean
 */
public record BoxSetup(Network network, Boxes settings) implements TrainingSetup {

	private static final Boxes.Heads OUTPUTS = new Boxes.Heads(BoxHeads.SCORES, BoxHeads.DISTANCES);
	private static final Boxes.Thresholds THRESHOLDS = new Boxes.Thresholds(0.3, 0.5);
	/** Cells that a small object should be across. */
	private static final double CELLS = 4;
	private static final int COARSEST = 8;
	/** One of ten objects is smaller than what the grid is made for. */
	private static final double SMALL = 0.1;

	/**
	 * Heads behind a trunk; boxes from a score of 0.3 on, until a training chooses a better one; of two of a class with an IoU above 0.5 the worse goes.
	 *
	 * @param classes names
	 */
	public static BoxSetup of(Trunk trunk, List<String> classes) {
		return new BoxSetup(BoxHeads.standard(classes.size()).attach(trunk.network()), new Boxes(classes, trunk.grid(), OUTPUTS, THRESHOLDS));
	}

	/** A grid for samples: the coarsest of 1, 2, 4 and 8 pixels on which nine of ten boxes of each class are at least four cells across. */
	public static int grid(List<Sample> samples) {
		double small = classes(samples).stream().mapToDouble(label -> small(samples, label)).min().orElseThrow();
		int grid = 1;
		while (grid < COARSEST && 2 * grid * CELLS <= small)
			grid *= 2;
		return grid;
	}

	private static double small(List<Sample> samples, String label) {
		double[] sides = samples.stream().flatMap(s -> s.boxes().stream()).filter(b -> b.label().equals(label)).mapToDouble(b -> Math.sqrt(b.box().area()))
			.sorted()
			.toArray();
		return sides[(int) (SMALL * sides.length)];
	}

	/** Names of the classes of all boxes, sorted. @throws IllegalArgumentException if there is no box */
	public static List<String> classes(List<Sample> samples) {
		List<String> classes = samples.stream().flatMap(s -> s.boxes().stream()).map(b -> b.label()).distinct().sorted().toList();
		if (classes.isEmpty()) throw new IllegalArgumentException("Expected annotated boxes, got none in " + samples.size() + " images.");
		return classes;
	}

	@Override
	public BoxTargets targets() {
		return new BoxTargets(settings.classes(), settings.grid());
	}

	/** With the score threshold of the highest mean F2 on the validation samples; as it was where nothing was right at any. */
	@Override
	public Boxes settings(Score score) {
		double threshold = DetectionValidation.threshold(score, settings.thresholds().score());
		return new Boxes(settings.classes(), settings.grid(), settings.heads(), new Boxes.Thresholds(threshold, settings.thresholds().maximumIou()));
	}

	/** Average precision over the boxes of all samples. @throws IllegalArgumentException if there is no box in them */
	@Override
	public Function<Weights, Score> validation(Backend backend, List<Sample> samples) {
		Boxes lenient = new Boxes(settings.classes(), settings.grid(), settings.heads(),
			new Boxes.Thresholds(DetectionValidation.LEAST_SCORE, settings.thresholds().maximumIou()));
		return new DetectionValidation(settings.classes(), weights -> new Cells(backend.runner(network, weights), lenient), samples);
	}

	/** Boxes of the cells of a grid. */
	private record Cells(Runner runner, Boxes settings) implements SampleDetector {

		@Override
		public List<ScoredBox> find(Sample sample) {
			return new BoxDetection(new TiledInference(runner, MemoryBudget.automatic()), settings).detect(SamplePixels.source(sample), Progress.none());
		}

		@Override
		public void close() {
			runner.close();
		}
	}

	@Override
	public Set<String> classNodes() {
		return Set.of(BoxHeads.SCORES_LOGIT);
	}
}
