package sc.fovea.task.detection.region;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import sc.fovea.architecture.UNet;
import sc.fovea.backend.Loss;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.detect.Matcher;
import sc.fovea.detect.Sampler;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.net.Tensor;
import sc.fovea.task.detection.region.RegionProposals.Anchored;
import sc.fovea.train.Targets;
import sc.fovea.train.loop.NetworkAnswers;
import sc.fovea.train.sample.Patch;

/**
 * Targets of detection by regions of shared features. Proposals that do not depend on the network come with the samples, see {@link Proposed}. Where the network itself
 * proposes, it is asked right before the step, and both parts learn jointly (Ren et al. 2015, arXiv:1506.01497, "approximate joint training").
 * <p>
 * An object that the edge of a patch cuts is learned as far as it is seen, as at the edge of an image; if less than a fifth of it is seen, it is not.
 *
 * @param settings of the model
 * @param matcher of anchors, if the network proposes
 * @param balance how much a region of each class counts
 */
public record RegionTargets(Regions settings, Matcher matcher, List<Double> balance) implements Targets {

	private static final String TRUTHS = "true_boxes";
	private static final String KNOWN = "known_cells";
	/** Image, x, y, width, height and class of a true box. */
	private static final int TRUTH = 6;
	private static final double LEAST_SEEN = 0.2;
	/** Anchors of an image that a step learns, and how many of them are objects at most. */
	private static final Sampler ANCHORS = new Sampler(128, 0.5);

	@Override
	public int margin() {
		return 0;
	}

	@Override
	public List<Loss> losses() {
		List<Loss> losses = new ArrayList<>(RegionDraws.losses());
		if (settings.proposals() instanceof Anchored) losses.addAll(AnchorDraws.losses());
		return losses;
	}

	/** As usual, but proposals are no objects. */
	@Override
	public double[] weights(List<Sample> samples) {
		return samples.stream().mapToDouble(s -> Math.pow(s.boxes().size() + 5, 0.75)).toArray();
	}

	/** @throws IllegalArgumentException if a box is of an unknown class */
	@Override
	public Map<String, Tensor> of(List<Patch> patches) {
		List<List<ScoredBox>> truths = patches.stream().map(this::truths).toList();
		SplittableRandom random = new SplittableRandom(seed(truths));
		if (settings.proposals() instanceof Anchored anchored) {
			List<List<Box>> boxes = truths.stream().map(t -> t.stream().map(ScoredBox::box).toList()).toList();
			Map<String, Tensor> batch = new HashMap<>(new AnchorDraws(anchored, matcher, ANCHORS).of(patches, boxes, random));
			batch.put(TRUTHS, table(truths));
			batch.put(KNOWN, known(patches, anchored.stride()));
			return batch;
		}
		List<RegionDraws.Image> images = new ArrayList<>();
		for (int i = 0; i < patches.size(); i++) {
			Patch patch = patches.get(i);
			images.add(new RegionDraws.Image(truths.get(i), proposals(patch), region -> isKnown(patch, region)));
		}
		return draws().of(images, look(), random);
	}

	/** Draws are a function of the patches alone. */
	private static long seed(List<List<ScoredBox>> truths) {
		long seed = 0;
		for (List<ScoredBox> image : truths) {
			for (ScoredBox truth : image) {
				seed = 31 * seed + Double.doubleToLongBits(truth.box().x()) + 7 * Double.doubleToLongBits(truth.box().y());
			}
		}
		return seed;
	}

	private RegionDraws draws() {
		return RegionDraws.standard(balance);
	}

	private RegionLook.Shared look() {
		return (RegionLook.Shared) settings.look();
	}

	/** Boxes of objects as far as the patch shows them. */
	private List<ScoredBox> truths(Patch patch) {
		Box shown = Box.ofImage(patch.size(), patch.size());
		List<ScoredBox> truths = new ArrayList<>();
		for (LabelledBox box : patch.boxes()) {
			int category = settings.classes().indexOf(box.label());
			if (category < 0) throw new IllegalArgumentException("Expected boxes of the classes " + settings.classes() + ", got '" + box.label() + "'.");
			Box seen = box.box().intersection(shown);
			if (seen.area() > 0 && seen.area() >= LEAST_SEEN * box.box().area()) truths.add(new ScoredBox(seen, 1, category));
		}
		return truths;
	}

	private static List<Box> proposals(Patch patch) {
		Box shown = Box.ofImage(patch.size(), patch.size());
		return patch.proposals().stream().map(box -> box.intersection(shown)).filter(box -> box.width() >= 2 && box.height() >= 2).toList();
	}

	private static boolean isKnown(Patch patch, Box region) {
		return patch.isKnown((int) Math.min(patch.size() - 1, region.centerX()), (int) Math.min(patch.size() - 1, region.centerY()), 1);
	}

	private static Tensor table(List<List<ScoredBox>> truths) {
		int count = truths.stream().mapToInt(List::size).sum();
		float[] rows = new float[count * TRUTH];
		int at = 0;
		for (int image = 0; image < truths.size(); image++) {
			for (ScoredBox truth : truths.get(image)) {
				double[] row = { image, truth.box().x(), truth.box().y(), truth.box().width(), truth.box().height(), truth.category() };
				for (double value : row) {
					rows[at++] = (float) value;
				}
			}
		}
		return Tensor.of(rows, count, 1, 1, TRUTH);
	}

	private static Tensor known(List<Patch> patches, int stride) {
		int cells = patches.get(0).size() / stride;
		Tensor known = Tensor.zeros(patches.size(), cells, cells, 1);
		for (int i = 0, at = 0; i < patches.size(); i++) {
			for (int cell = 0; cell < cells * cells; cell++) {
				known.data()[at++] = patches.get(i).isKnown(cell % cells * stride, cell / cells * stride, stride) ? 1 : 0;
			}
		}
		return known;
	}

	@Override
	public Map<String, Tensor> complete(Map<String, Tensor> batch, NetworkAnswers network, long seed) {
		if (!(settings.proposals() instanceof Anchored anchored)) return batch;
		Tensor pixels = batch.get(UNet.IMAGE);
		Map<String, Tensor> answers = network.of(Map.of(UNet.IMAGE, pixels), List.of(anchored.scores(), anchored.offsets()));
		AnchorProposer proposer = new AnchorProposer(anchored);
		Box bounds = Box.ofImage(pixels.width(), pixels.height());
		List<RegionDraws.Image> images = new ArrayList<>();
		for (int i = 0; i < pixels.batch(); i++) {
			int image = i;
			List<Box> proposals = proposer.propose(answers.get(anchored.scores()), answers.get(anchored.offsets()), i, bounds).stream().map(ScoredBox::box)
				.toList();
			images.add(new RegionDraws.Image(truths(batch.get(TRUTHS), i), proposals, region -> isKnown(batch.get(KNOWN), image, region, anchored.stride())));
		}
		Map<String, Tensor> whole = new HashMap<>(batch);
		whole.keySet().removeAll(List.of(TRUTHS, KNOWN));
		whole.putAll(draws().of(images, look(), new SplittableRandom(seed)));
		return whole;
	}

	private static List<ScoredBox> truths(Tensor table, int image) {
		List<ScoredBox> truths = new ArrayList<>();
		float[] rows = table.data();
		for (int at = 0; at < rows.length; at += TRUTH) {
			if (rows[at] == image) truths.add(new ScoredBox(new Box(rows[at + 1], rows[at + 2], rows[at + 3], rows[at + 4]), 1, (int) rows[at + 5]));
		}
		return truths;
	}

	private static boolean isKnown(Tensor known, int image, Box region, int stride) {
		int x = (int) Math.min(known.width() - 1, region.centerX() / stride);
		int y = (int) Math.min(known.height() - 1, region.centerY() / stride);
		return known.data()[(image * known.height() + y) * known.width() + x] > 0;
	}
}
