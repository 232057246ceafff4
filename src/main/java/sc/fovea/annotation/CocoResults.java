package sc.fovea.annotation;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.stream.JsonWriter;

import sc.fovea.geometry.Box;
import sc.fovea.image.AtomicFiles;
import sc.fovea.image.ImageFileException;

/**
 * Boxes that were found, in the form in which COCO takes results: a list with {@code image_id}, {@code category_id}, {@code bbox} (x, y, width, height) and
 * {@code score} of each. Names of the image file and the class are written besides; programs that do not know them ignore them.
 */
public final class CocoResults {

	private static final double ROUNDING = 1e4;

	private CocoResults() {}

	/**
	 * A box that was found.
	 *
	 * @param image number of the image
	 * @param file name of the image file; empty if the file does not say
	 * @param category number of the class, in COCO from 1
	 * @param label name of the class; empty if the file does not say
	 * @param box in pixels
	 * @param score how sure it is
	 */
	public record Result(int image, String file, int category, String label, Box box, double score) {}

	/** Writes results; numbers are rounded to four decimals. @throws ImageFileException if the file cannot be written */
	public static void write(Path file, List<Result> results) throws ImageFileException {
		AtomicFiles.write(file, target -> {
			try (Writer text = Files.newBufferedWriter(target, StandardCharsets.UTF_8); JsonWriter json = new JsonWriter(text)) {
				json.beginArray();
				for (Result result : results) {
					text.write("\n");
					write(json, result);
				}
				json.endArray();
			}
		});
	}

	private static void write(JsonWriter json, Result result) throws IOException {
		Box box = result.box();
		json.beginObject().name("image_id").value(result.image()).name("file_name").value(result.file());
		json.name("category_id").value(result.category()).name("category_name").value(result.label()).name("bbox").beginArray();
		json.value(rounded(box.x())).value(rounded(box.y())).value(rounded(box.width())).value(rounded(box.height()));
		json.endArray().name("score").value(rounded(result.score())).endObject();
	}

	private static double rounded(double value) {
		return Math.rint(value * ROUNDING) / ROUNDING;
	}

	/** Reads results. @throws ImageFileException with one sentence that names the file and the place in it, if it cannot be used */
	public static List<Result> read(Path file) throws ImageFileException {
		List<Result> results = new ArrayList<>();
		JsonSource.read(file, json -> json.elements(() -> results.add(result(json))));
		return results;
	}

	private static Result result(JsonSource json) throws IOException {
		String[] names = { "", "" };
		double[] numbers = { Double.NaN, Double.NaN, Double.NaN };
		double[][] box = { {} };
		json.fields(key -> {
			switch (key) {
				case "image_id" -> numbers[0] = json.number();
				case "category_id" -> numbers[1] = json.number();
				case "score" -> numbers[2] = json.number();
				case "file_name" -> names[0] = json.text();
				case "category_name" -> names[1] = json.text();
				case "bbox" -> box[0] = json.numbers();
				default -> json.skip();
			}
		});
		boolean isComplete = !Double.isNaN(numbers[0] + numbers[1] + numbers[2]) && box[0].length == 4 && box[0][2] >= 0 && box[0][3] >= 0;
		if (!isComplete) {
			throw json.wrong("image_id, category_id, score and a bbox of four numbers", "less");
		}
		return new Result((int) numbers[0], names[0], (int) numbers[1], names[1], new Box(box[0][0], box[0][1], box[0][2], box[0][3]), numbers[2]);
	}
}
