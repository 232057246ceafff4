package sc.fovea.task.localization;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import sc.fovea.evaluate.Chart;
import sc.fovea.evaluate.Evaluation;
import sc.fovea.evaluate.Table;

/**
 * How well the one object of each image was found: intersection over union (IoU) with the true box, and class.
 * <p>
 * The calibration error says how far scores are from what they promise, IoU · [class is right]: images are put by their scores into ten groups of
 * equal size, and the differences between mean score and mean worth of the groups are averaged (as the expected calibration error of Naeini et al.
 * 2015). Groups of few images differ by chance.
 *
 * @param classes their names
 * @param images what they hold and what was found
 */
public record LocalizationEvaluation(List<String> classes, List<LocalizedImage> images) implements Evaluation<LocalizationEvaluation> {

	private static final int GROUPS = 10;
	private static final int STEPS = 20;

	/** Copies the lists. */
	public LocalizationEvaluation {
		classes = List.copyOf(classes);
		images = List.copyOf(images);
	}

	/** @throws IllegalArgumentException if the classes differ */
	@Override
	public LocalizationEvaluation plus(LocalizationEvaluation other) {
		if (!classes.equals(other.classes)) throw new IllegalArgumentException("Expected the classes " + classes + ", got " + other.classes + ".");
		List<LocalizedImage> all = new ArrayList<>(images);
		all.addAll(other.images);
		return new LocalizationEvaluation(classes, all);
	}

	/** Half of the images have at least this IoU; the mean of the middle two of an even number. Not a number without images. */
	public double medianIou() {
		double[] ious = images.stream().mapToDouble(LocalizedImage::iou).sorted().toArray();
		return ious.length == 0 ? Double.NaN : (ious[(ious.length - 1) / 2] + ious[ious.length / 2]) / 2;
	}

	/** Share of the images with at least this IoU. */
	public double share(double iou) {
		return mean(images, image -> image.iou() >= iou ? 1 : 0);
	}

	/** Share of the images whose class is right. */
	public double accuracy() {
		return mean(images, image -> image.isRecognised() ? 1 : 0);
	}

	private static double mean(List<LocalizedImage> images, ToDoubleFunction<LocalizedImage> value) {
		return images.stream().mapToDouble(value).average().orElse(Double.NaN);
	}

	/** How far scores are from what they promise, 0–1. */
	public double calibrationError() {
		List<LocalizedImage> ranked = images.stream().sorted(Comparator.comparingDouble(image -> image.found().score())).toList();
		double sum = 0;
		for (int group = 0; group < GROUPS; group++) {
			List<LocalizedImage> some = ranked.subList(group * ranked.size() / GROUPS, (group + 1) * ranked.size() / GROUPS);
			sum += some.isEmpty() ? 0 : some.size() * Math.abs(mean(some, image -> image.found().score()) - mean(some, LocalizedImage::worth));
		}
		return ranked.isEmpty() ? Double.NaN : sum / ranked.size();
	}

	/** Mean IoU, where a wrong class counts as 0. */
	@Override
	public double score() {
		return mean(images, LocalizedImage::worth);
	}

	@Override
	public Map<String, Number> numbers() {
		Map<String, Number> numbers = new LinkedHashMap<>();
		numbers.put("median_IoU", medianIou());
		numbers.put("mean_IoU", mean(images, LocalizedImage::iou));
		numbers.put("IoU>=0.5", share(0.5));
		numbers.put("IoU>=0.75", share(0.75));
		numbers.put("accuracy", accuracy());
		numbers.put("mean_score", mean(images, image -> image.found().score()));
		numbers.put("calibration_error", calibrationError());
		return numbers;
	}

	/** {@code evaluation} with a row for each class, and {@code images} with the worst first. */
	@Override
	public Map<String, Table> tables() {
		Map<String, Table> tables = new LinkedHashMap<>();
		tables.put("evaluation", classTable());
		tables.put("images", imageTable());
		return tables;
	}

	private LocalizationEvaluation of(int category) {
		return new LocalizationEvaluation(classes, images.stream().filter(image -> image.category() == category).toList());
	}

	private Table classTable() {
		List<List<Object>> rows = new ArrayList<>();
		for (int c = 0; c < classes.size(); c++) {
			LocalizationEvaluation own = of(c);
			rows.add(List.of(classes.get(c), own.images.size(), own.medianIou(), own.share(0.5), own.share(0.75), own.accuracy()));
		}
		return new Table(List.of("class", "images", "median_IoU", "IoU>=0.5", "IoU>=0.75", "recognised"), rows);
	}

	private Table imageTable() {
		List<List<Object>> rows = new ArrayList<>();
		images.stream().sorted(Comparator.comparingDouble(LocalizedImage::worth).thenComparing(LocalizedImage::name))
			.forEach(i -> rows.add(List.of(i.name(), classes.get(i.category()), classes.get(i.found().category()), i.found().score(), i.iou())));
		return new Table(List.of("image", "truth", "label", "score", "IoU"), rows);
	}

	/** Share of the images over the least IoU, for each class. */
	@Override
	public Chart chart() {
		List<Double> ious = IntStream.rangeClosed(0, STEPS).mapToObj(i -> (double) i / STEPS).toList();
		Map<String, List<Double>> lines = new LinkedHashMap<>();
		for (int c = 0; c < classes.size(); c++) {
			LocalizationEvaluation own = of(c);
			lines.put(classes.get(c), ious.stream().map(own::share).toList());
		}
		return new Chart("Share of images with at least an IoU", "IoU", ious, lines);
	}
}
