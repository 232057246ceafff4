package sc.fovea.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import sc.fovea.annotation.Skip;

/**
 * How well labels fit, over all images and for each.
 *
 * @param pooled all images together
 * @param images each of them, the worst first
 * @param left images and annotations that were left out, and what may be a mistake in the others
 */
public record EvaluationReport(Evaluation<?> pooled, List<ImageResult> images, List<Skip> left) {

	/** Sorts the images. */
	public EvaluationReport {
		left = List.copyOf(left);
		images = images.stream().sorted(Comparator.comparingDouble(ImageResult::score).thenComparing(image -> image.reference().name())).toList();
	}

	/** Of which nothing was left out. */
	public EvaluationReport(Evaluation<?> pooled, List<ImageResult> images) {
		this(pooled, images, List.of());
	}

	/** The same, of which more was left out before. */
	public EvaluationReport after(List<Skip> before) {
		return new EvaluationReport(pooled, images, Stream.concat(before.stream(), left.stream()).toList());
	}

	/** All tables by name: those of the pooled images, {@code summary} with all numbers of them, and {@code images} with a row for each. */
	public Map<String, Table> tables() {
		Map<String, Table> tables = new LinkedHashMap<>(pooled.tables());
		List<List<Object>> numbers = new ArrayList<>();
		numbers.add(List.of("images", images.size()));
		pooled.numbers().forEach((name, value) -> numbers.add(List.of(name, value)));
		tables.put("summary", new Table(List.of("measure", "value"), numbers));
		tables.putIfAbsent("images", imageTable());
		return tables;
	}

	private Table imageTable() {
		List<String> columns = new ArrayList<>(List.of("image"));
		columns.addAll(pooled.numbers().keySet());
		List<List<Object>> rows = new ArrayList<>();
		for (ImageResult image : images) {
			List<Object> row = new ArrayList<>(List.of(image.reference().name()));
			columns.subList(1, columns.size()).forEach(name -> row.add(image.numbers().get(name)));
			rows.add(row);
		}
		return new Table(columns, rows);
	}
}
