package sc.fovea.train.plan;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

import sc.fovea.architecture.Architecture;
import sc.fovea.architecture.Trunk;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.architecture.UNet;
import sc.fovea.augment.Augmentation;
import sc.fovea.augment.Recipes;
import sc.fovea.backend.Adam;
import sc.fovea.data.Sample;
import sc.fovea.net.Axis;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.Shape;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.train.sample.Patch;
import sc.fovea.train.sample.Split;
import sc.fovea.train.sample.TrainingImages;

/**
 * A training plan that follows from the images where the user left it open.
 * <ul>
 * <li>Network: a U-Net, or what is asked for, that sees at least twice the diameter of a large object; deeper first, then on a coarser grid.</li>
 * <li>Patch: twice the diameter of a large object, 128 to 512 pixels, and not larger than the images.</li>
 * <li>Batch: as many patches as make 4 · 128² pixels, at least 2, as far as memory allows.</li>
 * <li>Rate: up to 1e-3; up to 3e-4 where all layers come from a model that did the same, so that they do not forget it.</li>
 * <li>Augmentation: the standard one; for colour images that of stained sections.</li>
 * <li>Validation: ten times, more often in trainings of more than five minutes, but never so often that it takes more than about 15 % of the time.</li>
 * <li>The training ends when half of the validations go by without a better score.</li>
 * </ul>
 *
 * @param request what the user asks for
 * @param survey of the images
 */
public record PlanAdvice(PlanRequest request, DataSurvey survey) {

	private static final int SMALLEST_PATCH = 128;
	private static final int LARGEST_PATCH = 512;
	private static final int PATCH_UNIT = 32;
	private static final int STEP_PIXELS = 4 * 128 * 128;
	private static final int DEEPEST = 5;
	private static final int COARSEST = 8;
	/** Objects whose median diameter is below it need an answer for every pixel. */
	private static final double TINY = 6;
	/** Colours: red, green and blue. */
	private static final int RGB = 3;
	private static final double RATE = 1e-3;
	private static final double FINE_TUNING_RATE = 3e-4;
	private static final double FINAL_SHARE = 0.01;
	private static final double WEIGHT_DECAY = 0.01;
	private static final int WARM_UP = 100;
	private static final int VALIDATIONS = 10;
	private static final int MOST_VALIDATIONS = 60;
	private static final double STEPS_PER_VALIDATION = 500;
	private static final double MINUTES_PER_VALIDATION = 0.5;
	/** Pixels to learn from for each pixel to judge by: a pixel is judged in about a quarter of the time in which it is learned from. */
	private static final int LEARNED_PER_JUDGED = 3;
	/** Regions of a step. */
	private static final int CROP_BATCH = 64;
	/** Share of the minutes for the steps: what comes after them, and judging, takes the rest. */
	private static final double CROP_SHARE = 0.7;
	/** Arrays as large as all activations that a step needs: themselves, their gradients, and room for the computation. */
	private static final int ARRAYS_PER_ACTIVATION = 3;

	/** The architecture of a network that is trained from scratch. */
	public Architecture architecture() {
		return request.architecture().orElseGet(UNet::new);
	}

	/** Options of the trunk of a network that is trained from scratch: deeper first, then on a coarser grid, until it sees enough or the architecture has no more. */
	public TrunkOptions trunk() {
		double needed = 2 * survey.objects().largeDiameter();
		TrunkOptions options = options(survey.objects().count() > 0 && survey.objects().medianDiameter() < TINY ? 1 : 2);
		for (Optional<TrunkOptions> next = larger(options); next.isPresent() && seen(options) < needed; next = larger(options)) {
			options = next.get();
		}
		return options;
	}

	/** One more level, or the same on a coarser grid; empty if the architecture has no more, or the user said how deep it is. */
	private Optional<TrunkOptions> larger(TrunkOptions options) {
		if (options.halvings() >= architecture().mostHalvings()) return Optional.empty();
		boolean isDeeper = options.depth() < DEEPEST && request.design().depth().isEmpty();
		if (!isDeeper && options.grid() >= COARSEST) return Optional.empty();
		return Optional.of(new TrunkOptions(options.channels(), isDeeper ? options.grid() : 2 * options.grid(), options.width(),
			isDeeper ? options.depth() + 1 : options.depth(), options.pooling(), options.dropout()));
	}

	/** The trunk of a network that is trained from scratch. */
	public Trunk newTrunk() {
		return Trunk.of(architecture(), trunk());
	}

	/** The same for a head that scores classes of pixels. */
	public Trunk scoreTrunk() {
		TrunkOptions options = trunk();
		int grid = architecture().scoreGrid(options.grid());
		return grid == options.grid() ? Trunk.of(architecture(), options) : trunkOn(grid);
	}

	/** A trunk of a network that is trained from scratch, on a given grid. */
	public Trunk trunkOn(int grid) {
		return Trunk.of(architecture(), options(grid));
	}

	/** Pixels around a patch in which objects are looked at: half of a large object. @param least fewest pixels */
	public int reach(int least) {
		return (int) Math.max(least, Math.min(LARGEST_PATCH, Math.ceil(survey.objects().largeDiameter() / 2)));
	}

	private TrunkOptions options(int grid) {
		TrunkOptions standard = TrunkOptions.forChannels(survey.channels());
		return request.design().trunk(architecture(), standard.channels(), grid, standard.width(), request.learning().dropout().orElse(0));
	}

	/** Pixels that one pixel of the features sees. */
	private int seen(TrunkOptions options) {
		Network trunk = architecture().trunk(options);
		return new ReceptiveField(trunk).size(trunk.last()).map(size -> Math.min(size.width(), size.height())).orElse(Integer.MAX_VALUE);
	}

	/**
	 * The plan.
	 *
	 * @param network that learns
	 * @param split into images that teach and that judge
	 * @param isPretrained whether all layers come from a model that did the same
	 */
	public TrainingPlan plan(Network network, Split split, boolean isPretrained) {
		int patch = request.sampling().patch().orElseGet(() -> patch(network));
		int batch = request.sampling().batch().orElseGet(() -> batch(network, patch));
		Budget budget = request.length().budget(pixels(split.training()), (long) batch * patch * patch);
		TrainingPlan.Sampling sampling = new TrainingPlan.Sampling(patch, batch, request.sampling().augmentation().orElseGet(this::augmentation));
		long every = LEARNED_PER_JUDGED * (pixels(split.validation()) + pixels(TrainingImages.of(split))) / ((long) batch * patch * patch);
		return plan(budget, sampling, isPretrained ? FINE_TUNING_RATE : RATE, (int) Math.max(1, Math.min(every, Integer.MAX_VALUE)));
	}

	private TrainingPlan plan(Budget budget, TrainingPlan.Sampling sampling, double usualRate, int every) {
		double rate = request.learning().rate().orElse(usualRate);
		Schedule schedule = new Schedule(rate, FINAL_SHARE * rate, (int) Math.max(1, Math.min(WARM_UP, budget.steps() / 10)));
		Adam adam = new Adam(0.9, 0.999, 1e-7, request.learning().weightDecay().orElse(WEIGHT_DECAY), 5);
		return new TrainingPlan(budget, schedule, adam, sampling, validating(budget, every), request.seed());
	}

	/** The plan of a training whose patches are regions that were cut out: 64 of them in a step. @param side of a region @param split into images that teach and that judge */
	public TrainingPlan regionPlan(int side, Split split) {
		int batch = request.sampling().batch().orElse(CROP_BATCH);
		Budget whole = request.length().budget(pixels(split.training()), (long) batch * side * side);
		Budget budget = new Budget(whole.steps(), whole.minutes() * CROP_SHARE);
		return plan(budget, new TrainingPlan.Sampling(side, batch, request.sampling().augmentation().orElseGet(this::augmentation)), RATE, 1);
	}

	private static long pixels(List<Sample> samples) {
		return samples.stream().mapToLong(s -> s.labels().length).sum();
	}

	private Augmentation augmentation() {
		return Recipes.standard(survey.channels() == RGB ? "histology" : Recipes.TRAINING);
	}

	private TrainingPlan.Validating validating(Budget budget, int every) {
		double wanted = Math.min(budget.steps() / STEPS_PER_VALIDATION, budget.minutes() / MINUTES_PER_VALIDATION);
		int count = (int) Math.max(VALIDATIONS, Math.min(MOST_VALIDATIONS, wanted));
		int patience = request.learning().patience().orElse(count / 2);
		return new TrainingPlan.Validating(every, 1.0 / count, patience == 0 ? TrainingPlan.Validating.ENDLESS : patience, 10, 0.99);
	}

	private int patch(Network network) {
		int unit = Math.max(PATCH_UNIT, alignment(network));
		int wanted = (int) Math.max(SMALLEST_PATCH, Math.min(LARGEST_PATCH, 2 * survey.objects().largeDiameter()));
		int typical = (int) Math.sqrt((double) survey.pixels() / Math.max(1, survey.images()));
		return roundedUp(Math.min(wanted, Math.max(PATCH_UNIT, typical)), unit);
	}

	private static int alignment(Network network) {
		ReceptiveField field = new ReceptiveField(network);
		return Math.max(field.alignment(Axis.X), field.alignment(Axis.Y));
	}

	private static int roundedUp(int value, int unit) {
		return (value + unit - 1) / unit * unit;
	}

	private static int batch(Network whole, int patch) {
		Network network = ofImage(whole);
		long activations = network.shapes(new Shape(patch, patch, network.inputs().values().iterator().next().channels())).values().stream()
			.mapToLong(s -> (long) s.height() * s.width() * s.channels()).sum();
		long fits = MemoryBudget.automatic().bytes() / (ARRAYS_PER_ACTIVATION * Float.BYTES * activations);
		return (int) Math.max(1, Math.min(fits, Math.max(2, STEP_PIXELS / (patch * patch))));
	}

	/** The part that sees the image alone; what looks at regions of its features is small. */
	private static Network ofImage(Network network) {
		List<String> others = network.inputs().keySet().stream().skip(1).toList();
		if (others.isEmpty()) return network;
		return network.upTo(network.nodes().stream().map(Node::name).filter(n -> Collections.disjoint(network.ancestors(n), others)).toArray(String[]::new));
	}
}
