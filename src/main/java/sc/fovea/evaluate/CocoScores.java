package sc.fovea.evaluate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import sc.fovea.evaluate.BoxMatching.Sizes;

/**
 * COCO's twelve numbers (Lin et al. 2014, arXiv:1405.0312), as its own program pycocotools gives them: average precision (AP) at 101 recalls and average recall
 * (AR), meaned over the IoU thresholds 0.50, 0.55, …, 0.95 and over the classes that have true boxes. Small objects have up to 32² square pixels, large ones from
 * 96² on. Not a number where there are no true boxes.
 *
 * @param images what should be found and what was
 * @param classes how many there are
 */
record CocoScores(List<DetectedImage> images, int classes) {

	private static final double LARGEST = 1e10;
	private static final Sizes ALL = new Sizes(0, LARGEST);
	private static final Map<String, Sizes> SIZES = sizes();
	private static final int BOXES = 100;
	private static final int THRESHOLDS = 10;

	private static Map<String, Sizes> sizes() {
		Map<String, Sizes> sizes = new LinkedHashMap<>();
		sizes.put("small", new Sizes(0, 32 * 32));
		sizes.put("medium", new Sizes(32 * 32, 96 * 96));
		sizes.put("large", new Sizes(96 * 96, LARGEST));
		return sizes;
	}

	/** The twelve numbers by name, in COCO's order. */
	Map<String, Double> numbers() {
		Map<String, Double> numbers = new LinkedHashMap<>();
		RankedMatches[][] all = matches(new BoxMatching(ALL, BOXES));
		numbers.put("AP@0.5:0.95", mean(all, RankedMatches::interpolatedPrecision));
		numbers.put("AP@0.5", mean(new RankedMatches[][] { all[0] }, RankedMatches::interpolatedPrecision));
		numbers.put("AP@0.75", mean(new RankedMatches[][] { all[5] }, RankedMatches::interpolatedPrecision));
		SIZES.forEach((name, sizes) -> numbers.put("AP_" + name, mean(matches(new BoxMatching(sizes, BOXES)), RankedMatches::interpolatedPrecision)));
		numbers.put("AR_1_box", mean(matches(new BoxMatching(ALL, 1)), RankedMatches::recall));
		numbers.put("AR_10_boxes", mean(matches(new BoxMatching(ALL, 10)), RankedMatches::recall));
		numbers.put("AR_100_boxes", mean(all, RankedMatches::recall));
		SIZES.forEach((name, sizes) -> numbers.put("AR_" + name, mean(matches(new BoxMatching(sizes, BOXES)), RankedMatches::recall)));
		return numbers;
	}

	/** Average precision of a class, meaned over the thresholds. */
	double averagePrecision(int category) {
		BoxMatching matching = new BoxMatching(ALL, BOXES);
		return IntStream.range(0, THRESHOLDS).mapToDouble(t -> matching.match(images, category, threshold(t)).interpolatedPrecision()).average()
			.orElse(Double.NaN);
	}

	/** By threshold and class. */
	private RankedMatches[][] matches(BoxMatching matching) {
		return IntStream.range(0, THRESHOLDS).mapToObj(t -> IntStream.range(0, classes).mapToObj(c -> matching.match(images, c, threshold(t)))
			.toArray(RankedMatches[]::new)).toArray(RankedMatches[][]::new);
	}

	private static double mean(RankedMatches[][] matches, ToDoubleFunction<RankedMatches> value) {
		return Arrays.stream(matches).flatMap(Arrays::stream).filter(m -> m.truths() > 0).mapToDouble(value).average().orElse(Double.NaN);
	}

	/** As pycocotools computes them, so that an intersection over union that lies on a threshold counts alike. */
	private static double threshold(int position) {
		return 0.5 + position * ((0.95 - 0.5) / (THRESHOLDS - 1));
	}
}
