package org.example.counting;

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
 * How far numbers of objects are off.
 *
 * @param images what they hold and what was counted
 */
record CountEvaluation(List<CountedImage> images) implements Evaluation<CountEvaluation> {

	/** Mean of |count − truth| over the images. */
	static final String ERROR = "mean_absolute_error";
	/** Mean of count − truth: above 0 if too many are counted. */
	static final String BIAS = "bias";

	/** Errors up to which the chart goes. */
	private static final int LARGEST = 20;

	/** Copies the list. */
	CountEvaluation {
		images = List.copyOf(images);
	}

	@Override
	public CountEvaluation plus(CountEvaluation other) {
		List<CountedImage> all = new ArrayList<>(images);
		all.addAll(other.images);
		return new CountEvaluation(all);
	}

	private double mean(ToDoubleFunction<CountedImage> value) {
		return images.stream().mapToDouble(value).average().orElse(Double.NaN);
	}

	/** Mean of |count − truth| over the images; not a number without images. */
	double meanAbsoluteError() {
		return mean(CountedImage::error);
	}

	/** Mean of count − truth; not a number without images. */
	double bias() {
		return mean(image -> image.count() - image.truth());
	}

	/** Σ |count − truth| / Σ truth; not a number without objects. */
	private double relativeError() {
		double objects = images.stream().mapToLong(CountedImage::truth).sum();
		return images.stream().mapToDouble(CountedImage::error).sum() / (objects == 0 ? Double.NaN : objects);
	}

	/** 1 / (1 + mean absolute error). */
	@Override
	public double score() {
		return 1 / (1 + meanAbsoluteError());
	}

	@Override
	public Map<String, Number> numbers() {
		Map<String, Number> numbers = new LinkedHashMap<>();
		numbers.put("objects", images.stream().mapToLong(CountedImage::truth).sum());
		numbers.put("count", images.stream().mapToDouble(CountedImage::count).sum());
		numbers.put(ERROR, meanAbsoluteError());
		numbers.put("root_mean_squared_error", Math.sqrt(mean(image -> image.error() * image.error())));
		numbers.put("relative_error", relativeError());
		numbers.put(BIAS, bias());
		return numbers;
	}

	/** {@code evaluation}: the share of images by error; {@code images}: each, the worst first. */
	@Override
	public Map<String, Table> tables() {
		Map<String, Table> tables = new LinkedHashMap<>();
		List<List<Object>> shares = new ArrayList<>();
		IntStream.rangeClosed(0, LARGEST).forEach(error -> shares.add(List.of(error, share(error))));
		tables.put("evaluation", new Table(List.of("error", "images_within"), shares));
		List<List<Object>> rows = new ArrayList<>();
		images.stream().sorted(Comparator.comparingDouble(CountedImage::error).reversed().thenComparing(CountedImage::name))
			.forEach(image -> rows.add(List.of(image.name(), image.truth(), image.count(), image.count() - image.truth())));
		tables.put("images", new Table(List.of("image", "truth", "count", "error"), rows));
		return tables;
	}

	/** Share of the images whose number, rounded, is off by no more. */
	private double share(int error) {
		return mean(image -> Math.abs(Math.round(image.count()) - image.truth()) <= error ? 1 : 0);
	}

	@Override
	public Chart chart() {
		List<Integer> errors = IntStream.rangeClosed(0, LARGEST).boxed().toList();
		return new Chart("Share of images whose number is off by at most", "Objects", errors.stream().map(Integer::doubleValue).toList(),
			Map.of("images", errors.stream().map(this::share).toList()));
	}
}
