package sc.fovea.task.detection.rcnn;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import sc.fovea.detect.Matcher;
import sc.fovea.geometry.Box;
import sc.fovea.task.detection.region.ProposedRegions;

/**
 * Regions that a classifier of crops learns from: proposals and true boxes with an IoU of at least 0.5 with a true box are of its class, the others are background.
 * What is not annotated is neither.
 */
final class CropPool {

	/** Number of the background in {@link Crop#category}; classes follow. */
	static final int BACKGROUND = 0;

	private final List<ProposedRegions> samples;
	private final List<List<Crop>> crops = new ArrayList<>();
	private final int[] present;

	/**
	 * A region that is cut out.
	 *
	 * @param sample its number
	 * @param box in pixels
	 * @param category {@link #BACKGROUND}, or 1 + class
	 */
	record Crop(int sample, Box box, int category) {}

	/**
	 * @param samples with their proposals
	 * @param classes names
	 * @throws IllegalArgumentException if there is no object of a class
	 */
	CropPool(List<ProposedRegions> samples, List<String> classes) {
		this.samples = List.copyOf(samples);
		IntStream.rangeClosed(0, classes.size()).forEach(category -> crops.add(new ArrayList<>()));
		for (int s = 0; s < samples.size(); s++) {
			add(s, classes);
		}
		present = IntStream.rangeClosed(1, classes.size()).filter(category -> !crops.get(category).isEmpty()).toArray();
		if (present.length == 0) {
			throw new IllegalArgumentException("Expected a box around an object of the classes " + classes + ", got none in " + samples.size() + " images.");
		}
	}

	private void add(int index, List<String> names) {
		ProposedRegions proposed = samples.get(index);
		List<Box> candidates = Stream.concat(proposed.truths().stream(), proposed.boxes().stream()).filter(proposed::isKnown).toList();
		int[] classes = proposed.classes(names);
		int[] truth = Matcher.forProposals().match(candidates, proposed.truths()).truth();
		for (int i = 0; i < truth.length; i++) {
			int category = truth[i] < 0 ? BACKGROUND : 1 + classes[truth[i]];
			if (truth[i] < 0 || classes[truth[i]] >= 0) crops.get(category).add(new Crop(index, candidates.get(i), category));
		}
	}

	/** Number of categories: the background and all classes. */
	int categories() {
		return crops.size();
	}

	/** Number of regions of a category. */
	int count(int category) {
		return crops.get(category).size();
	}

	/** The sample of a region. */
	ProposedRegions sample(Crop crop) {
		return samples.get(crop.sample);
	}

	/** Channels of all samples. */
	int channels() {
		return samples.get(0).sample().channels();
	}

	/** Some object, every class equally often, however rare it is. */
	Crop drawObject(SplittableRandom random) {
		return draw(present[random.nextInt(present.length)], random);
	}

	/** Some background; an object if there is none. */
	Crop drawBackground(SplittableRandom random) {
		return crops.get(BACKGROUND).isEmpty() ? drawObject(random) : draw(BACKGROUND, random);
	}

	private Crop draw(int category, SplittableRandom random) {
		return crops.get(category).get(random.nextInt(crops.get(category).size()));
	}
}
