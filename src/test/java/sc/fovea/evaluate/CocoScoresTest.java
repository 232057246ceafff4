package sc.fovea.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import sc.fovea.annotation.CocoResults;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;

/**
 * The same results judged by pycocotools 2.0.11: {@code blood} are true boxes of 60 blood smears (BCCD) with boxes drawn at random around them, {@code random} has
 * crowds, areas of masks, equal scores, more than 100 boxes in an image, a class that is never true and one that is never found.
 */
class CocoScoresTest {

	private static final Path FOLDER = Path.of("src/test/resources/detection");
	private static final List<String> CATEGORY_NUMBERS = List.of("AP", "AP50", "AP75");

	private static JsonElement json(String file) throws IOException {
		return JsonParser.parseString(Files.readString(FOLDER.resolve(file)));
	}

	private static Iterable<JsonObject> objects(JsonArray array) {
		return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsJsonObject)::iterator;
	}

	private static Box box(JsonObject object) {
		double[] b = StreamSupport.stream(object.getAsJsonArray("bbox").spliterator(), false).mapToDouble(JsonElement::getAsDouble).toArray();
		return new Box(b[0], b[1], b[2], b[3]);
	}

	/** COCO counts classes from 1. */
	private static DetectionEvaluation evaluation(String name) throws IOException {
		JsonObject truth = json(name + "_truth.json").getAsJsonObject();
		Map<Integer, List<TrueBox>> truths = new HashMap<>();
		for (JsonObject a : objects(truth.getAsJsonArray("annotations"))) {
			TrueBox.Kind kind = a.get("iscrowd").getAsInt() == 1 ? TrueBox.Kind.CROWD : TrueBox.Kind.COUNTED;
			truths.computeIfAbsent(a.get("image_id").getAsInt(), i -> new ArrayList<>())
				.add(new TrueBox(box(a), a.get("category_id").getAsInt() - 1, a.get("area").getAsDouble(), kind));
		}
		Map<Integer, List<ScoredBox>> found = new HashMap<>();
		for (CocoResults.Result r : CocoResults.read(FOLDER.resolve(name + "_results.json"))) {
			found.computeIfAbsent(r.image(), i -> new ArrayList<>()).add(new ScoredBox(r.box(), r.score(), r.category() - 1));
		}
		List<DetectedImage> images = new ArrayList<>();
		for (JsonObject image : objects(truth.getAsJsonArray("images"))) {
			int id = image.get("id").getAsInt();
			images.add(new DetectedImage(image.get("file_name").getAsString(), truths.getOrDefault(id, List.of()), found.getOrDefault(id, List.of())));
		}
		List<String> classes = new ArrayList<>();
		objects(truth.getAsJsonArray("categories")).forEach(c -> classes.add(c.get("name").getAsString()));
		return new DetectionEvaluation(classes, images);
	}

	@ParameterizedTest
	@ValueSource(strings = { "blood", "random" })
	void the_twelve_numbers_are_those_of_pycocotools(String name) throws IOException {
		List<JsonElement> expected = json(name + "_pycocotools.json").getAsJsonObject().getAsJsonArray("stats").asList();
		List<Double> got = List.copyOf(evaluation(name).coco().values());
		assertThat(got).hasSize(12);
		for (int i = 0; i < 12; i++) {
			assertThat(got.get(i)).as("number %d", i).isCloseTo(expected.get(i).getAsDouble(), within(1e-6));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "blood", "random" })
	void the_numbers_of_each_class_are_those_of_pycocotools(String name) throws IOException {
		DetectionEvaluation evaluation = evaluation(name);
		JsonObject expected = json(name + "_pycocotools.json").getAsJsonObject().getAsJsonObject("perCategory");
		BoxMatching matching = new BoxMatching(new BoxMatching.Sizes(0, 1e10), 100);
		for (int c = 0; c < evaluation.classes().size(); c++) {
			JsonObject numbers = expected.getAsJsonObject(String.valueOf(c + 1));
			double[] got = { evaluation.cocoPrecision(c), matching.match(evaluation.images(), c, 0.5).interpolatedPrecision(),
				matching.match(evaluation.images(), c, 0.75).interpolatedPrecision() };
			for (int i = 0; i < got.length; i++) {
				double wanted = numbers.get(CATEGORY_NUMBERS.get(i)).getAsDouble();
				assertThat(Double.isNaN(got[i]) ? -1 : got[i]).as("%s of class %d", CATEGORY_NUMBERS.get(i), c + 1).isCloseTo(wanted, within(1e-6));
			}
		}
	}
}
