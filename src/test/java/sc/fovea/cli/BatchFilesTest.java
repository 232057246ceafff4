package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.ImageStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fovea.command.BlobModel;
import sc.fovea.image.ImageWriter;

class BatchFilesTest extends ShellTest {

	private static final String PLAN = """
		input: images
		output: results
		recursive: true
		group: none
		steps:
		  - command: segment
		    name: discs
		    model: blobs
		    probability: 0.4
		  - command: detect
		    model: blob-boxes
		    input: discs/*_labels.tif
		    write: [table, overlay]
		""";

	@TempDir
	static Path models;

	@TempDir
	Path folder;

	@BeforeAll
	static void installModels() throws IOException {
		BlobModel.install(models);
	}

	@BeforeEach
	void images() throws IOException {
		Files.createDirectories(folder.resolve("images/sub"));
		ImageWriter.saveTiff(BlobModel.image("", new int[] { 20, 20 }), folder.resolve("images/a.tif"));
		ImageWriter.saveTiff(BlobModel.image("", new int[] { 20, 20 }, new int[] { 60, 40 }), folder.resolve("images/sub/b.tif"));
	}

	private int batch(String plan, Object... options) throws IOException {
		out.getBuffer().setLength(0);
		err.getBuffer().setLength(0);
		Path file = Files.writeString(folder.resolve("plan.yaml"), plan);
		return run(Stream.concat(Stream.of("batch", file), Stream.of(options)).toArray());
	}

	private List<String> results() throws IOException {
		try (Stream<Path> files = Files.walk(folder.resolve("results"))) {
			return files.filter(Files::isRegularFile).map(file -> folder.resolve("results").relativize(file).toString()).sorted().toList();
		}
	}

	@Test
	void the_steps_write_into_folders_of_their_own_and_take_what_earlier_ones_wrote() throws IOException {
		assertThat(batch(PLAN)).as(err.toString()).isZero();
		assertThat(results()).containsExactly("detect/a_labels_detections.csv", "detect/a_labels_overlay.png", "detect/counts.csv", "detect/detections.json",
			"detect/manifest.jsonl", "detect/sub/b_labels_detections.csv", "detect/sub/b_labels_overlay.png", "detect/summary.csv", "discs/a_labels.tif",
			"discs/a_objects.csv", "discs/a_overlay.png", "discs/a_rois.zip", "discs/manifest.jsonl", "discs/sub/b_labels.tif", "discs/sub/b_objects.csv",
			"discs/sub/b_overlay.png", "discs/sub/b_rois.zip", "discs/summary.csv", "report.html", "summary.csv");
		assertThat(Files.readAllLines(folder.resolve("results/summary.csv"))).containsExactly("Step,Label,Objects,Failure", "discs,a.tif,1,",
			"discs,sub/b.tif,2,",
			"detect,a_labels.tif,1,", "detect,sub/b_labels.tif,1,");
		assertThat(Files.readString(folder.resolve("results/report.html"))).contains("<h2>discs (segment)</h2>", "<h2>detect</h2>", "probability: 0.4");
		assertThat(batch(PLAN)).isZero();
		assertThat(out.toString()).contains("0 images, 0 objects, 2 before or elsewhere").contains("The report is ");
		assertThat(batch(PLAN.replace("0.4", "0.6"))).isZero();
		assertThat(out.toString()).contains("Step discs: segment").contains("2 images, 3 objects, ");
	}

	@Test
	void other_channels_are_measured_in_all_images_of_a_plan_and_of_the_command() throws IOException {
		ImageStack two = new ImageStack(96, 80);
		two.addSlice(BlobModel.image("", new int[] { 20, 20 }).getProcessor());
		two.addSlice(two.getProcessor(1).createProcessor(96, 80));
		two.getProcessor(2).set(9);
		ImagePlus image = new ImagePlus("c.tif", two);
		image.setDimensions(2, 1, 1);
		ImageWriter.saveTiff(image, folder.resolve("images/c.tif"));
		assertThat(batch(PLAN.replace("probability: 0.4", "channel: 1\n    measure: [2, 1]\n    objects: true"))).isEqualTo(1);
		assertThat(Files.readAllLines(folder.resolve("results/discs/summary.csv"))).hasSize(4)
			.anyMatch(row -> row.matches("c.tif,blobs,1,1,.*,pixels?,9,[0-9.]+,")).anyMatch(row -> row.matches("a.tif,.*from 1 to 1.*got 2.*"));
		List<String> objects = Files.readAllLines(folder.resolve("results/discs/objects.csv"));
		assertThat(objects).hasSize(2);
		assertThat(objects.get(0)).endsWith("Mean_Ch1,StdDev_Ch1,Min_Ch1,Max_Ch1,IntDen_Ch1,RawIntDen_Ch1");
		assertThat(run("segment", folder.resolve("images/c.tif"), "--channel", "1", "--measure", "2", "--model", "blobs", "--write", "labels", "--output",
			folder.resolve("x")))
			.isEqualTo(2);
		assertThat(err.toString()).contains("Channels to measure are columns of the table, but \"write\" leaves it out");
	}

	@Test
	void a_failed_image_is_in_report_and_exit_code_and_the_rest_goes_on() throws IOException {
		Files.writeString(folder.resolve("images/bad.tif"), "no image");
		assertThat(batch(PLAN)).isEqualTo(1);
		assertThat(Files.readString(folder.resolve("results/report.html"))).contains("<tr><td>bad.tif</td><td>").contains("is not an image");
		assertThat(results()).contains("detect/a_labels_detections.csv");
	}

	@Test
	void a_step_that_cannot_be_done_ends_the_plan_and_is_said() throws IOException {
		assertThat(batch(PLAN.replace("blob-boxes", "no-such"))).isEqualTo(1);
		assertThat(err.toString()).contains("fovea: step \"detect\": Expected the name of a model, got 'no-such'");
		assertThat(results()).contains("report.html", "discs/a_labels.tif");
		assertThat(batch(PLAN.replace("blobs", "no-such"))).isEqualTo(2);
	}

	@Test
	void results_go_elsewhere_and_progress_is_json_where_it_is_asked_for() throws IOException {
		assertThat(batch(PLAN.replace("output: results", "output: nowhere"), "--output", folder.resolve("results"), "--progress", "json")).isZero();
		assertThat(results()).contains("report.html");
		assertThat(folder.resolve("nowhere")).doesNotExist();
		assertThat(out.toString().lines()).hasSize(8).allMatch(line -> line.startsWith("{\"") && line.endsWith("}"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "probability: 0.4|probabilty: 0.4|The step \"discs\" has the key \"probabilty\", which segment has not|'probability'",
		"probability: 0.4|probability: often|\"probability\" must be a number, but is \"often\"|",
		"recursive: true|recursiv: true|no step of it has|'recursive'",
		"recursive: true|recursive: 3|\"recursive\" must be true or false, but is \"3\"|", "command: segment|command: segmnt|must be one of segment|'segment'",
		"command: segment|command: models|must be one of segment|", "name: discs|name: detect|Two steps have the name \"detect\"|",
		"name: discs|name: ../x|\"name\" of step 1 must be the name of a folder|", "output: results|resume: true|needs \"output\"|",
		"steps:|stages:|needs \"steps\"|", "input: images|input: 7|\"input\" must be a path or a list of paths, but holds \"7\"|",
		"model: blobs|'model: [blobs'|The plan cannot be read: Expected YAML|", "group: none|group: (|\"group\" must be folder, none or a regular|",
		"model: blobs|output: x|has the key \"output\", which segment has not|" })
	void what_does_not_fit_is_one_sentence_before_anything_is_done(String right, String wrong, String sentence, String hint) throws IOException {
		assertThat(batch(PLAN.replace(right, wrong))).isEqualTo(2);
		assertThat(err.toString().strip().lines()).hasSize(1);
		assertThat(err.toString()).contains(sentence).contains(hint == null ? "fovea: " : hint);
		assertThat(folder.resolve("results/discs/a_labels.tif")).doesNotExist();
	}

	@Test
	void a_plan_that_is_not_there_is_one_sentence() {
		assertThat(run("batch", folder.resolve("none.yaml"))).isEqualTo(2);
		assertThat(err.toString()).contains("Cannot read the plan \"").contains("there is no such file.");
	}
}
