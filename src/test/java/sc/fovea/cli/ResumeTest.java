package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.command.BlobModel;
import sc.fovea.image.ImageWriter;

class ResumeTest extends ShellTest {

	@TempDir
	static Path models;

	@TempDir
	Path folder;

	@BeforeAll
	static void installModel() throws IOException {
		BlobModel.install(models);
	}

	@BeforeEach
	void images() throws IOException {
		image("images/a.tif", new int[] { 20, 20 });
		image("images/b.tif", new int[] { 20, 20 }, new int[] { 60, 40 });
		image("images/plate 1/b.tif", new int[] { 30, 30 });
		image("images/plate 1/deep/c.tif", new int[] { 30, 50 });
	}

	private void image(String name, int[]... centres) throws IOException {
		Path file = folder.resolve(name);
		Files.createDirectories(file.getParent());
		ImageWriter.saveTiff(BlobModel.image("", centres), file);
	}

	private int segment(String... options) {
		return command("segment", BlobModel.NAME, options);
	}

	private int command(String command, String model, String... options) {
		out.getBuffer().setLength(0);
		err.getBuffer().setLength(0);
		return run(
			Stream.concat(Stream.of(command, folder.resolve("images"), "--model", model, "--output", folder.resolve("out")), Stream.of(options)).toArray());
	}

	private List<String> results() throws IOException {
		try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
			return files.filter(Files::isRegularFile).map(file -> folder.resolve("out").relativize(file).toString()).sorted().toList();
		}
	}

	private Map<String, String> contents() throws IOException {
		Map<String, String> contents = new TreeMap<>();
		for (String name : results())
			if (!name.equals("manifest.jsonl")) contents.put(name, sc.fovea.model.Sha256.of(folder.resolve("out").resolve(name)));
		return contents;
	}

	@Test
	void subfolders_are_named_when_they_are_passed_over_and_keep_their_layout_when_not() throws IOException {
		assertThat(segment("--write", "table")).isZero();
		assertThat(results()).containsExactly("a_objects.csv", "b_objects.csv", "summary.csv");
		assertThat(out.toString()).contains("Images in the subfolder \"plate 1\" of ").contains("are passed over; --recursive takes them, too.");
		assertThat(segment("--write", "table", "--recursive")).isZero();
		assertThat(err.toString()).isEmpty();
		assertThat(results()).containsExactly("a_objects.csv", "b_objects.csv", "plate 1/b_objects.csv", "plate 1/deep/c_objects.csv", "summary.csv");
		assertThat(Files.readAllLines(folder.resolve("out/summary.csv"))).extracting(line -> line.split(",")[0]).containsExactly("Label", "a.tif", "b.tif",
			"plate 1/b.tif", "plate 1/deep/c.tif");
	}

	@Test
	void a_pattern_chooses_by_name_or_by_path() throws IOException {
		assertThat(segment("--write", "table", "--recursive", "--glob", "b.*")).isZero();
		assertThat(results()).containsExactly("b_objects.csv", "plate 1/b_objects.csv", "summary.csv");
		assertThat(segment("--write", "rois", "--recursive", "--glob", "*/*.tif")).isZero();
		assertThat(results()).contains("plate 1/b_rois.zip").doesNotContain("b_rois.zip", "plate 1/deep/c_rois.zip");
		assertThat(segment("--glob", "*.png")).isEqualTo(1);
		assertThat(err.toString()).contains("holds no images that fit \"*.png\".");
		assertThat(segment("--glob", "{a")).isEqualTo(2);
		assertThat(err.toString()).contains("\"glob\" must be a pattern such as ");
	}

	@Test
	void a_second_run_does_what_is_new_and_leaves_the_same_files_as_one_run() throws IOException {
		assertThat(segment("--recursive")).isZero();
		Map<String, String> undisturbed = contents();
		for (String name : results())
			Files.delete(folder.resolve("out").resolve(name));
		assertThat(segment("--resume", "--glob", "b.tif")).isZero();
		assertThat(out.toString()).contains("1 image, 2 objects, ");
		assertThat(segment("--resume", "--recursive")).isZero();
		assertThat(out.toString()).contains("3 images, 3 objects, 1 before or elsewhere, ");
		assertThat(contents()).isEqualTo(undisturbed);
		assertThat(segment("--resume", "--recursive")).isZero();
		assertThat(out.toString()).contains("0 images, 0 objects, 4 before or elsewhere, ");
		assertThat(contents()).isEqualTo(undisturbed);
		assertThat(segment("--resume", "--recursive", "--probability", "0.7")).isZero();
		assertThat(out.toString()).contains("4 images, 5 objects, ");
	}

	@Test
	void tables_of_boxes_are_of_all_images_whenever_they_were_done() throws IOException {
		assertThat(command("detect", BlobModel.BOXES)).isZero();
		Map<String, String> undisturbed = contents();
		for (String name : results())
			Files.delete(folder.resolve("out").resolve(name));
		assertThat(command("detect", BlobModel.BOXES, "--resume", "--glob", "b.tif")).isZero();
		assertThat(command("detect", BlobModel.BOXES, "--resume")).isZero();
		assertThat(out.toString()).contains("1 image, 1 object, 1 before or elsewhere");
		assertThat(contents()).isEqualTo(undisturbed);
	}

	@Test
	void an_image_that_a_killed_process_had_begun_is_done_in_a_process_of_its_own() throws IOException {
		assertThat(segment("--resume", "--glob", "a.tif")).isZero();
		String line = Files.readAllLines(folder.resolve("out/manifest.jsonl")).stream().filter(l -> l.contains("\"started\"")).findFirst().orElseThrow();
		String killed = line.replaceFirst("\"by\":\"[^\"]*\"", "\"by\":\"0123456789abcdef/1\"").replace("a.tif", "b.tif");
		Files.writeString(folder.resolve("out/manifest.jsonl"), killed + "\n", StandardOpenOption.APPEND);
		assertThat(segment("--resume")).as(err.toString()).isZero();
		assertThat(out.toString()).contains("b.tif: 2 objects").contains("1 image, 2 objects, 1 before or elsewhere");
		List<String> lines = Files.readAllLines(folder.resolve("out/manifest.jsonl"));
		List<String> starts = lines.stream().filter(l -> l.contains("\"started\"") && l.contains("b.tif")).toList();
		assertThat(starts).hasSize(2);
		assertThat(lines.stream().filter(l -> l.contains("\"run\""))).as("one of them in its own process").hasSize(3);
		assertThat(results()).contains("b_labels.tif").noneMatch(name -> name.startsWith("."));
	}

	@Test
	void failures_are_in_the_manifest_and_tried_again_by_the_next_run() throws IOException {
		Path bad = Files.writeString(folder.resolve("images/bad.tif"), "no image");
		assertThat(segment("--resume")).isEqualTo(1);
		assertThat(Files.readString(folder.resolve("out/manifest.jsonl"))).contains("\"event\":\"failed\"").contains("is not an image");
		assertThat(segment("--resume")).isEqualTo(1);
		assertThat(out.toString()).contains("0 images, 0 objects, 2 before or elsewhere, 1 failed");
		Files.delete(bad);
		image("images/bad.tif", new int[] { 20, 20 });
		assertThat(segment("--resume")).isZero();
		assertThat(out.toString()).contains("1 image, 1 object, 2 before or elsewhere");
	}

	@Test
	void an_image_that_takes_too_long_is_set_aside_and_leaves_nothing() throws IOException {
		assertThat(segment("--timeout", "0.000001", "--resume")).isEqualTo(1);
		assertThat(err.toString()).contains("it took longer than ");
		assertThat(results()).containsExactly("manifest.jsonl", "summary.csv");
		assertThat(segment("--timeout", "60", "--resume")).isZero();
		assertThat(segment("--timeout", "-1")).isEqualTo(2);
		assertThat(err.toString()).contains("\"timeout\" must be 0 or more seconds, but is -1.0.");
	}

	@Test
	void progress_for_programs_is_a_line_of_json_for_each_event_and_nothing_else() throws IOException {
		Files.writeString(folder.resolve("images/bad.tif"), "no image");
		assertThat(segment("--progress", "json")).isEqualTo(1);
		List<String> events = out.toString().lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).map(o -> o.get("event").getAsString()
			+ (o.has("state") ? " " + o.get("state").getAsString() : "") + (o.has("exit") ? " " + o.get("exit") : "")).toList();
		assertThat(events).containsExactly("begin", "image done", "image done", "image failed", "end 1");
		assertThat(segment("--progress", "xml")).isEqualTo(2);
	}
}
