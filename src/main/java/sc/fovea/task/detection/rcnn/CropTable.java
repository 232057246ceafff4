package sc.fovea.task.detection.rcnn;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import sc.fovea.detect.BoxCoder;
import sc.fovea.geometry.Box;
import sc.fovea.task.detection.region.ProposedRegions;

/**
 * What machines and regressions of R-CNN learn from: features of the proposals and true boxes of all samples, and how much each proposal overlaps with the objects of
 * each class.
 */
final class CropTable {

	/** Least IoU of a proposal that learns to move onto its true box, as in the paper. */
	private static final double NEAR = 0.6;
	private static final int MOST_NEAR = 20_000;
	private static final int FEWEST_NEAR = 500;

	private final List<Image> images = new ArrayList<>();
	private final List<List<float[]>> positives;
	private final List<Reservoir> near;
	private final SplittableRandom random;
	private final List<String> names;

	/**
	 * The proposals of a sample.
	 *
	 * @param rows features
	 * @param overlaps for each row and class the highest IoU with an object of it
	 */
	record Image(List<float[]> rows, float[][] overlaps) {}

	/** Some of many regions, each with the same chance. */
	private static final class Reservoir {

		private final List<float[]> maps = new ArrayList<>();
		private final List<BoxCoder.Offsets> targets = new ArrayList<>();
		private int seen;

		void offer(float[] map, BoxCoder.Offsets target, int most, SplittableRandom random) {
			int place = seen < most ? seen : random.nextInt(seen + 1);
			seen++;
			if (place == maps.size()) {
				maps.add(map);
				targets.add(target);
			}
			else if (place < most) {
				maps.set(place, map);
				targets.set(place, target);
			}
		}
	}

	/** @param names of the classes @param seed of the choice where there are more regions than are needed */
	CropTable(List<String> names, long seed) {
		this.names = names;
		this.random = new SplittableRandom(seed);
		this.positives = names.stream().<List<float[]>>map(name -> new ArrayList<>()).toList();
		this.near = names.stream().map(name -> new Reservoir()).toList();
	}

	/** Adds a sample. @param most proposals that are taken of it */
	void add(ProposedRegions proposed, int most, CropFeatures features) {
		List<Box> boxes = some(proposed.boxes().stream().filter(proposed::isKnown).toList(), most);
		CropFeatures.Rows rows = features.of(proposed.image(), boxes);
		List<Box> truths = proposed.truths();
		int[] classes = proposed.classes(names);
		float[][] overlaps = new float[boxes.size()][names.size()];
		for (int i = 0; i < overlaps.length; i++) {
			int nearest = overlaps(boxes.get(i), truths, classes, overlaps[i]);
			if (nearest >= 0 && overlaps[i][classes[nearest]] >= NEAR) {
				near.get(classes[nearest]).offer(rows.maps().get(i), BoxCoder.forProposals().encode(truths.get(nearest), boxes.get(i)), mostNear(), random);
			}
		}
		images.add(new Image(rows.features(), overlaps));
		List<float[]> own = features.of(proposed.image(), truths).features();
		IntStream.range(0, classes.length).filter(t -> classes[t] >= 0).forEach(t -> positives.get(classes[t]).add(own.get(t)));
	}

	private int mostNear() {
		return Math.max(FEWEST_NEAR, MOST_NEAR / names.size());
	}

	/** Fills in the highest IoU with each class. @return the true box of the highest of all, −1 if there is none */
	private static int overlaps(Box box, List<Box> truths, int[] classes, float[] overlaps) {
		int nearest = -1;
		float most = -1;
		for (int t = 0; t < classes.length; t++) {
			float iou = classes[t] < 0 ? -1 : (float) box.iou(truths.get(t));
			if (iou >= 0) overlaps[classes[t]] = Math.max(overlaps[classes[t]], iou);
			if (iou > most) {
				most = iou;
				nearest = t;
			}
		}
		return nearest;
	}

	private List<Box> some(List<Box> boxes, int most) {
		List<Box> all = new ArrayList<>(boxes);
		for (int i = 0; i < Math.min(most, all.size()); i++) {
			int other = i + random.nextInt(all.size() - i);
			all.set(other, all.set(i, all.get(other)));
		}
		return all.subList(0, Math.min(most, all.size()));
	}

	/** The proposals of each sample. */
	List<Image> images() {
		return images;
	}

	/** Features of the true boxes of a class. */
	List<float[]> positives(int category) {
		return positives.get(category);
	}

	/** Maps of proposals near objects of a class. */
	List<float[]> maps(int category) {
		return near.get(category).maps;
	}

	/** Where the true boxes lie, as seen from the proposals of {@link #maps}. */
	List<BoxCoder.Offsets> targets(int category) {
		return near.get(category).targets;
	}
}
