package sc.fovea.task.detection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

import sc.fovea.annotation.DataSet;
import sc.fovea.architecture.CropHeads;
import sc.fovea.architecture.RegionHeads;
import sc.fovea.architecture.Trunk;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.detect.AnchorGrid;
import sc.fovea.detect.BoxClusters;
import sc.fovea.detect.Matcher;
import sc.fovea.detect.Proposer;
import sc.fovea.detect.RegionViews;
import sc.fovea.geometry.Box;
import sc.fovea.net.Layer;
import sc.fovea.net.Network;
import sc.fovea.net.RoiAlign;
import sc.fovea.net.RoiPooling;
import sc.fovea.task.detection.rcnn.CropLayout;
import sc.fovea.task.detection.rcnn.CropSetup;
import sc.fovea.task.detection.region.FixedProposer;
import sc.fovea.task.detection.region.Proposed;
import sc.fovea.task.detection.region.RegionLook;
import sc.fovea.task.detection.region.RegionProposals;
import sc.fovea.task.detection.region.RegionSetup;
import sc.fovea.task.detection.region.Regions;
import sc.fovea.train.PatchTask;
import sc.fovea.train.PreparedSetup;
import sc.fovea.train.plan.PlanAdvice;
import sc.fovea.train.sample.LabelledSamples;
import sc.fovea.train.sample.SampleReader;
import sc.fovea.train.transfer.AdaptedModel;
import sc.fovea.train.transfer.InitialWeights;

/**
 * A published way to detect by regions, as a choice of parts that {@link RegionSetup} trains.
 *
 * @param name which one
 * @param proposers plugins by name, for systems that search their proposals
 * @param options what a user may choose besides
 */
public record RegionSystem(Name name, Function<String, Proposer> proposers, Options options) implements PatchTask {

	/** Published systems. */
	public enum Name {
		/** Proposals of a plugin; the pixels of each are warped to a square, and judged by linear machines (arXiv:1311.2524). */
		R_CNN,
		/** Proposals of a plugin, selective search unless told otherwise; pooled features, classes and boxes learned jointly (arXiv:1504.08083). */
		FAST_R_CNN,
		/** Proposals of the network itself, from anchors; all learned jointly (arXiv:1506.01497). */
		FASTER_R_CNN,
		/** Proposals of the network itself, from priors that are clustered from the true boxes (arXiv:1312.2249, arXiv:1412.1441); then judged as in Fast R-CNN. */
		MULTIBOX,
		/** The same proposals in every image, clustered from the true boxes; a pyramid of pooled features (arXiv:1506.06981). */
		R_CNN_MINUS_R
	}

	/**
	 * What a user may choose.
	 *
	 * @param proposer name of the plugin that proposes, for {@link Name#R_CNN} and {@link Name#FAST_R_CNN}
	 * @param views parts of a region that its head looks at
	 * @param refinement of the boxes that are found
	 * @param proposals largest number of regions that the plugin proposes in an image
	 */
	public record Options(String proposer, RegionViews views, Regions.Refinement refinement, int proposals) {

		/** With 500 proposals of the plugin. */
		public Options(String proposer, RegionViews views, Regions.Refinement refinement) {
			this(proposer, views, refinement, SEARCHED);
		}

		/** The same with another number of proposals. @param most at least 1 */
		public Options with(int most) {
			return new Options(proposer, views, refinement, most);
		}

		/** Selective search, the whole region, no refinement. */
		public static final Options STANDARD = new Options("selective-search", RegionViews.whole(), new Regions.Refinement.None());
	}

	private static final int SEARCHED = 500;
	private static final int ANCHORED = 300;
	private static final int FIXED = 2000;
	private static final int PRIORS = 9;
	private static final int FILTERS = 64;
	private static final int UNITS = 128;
	private static final int BINS = 7;
	private static final int PART_BINS = 4;
	private static final int SAMPLES = 2;
	private static final double PROPOSAL_OVERLAP = 0.6;
	private static final Regions.Heads HEADS = new Regions.Heads(RegionHeads.SCORES, RegionHeads.OFFSETS);
	private static final double SCORE = 0.5;
	private static final double OVERLAP = 0.4;
	private static final int WINDOW = 1024;
	/** Heights over widths of anchors, for objects that are seldom long. */
	private static final List<Double> RATIOS = List.of(0.6, 1.0, 1.6);
	/** Factor between the sizes of anchors. */
	private static final double STEP = 1.6;

	/** What takes a while before the first step, if anything, in a sentence. @param images number of them */
	public Optional<String> delay(int images) {
		boolean searches = name == Name.R_CNN || name == Name.FAST_R_CNN;
		return searches ? Optional.of("Looking for regions by " + options.proposer() + " in " + images + " images...") : Optional.empty();
	}

	@Override
	public LabelledSamples read(SampleReader reader, DataSet data) throws IOException {
		return reader.readBoxes(data);
	}

	/** @throws IllegalArgumentException also if there is no box, or a proposer is not installed */
	@Override
	public PreparedSetup setup(LabelledSamples data, PlanAdvice advice, BooleanSupplier cancelled) {
		return setup(data.samples(), advice, cancelled);
	}

	@Override
	public PreparedSetup setup(LabelledSamples data, PlanAdvice advice, AdaptedModel source, BooleanSupplier cancelled) {
		return continued(source, data.samples(), cancelled);
	}

	private PreparedSetup setup(List<Sample> samples, PlanAdvice advice, BooleanSupplier cancelled) {
		List<String> classes = BoxSetup.classes(samples);
		if (name == Name.R_CNN) return crops(samples, new CropLayout(advice), classes, cancelled);
		Trunk trunk = advice.trunkOn(BoxSetup.grid(samples));
		RegionProposals proposals = proposals(samples, trunk.grid(), advice.request().seed());
		Network proposing = proposals instanceof RegionProposals.Anchored a ? RegionHeads.proposing(trunk.network(), a.count(), FILTERS) : trunk.network();
		List<RegionLook.View> views = options.views().views().stream().map(v -> new RegionLook.View(input(v), v.left(), v.top(), v.right(), v.bottom()))
			.toList();
		Network network = new RegionHeads(classes.size(), UNITS).judging(proposing, trunk.network().last(),
			views.stream().map(v -> new RegionHeads.View(v.input(), poolings(trunk.grid()))).toList());
		Regions settings = new Regions(classes, proposals, new RegionLook.Shared(trunk.network().last(), views), HEADS, options.refinement(),
			new Regions.Limits(SCORE, OVERLAP, window(samples)));
		return new PreparedSetup(new RegionSetup(network, settings, matcher(), RegionSetup.balance(classes, samples)), proposed(samples, proposals, cancelled));
	}

	/**
	 * What is learned of samples by a model that detects by regions, which keeps its way to propose and to look at them.
	 *
	 * @throws IllegalArgumentException if there is no box in the samples, or its proposer is not installed
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	private PreparedSetup continued(AdaptedModel source, List<Sample> samples, BooleanSupplier cancelled) {
		Regions own = (Regions) source.source().task();
		List<String> classes = BoxSetup.classes(samples);
		Regions settings = new Regions(classes, own.proposals(), own.look(), own.heads(), own.refinement(), own.limits());
		Network network = own.classes().equals(classes) ? source.network() : RegionHeads.of(source.network(), classes.size());
		RegionSetup setup = new RegionSetup(network, settings, matcher(), RegionSetup.balance(classes, samples));
		InitialWeights initial = source.initial(setup.network(), setup.settings(), setup.classNodes());
		return new PreparedSetup(setup, proposed(samples, own.proposals(), cancelled), initial);
	}

	/** The system of a model that detects by regions. @param proposers by name */
	public static RegionSystem of(Regions model, Function<String, Proposer> proposers) {
		Name name = model.proposals() instanceof RegionProposals.Anchored
			? Name.FASTER_R_CNN
			: model.proposals() instanceof RegionProposals.Fixed ? Name.R_CNN_MINUS_R : Name.FAST_R_CNN;
		return new RegionSystem(name, proposers, Options.STANDARD);
	}

	private PreparedSetup crops(List<Sample> samples, CropLayout layout, List<String> classes, BooleanSupplier cancelled) {
		RegionProposals proposals = new RegionProposals.Searched(options.proposer(), options.proposals());
		Regions settings = new Regions(classes, proposals, layout.look(), new Regions.Heads(CropHeads.SCORES, CropHeads.OFFSETS), options.refinement(),
			new Regions.Limits(SCORE, OVERLAP, window(samples)));
		return new PreparedSetup(
			new CropSetup(new RegionSetup(layout.network(classes.size()), settings, matcher(), RegionSetup.balance(classes, samples)), layout.side()),
			proposed(samples, proposals, cancelled));
	}

	private String input(RegionViews.View view) {
		return options.views().count() == 1 ? RegionHeads.REGIONS : RegionHeads.REGIONS + "_" + view.name();
	}

	private RegionProposals proposals(List<Sample> samples, int stride, long seed) {
		return switch (name) {
			case R_CNN, FAST_R_CNN -> new RegionProposals.Searched(options.proposer(), options.proposals());
			case FASTER_R_CNN -> anchored(stride, anchors(samples));
			case MULTIBOX -> anchored(stride, new BoxClusters(PRIORS, seed).shapes(boxes(samples)));
			case R_CNN_MINUS_R -> new RegionProposals.Fixed(fixed(samples, seed));
		};
	}

	private static RegionProposals.Anchored anchored(int stride, List<AnchorGrid.Shape> shapes) {
		List<Double> sides = shapes.stream().flatMap(s -> Stream.of(rounded(s.width()), rounded(s.height()))).toList();
		return new RegionProposals.Anchored(RegionHeads.PROPOSAL_SCORES, RegionHeads.PROPOSAL_OFFSETS, stride, sides, PROPOSAL_OVERLAP, ANCHORED);
	}

	private static double rounded(double side) {
		return Math.round(side * 10) / 10.0;
	}

	private static List<Box> boxes(List<Sample> samples) {
		return samples.stream().flatMap(s -> s.boxes().stream()).map(LabelledBox::box).filter(b -> b.area() > 0).toList();
	}

	/** Sizes from that of a small object to that of a large one, each in three shapes. */
	private static List<AnchorGrid.Shape> anchors(List<Sample> samples) {
		double[] sizes = boxes(samples).stream().mapToDouble(b -> Math.sqrt(b.area())).sorted().toArray();
		double small = sizes[(int) (0.05 * sizes.length)];
		double large = sizes[(int) (0.98 * (sizes.length - 1))];
		int steps = (int) Math.max(1, Math.ceil(Math.log(large / small) / Math.log(STEP)));
		List<Double> anchors = new ArrayList<>();
		for (int i = 0; i <= (small == large ? 0 : steps); i++) {
			anchors.add(small * Math.pow(large / small, (double) i / steps));
		}
		return AnchorGrid.of(1, anchors, RATIOS).shapes();
	}

	/** Boxes of all images and their mirror images, relative to the image's sides, as a set that stands for them all. */
	private static List<Double> fixed(List<Sample> samples, long seed) {
		List<Box> seen = new ArrayList<>();
		for (Sample sample : samples) {
			double w = sample.width();
			double h = sample.height();
			for (Box b : boxes(List.of(sample))) {
				for (double x : new double[] { b.x(), w - b.right() }) {
					seen.add(new Box(x / w, b.y() / h, b.width() / w, b.height() / h));
					seen.add(new Box(x / w, (h - b.bottom()) / h, b.width() / w, b.height() / h));
				}
			}
		}
		Box whole = new Box(0, 0, 1, 1);
		return new BoxClusters(FIXED, seed).places(seen).stream().map(b -> b.intersection(whole))
			.flatMap(b -> Stream.of(b.x(), b.y(), b.width(), b.height())).map(side -> Math.round(side * 1e4) / 1e4).toList();
	}

	private List<Layer> poolings(int grid) {
		int bins = options.views().count() == 1 ? BINS : PART_BINS;
		return switch (name) {
			case FASTER_R_CNN, MULTIBOX -> List.of(new RoiAlign(bins, SAMPLES, grid));
			case R_CNN, FAST_R_CNN -> List.of(new RoiPooling(bins, SAMPLES, grid));
			case R_CNN_MINUS_R -> List.of(new RoiPooling(1, 6, grid), new RoiPooling(2, 4, grid), new RoiPooling(6, SAMPLES, grid));
		};
	}

	private Matcher matcher() {
		return name == Name.MULTIBOX ? new Matcher(0.6, 0.4, true) : Matcher.forAnchors();
	}

	/** As large as usual; for fixed boxes as large as the images that they come from. Neighbours share a large object. */
	private Regions.Window window(List<Sample> samples) {
		int width = name == Name.R_CNN_MINUS_R ? median(samples.stream().mapToInt(Sample::width).toArray()) : WINDOW;
		int height = name == Name.R_CNN_MINUS_R ? median(samples.stream().mapToInt(Sample::height).toArray()) : WINDOW;
		double large = boxes(samples).stream().mapToDouble(b -> Math.max(b.width(), b.height())).max().orElse(1);
		return new Regions.Window(width, height, (int) Math.min(Math.ceil(large), Math.min(width, height) / 2));
	}

	private static int median(int[] values) {
		Arrays.sort(values);
		return values[values.length / 2];
	}

	private List<Sample> proposed(List<Sample> samples, RegionProposals proposals, BooleanSupplier cancelled) {
		if (proposals instanceof RegionProposals.Searched searched)
			return Proposed.in(samples, proposers.apply(searched.proposer()), searched.most(), cancelled);
		return proposals instanceof RegionProposals.Fixed fixed ? Proposed.in(samples, new FixedProposer(fixed), fixed.most(), cancelled) : samples;
	}
}
