package sc.fovea.task.detection.region;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;

import sc.fovea.architecture.RegionHeads;
import sc.fovea.backend.Loss;
import sc.fovea.detect.BoxCoder;
import sc.fovea.detect.Matcher;
import sc.fovea.detect.Sampler;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.net.Tensor;

/**
 * What the head of a region detector learns of a batch (Girshick 2015, arXiv:1504.08083): of each image some proposals that match an object, and some that do not,
 * with their classes and with the offsets to the box that they match. True boxes count as proposals, so that an object without a good one is learned, too.
 *
 * @param balance how much a region of each class counts; a background counts 1
 * @param sampler of the regions of an image
 */
public record RegionDraws(List<Double> balance, Sampler sampler) {

	private static final String CLASSES = "region_classes_target";
	private static final String CLASSES_WEIGHT = "region_classes_weight";
	private static final String OFFSETS = "region_offsets_target";
	private static final String OFFSETS_WEIGHT = "region_offsets_weight";
	private static final Matcher MATCHER = Matcher.forProposals();
	private static final BoxCoder CODER = BoxCoder.forProposals();

	/** 64 regions of an image, up to 40 % of them objects. */
	static RegionDraws standard(List<Double> balance) {
		return new RegionDraws(balance, new Sampler(64, 0.4));
	}

	/** Cross-entropy of the classes, and smooth L1 of the offsets for the true class of objects. */
	static List<Loss> losses() {
		return List.of(new Loss(Loss.Kind.SOFTMAX_CROSS_ENTROPY, RegionHeads.LOGIT, CLASSES, CLASSES_WEIGHT, 1),
			new Loss(Loss.Kind.HUBER, RegionHeads.OFFSETS, OFFSETS, OFFSETS_WEIGHT, 1));
	}

	/**
	 * An image of a batch.
	 *
	 * @param truths true boxes, within the image; their categories are classes
	 * @param proposals regions to draw from
	 * @param isKnown whether a region lies where somebody annotated
	 */
	record Image(List<ScoredBox> truths, List<Box> proposals, Predicate<Box> isKnown) {}

	/**
	 * The regions that were drawn, by the inputs of the look, and their targets. Where all images give none, a pixel of which nothing is learned, since a
	 * step needs a region.
	 */
	Map<String, Tensor> of(List<Image> images, RegionLook.Shared look, SplittableRandom random) {
		List<List<Box>> regions = new ArrayList<>();
		List<Learned> learned = new ArrayList<>();
		for (Image image : images) {
			List<Box> drawn = new ArrayList<>();
			draw(image, random, drawn, learned);
			regions.add(drawn);
		}
		if (learned.isEmpty()) {
			regions.set(0, List.of(new Box(0, 0, 1, 1)));
			learned.add(Learned.NOTHING);
		}
		Map<String, Tensor> batch = new HashMap<>(RegionFeatures.regions(look, regions));
		batch.putAll(targets(learned));
		return batch;
	}

	/** What a region shall become. @param category of an object, or one of the numbers below */
	private record Learned(int category, BoxCoder.Offsets offsets) {

		private static final BoxCoder.Offsets UNMOVED = new BoxCoder.Offsets(0, 0, 0, 0);
		static final Learned BACKGROUND = new Learned(-1, UNMOVED);
		static final Learned NOTHING = new Learned(-2, UNMOVED);
	}

	private void draw(Image image, SplittableRandom random, List<Box> drawn, List<Learned> learned) {
		List<Box> truths = image.truths().stream().map(ScoredBox::box).toList();
		List<Box> candidates = new ArrayList<>(image.proposals());
		candidates.addAll(truths);
		Matcher.Assignment assignment = MATCHER.match(candidates, truths);
		for (int i = 0; i < candidates.size(); i++) {
			if (!image.isKnown().test(candidates.get(i))) assignment.truth()[i] = Matcher.IGNORED;
		}
		Sampler.Drawn numbers = sampler.draw(assignment, random);
		for (int i : numbers.positives()) {
			ScoredBox truth = image.truths().get(assignment.truth()[i]);
			drawn.add(candidates.get(i));
			learned.add(new Learned(truth.category(), CODER.encode(truth.box(), candidates.get(i))));
		}
		for (int i : numbers.negatives()) {
			drawn.add(candidates.get(i));
			learned.add(Learned.BACKGROUND);
		}
	}

	private Map<String, Tensor> targets(List<Learned> learned) {
		int n = learned.size();
		int classes = balance.size();
		Map<String, Tensor> targets = Map.of(CLASSES, Tensor.zeros(n, 1, 1, classes + 1), CLASSES_WEIGHT, Tensor.zeros(n, 1, 1, 1), OFFSETS,
			Tensor.zeros(n, 1, 1, 4 * classes), OFFSETS_WEIGHT, Tensor.zeros(n, 1, 1, 4 * classes));
		for (int i = 0; i < n; i++) {
			Learned region = learned.get(i);
			if (region == Learned.NOTHING) continue;
			targets.get(CLASSES).data()[i * (classes + 1) + region.category() + 1] = 1;
			targets.get(CLASSES_WEIGHT).data()[i] = region.category() < 0 ? 1 : balance.get(region.category()).floatValue();
			if (region.category() < 0) continue;
			int at = 4 * (i * classes + region.category());
			write(region.offsets(), targets.get(OFFSETS).data(), at);
			Arrays.fill(targets.get(OFFSETS_WEIGHT).data(), at, at + 4, 1);
		}
		return targets;
	}

	/** Writes four offsets. */
	static void write(BoxCoder.Offsets offsets, float[] values, int at) {
		values[at] = (float) offsets.x();
		values[at + 1] = (float) offsets.y();
		values[at + 2] = (float) offsets.width();
		values[at + 3] = (float) offsets.height();
	}
}
