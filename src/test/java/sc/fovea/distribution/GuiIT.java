package sc.fovea.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.ImagePlus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.distribution.Distribution.Ended;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;

/** A plain ImageJ with windows, on a screen that nobody sees (Xvfb); skipped where there is none. */
@Tag("slow")
class GuiIT {

	@TempDir
	Path folder;

	@Test
	void windows_batch_mode_recorder_and_esc_work_as_users_expect() throws Exception {
		Process screen = screen();
		try {
			Distribution.installPlugin(folder);
			Path image = Distribution.IMAGES.resolve("nuclei_touching.tif");
			Ended ended = Distribution.imageJ(new Distribution.ImageJ(folder, display(screen)), GuiSession.class, image);
			assertThat(ended.out())
				.containsPattern("quarters: quarter: (\\d+) of 2\\d nuclei, \\1 found, 0 others, .*; quarter: \\1 of 2\\d nuclei, \\1 found, 0 others, ")
				.containsPattern("quarter by dialog: \\d").containsPattern("undone: [1-9]\\d* 0;");
			assertThat(ended.out()).contains("macro: nuclei_touching_labels in a window true", "appended: true", "appended again: true",
				"batch: right_labels rois 1", "named: right_labels", "replayed: nuclei_touching_labels", "active nuclei_touching.tif");
			assertThat(ended.out()).contains("preview changed: true", "augmented: nuclei_touching_variants 8 overlay ", "same again: true",
				"recorded run(\"Augment...\", \"recipe=fluorescence variants=8 seed=7\");");
			assertThat(ended.out())
				.contains(
					"recorded: run(\"Segment...\", \"model=automatic channel=0 probability=0.000 overlap=0.000 scale=0.000 slices=independent shape=none roi=restrict"
						+ " measured=[] device=any backend=automatic\");",
					"mistake: true 7.000 true", "toolset: true",
					"mended: run(\"Segment...\", \"model=automatic channel=0 probability=0.5 overlap=0.000 scale=0.000 slices=independent shape=none roi=restrict"
						+ " measured=[] device=any backend=automatic\");");
			assertThat(ended.out()).as(ended.err()).containsPattern("preview: 2\\d (?:1?\\d|2[0-2]) wrong 1 true").contains(
				"preview cancelled: true 1 images 1",
				"preview kept its word: true true recorded false");
			assertThat(ended.out()).containsPattern("cancelled after: \\d{1,4} ms, (?!went on)");
		}
		finally {
			screen.destroy();
		}
	}

	@Test
	void a_training_is_watched_and_stopped_as_users_expect() throws Exception {
		Process screen = screen();
		try {
			Distribution.installPlugin(folder);
			Path data = annotated();
			Ended ended = Distribution.imageJ(new Distribution.ImageJ(folder, display(screen)), TrainingSession.class, data, folder.resolve(".fovea/models"));
			assertThat(ended.out()).as(ended.err())
				.containsPattern("title: Training of recorded \\(step \\d+, \\d+\\.\\d steps/s, \\d+ s left, CPU \\(\\d+ threads?\\)\\)");
			assertThat(ended.out()).contains("plotted: true", "same again: true", "stopped models: true")
				.contains("recorded: run(\"Train...\", \"data=" + data
					+ " name=recorded output=[] task=automatic minutes=0.000 architecture=automatic steps=12 epochs=0.000 recipe=automatic");
			assertThat(ended.out()).containsPattern("esc after: \\d{1,4} ms, went on").containsPattern("closed after: \\d{1,4} ms, went on");
		}
		finally {
			screen.destroy();
		}
	}

	@Test
	void a_person_annotates_trains_corrects_and_trains_again_in_one_window() throws Exception {
		Process screen = screen();
		try {
			Distribution.installPlugin(folder);
			Path data = folder.resolve("my cells");
			Ended ended = Distribution.imageJ(new Distribution.ImageJ(folder, display(screen)), AnnotatingSession.class, data,
				Distribution.IMAGES.resolve("nuclei_touching.tif"), Distribution.IMAGES.resolve("nuclei_sparse.tif"),
				folder.resolve(".fovea/models/my-cells.zip"));
			assertThat(ended.out()).as(ended.err()).contains("drawn: nuclei_touching: 1 outline", "undone: nuclei_touching: 0 outlines",
				"state after closing: draft", "reopened: nuclei_touching: 1 outline", "saved: corrected", "trained: used", "next: nuclei_sparse", "model: true",
				"unsaved survives: draft", "went on: true");
			assertThat(ended.out()).containsPattern("first: 1 1 [01]\\.\\d{3} [01]\\.\\d{3} (kept|not better)")
				.containsPattern("second: 2 2 [01]\\.\\d{3}( \\*)? [01]\\.\\d{3} (kept|not better)").contains("stopped after: ");
			assertThat(ended.err()).doesNotContain("Exception");
		}
		finally {
			screen.destroy();
		}
	}

	@Test
	void models_are_looked_at_tested_and_deleted_in_one_window() throws Exception {
		Process screen = screen();
		try {
			Distribution.installPlugin(folder);
			Path own = Files.createDirectories(folder.resolve(".fovea/models")).resolve("mine.zip");
			Files.copy(Path.of("src/main/resources/models/nuclei.zip"), own);
			Ended ended = Distribution.imageJ(new Distribution.ImageJ(folder, display(screen)), ModelsSession.class, own);
			assertThat(ended.out()).as(ended.err()).contains("macro lists: true", "cards: true true false", "tested: Its own test output is met: ",
				"not deleted: true", "deleted: true", "export: Export Model");
			assertThat(ended.err()).doesNotContain("Exception");
		}
		finally {
			screen.destroy();
		}
	}

	/** Two small cuttings of the test images. */
	private Path annotated() throws IOException {
		for (String name : List.of("nuclei_touching", "nuclei_sparse")) {
			Path images = Files.createDirectories(folder.resolve("data/images"));
			Path labels = Files.createDirectories(folder.resolve("data/labels"));
			cut(Distribution.IMAGES.resolve(name + ".tif"), images.resolve(name + ".tif"));
			cut(Distribution.IMAGES.resolve("truth/" + name + "_truth.tif"), labels.resolve(name + ".tif"));
		}
		return folder.resolve("data");
	}

	private static void cut(Path from, Path to) throws IOException {
		ImagePlus image = ImageFiles.open(from);
		image.setRoi(64, 64, 64, 64);
		ImageWriter.saveTiff(image.crop(), to);
	}

	private static Process screen() {
		try {
			return new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1400x1000x24").start();
		}
		catch (IOException e) {
			assumeTrue(false, "Xvfb is not installed: " + e.getMessage());
			throw new IllegalStateException(e);
		}
	}

	private static String display(Process screen) throws IOException {
		return ":" + new BufferedReader(new InputStreamReader(screen.getInputStream())).readLine();
	}
}
