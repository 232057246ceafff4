package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.command.BlobModel;
import sc.fovea.image.ImageWriter;
import sc.fovea.job.batch.BatchPlan;
import sc.fovea.job.batch.PlanRunner;
import sc.fovea.job.batch.Share;

class SharedPlanTest {

	private static final String PLAN = """
		input: images
		output: results
		recursive: true
		group: none
		objects: true
		steps:
		  - command: segment
		    name: discs
		    model: blobs
		  - command: detect
		    model: blob-boxes
		    input: discs/*_labels.tif
		    write: [table, overlay]
		""";
	private static final PlanRunner.Watcher NOBODY = new PlanRunner.Watcher(line -> {}, line -> {}, () -> false);

	@TempDir
	static Path models;

	@TempDir
	Path folder;

	private final PlanRunner runner = new InstalledPlanRunner();

	@BeforeAll
	static void installModels() throws IOException {
		BlobModel.install(models);
	}

	@BeforeEach
	void images() throws IOException {
		Files.createDirectories(folder.resolve("images/sub/deep"));
		for (int i = 0; i < 5; i++) {
			Path file = folder.resolve("images/" + (i % 2 == 0 ? "" : "sub/deep/") + "i, " + i + ".tif");
			ImageWriter.saveTiff(BlobModel.image("", new int[] { 20, 20 }, new int[] { 60, 30 + 2 * i }), file);
		}
	}

	private BatchPlan plan(String output) {
		return BatchPlan.parse(PLAN, folder).into(output);
	}

	/** All files but those that tell times and places. */
	private Map<String, String> files(String output) throws IOException {
		Map<String, String> files = new TreeMap<>();
		Path root = folder.resolve(output);
		try (Stream<Path> all = Files.walk(root)) {
			for (Path file : all.filter(f -> !f.getFileName().toString().matches("manifest.jsonl|report.html")).toList()) {
				String name = root.relativize(file).toString();
				files.put(name, Files.isDirectory(file) ? "" : sc.fovea.model.Sha256.of(file));
			}
		}
		return files;
	}

	private static Share sent(Share share) {
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			new ObjectOutputStream(bytes).writeObject(share);
			return (Share) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
		}
		catch (IOException | ClassNotFoundException e) {
			throw new AssertionError(e);
		}
	}

	/** Two at a time, and each image is given to both. */
	private void twice(String output, Share all) throws IOException {
		ExecutorService two = Executors.newFixedThreadPool(2);
		List<Future<Boolean>> parts = new ArrayList<>();
		for (int i = 0; i < all.images().size(); i++) {
			Share part = sent(all.part(i / 2, i / 2 + 1));
			parts.add(two.submit(() -> {
				runner.work(plan(output), part, NOBODY);
				return true;
			}));
			Share second = sent(all.part(i, i + 1));
			parts.add(two.submit(() -> {
				runner.work(plan(output), second, NOBODY);
				return true;
			}));
		}
		two.shutdown();
		for (Future<Boolean> part : parts) {
			try {
				part.get();
			}
			catch (Exception e) {
				throw new IOException(e);
			}
		}
	}

	private long lines(String output, String step, String event) throws IOException {
		return Files.readAllLines(folder.resolve(output).resolve(step).resolve("manifest.jsonl")).stream()
			.filter(line -> line.contains("\"event\":\"" + event + "\"")).count();
	}

	@Test
	void shares_give_the_files_of_one_process_and_each_image_is_done_once() throws IOException {
		runner.run(plan("alone"), NOBODY);
		List<Integer> steps = new ArrayList<>();
		runner.run(plan("shared"), all -> {
			steps.add(all.step());
			twice("shared", all);
		}, NOBODY);
		assertThat(steps).containsExactly(0, 1);
		assertThat(files("shared")).isEqualTo(files("alone")).hasSizeGreaterThan(30);
		assertThat(lines("shared", "discs", "done")).isEqualTo(5);
		assertThat(lines("shared", "discs", "started")).isEqualTo(5);
		assertThat(lines("shared", "detect", "done")).isEqualTo(5);
	}

	@Test
	void what_helpers_leave_is_done_here() throws IOException {
		runner.run(plan("alone"), NOBODY);
		runner.run(plan("shared"), all -> runner.work(plan("shared"), all.part(1, 3), NOBODY), NOBODY);
		assertThat(files("shared")).isEqualTo(files("alone"));
	}

	@Test
	@Tag("slow")
	void an_image_that_fails_is_tried_once_in_a_run_and_again_in_the_next() throws IOException {
		Files.createDirectory(folder.resolve("images/none"));
		Files.writeString(folder.resolve("images/none/bad.tif"), "no image");
		PlanRunner.Outcome said = runner.run(plan("shared"), all -> {
			twice("shared", all);
			twice("shared", all);
		}, NOBODY);
		assertThat(said.sentence()).startsWith("Done, but some failed");
		assertThat(said.isComplete()).isFalse();
		assertThat(lines("shared", "discs", "failed")).isEqualTo(1);
		assertThat(Files.readString(folder.resolve("shared/summary.csv"))).contains("discs,none/bad.tif,NaN,").contains("is not an image");
		assertThat(folder.resolve("shared/discs/none")).doesNotExist();
		runner.run(plan("shared"), NOBODY);
		assertThat(lines("shared", "discs", "failed")).isEqualTo(2);
	}

	/** Each in a Java of its own, whose arguments end in the names of its images. */
	@Test
	@Tag("slow")
	void an_image_whose_worker_was_killed_is_done_by_another_in_a_process_of_its_own() throws IOException {
		runner.run(plan("alone"), NOBODY);
		runner.run(plan("shared"), all -> {
			if (all.step() == 0) {
				Path manifest = folder.resolve("shared/discs/manifest.jsonl");
				runner.work(plan("shared"), all.part(0, 1), NOBODY);
				String started = Files.readAllLines(manifest).stream().filter(line -> line.contains("\"started\"")).findFirst().orElseThrow();
				String killed = started.replaceFirst("\"by\":\"[^\"]*\"", "\"by\":\"0123456789abcdef/1\"") + "\n";
				Files.writeString(manifest, killed, StandardOpenOption.APPEND);
			}
			runner.work(plan("shared"), all, NOBODY);
		}, NOBODY);
		assertThat(files("shared")).isEqualTo(files("alone"));
		assertThat(lines("shared", "discs", "crashed")).isZero();
		assertThat(lines("shared", "discs", "done")).isEqualTo(6);
	}

	@Test
	void helpers_that_cannot_work_end_the_run_with_their_reason() {
		assertThatThrownBy(() -> runner.run(plan("shared"), all -> {
			throw new IOException("no worker is left");
		}, NOBODY)).isInstanceOf(IOException.class).hasMessage("no worker is left");
		BatchPlan wrong = BatchPlan.parse(PLAN.replace("model: blobs", "model: no-such"), folder);
		Share share = new Share(0, List.of(new Share.Image("a.tif", folder.resolve("images/i, 0.tif").toString())), 0);
		assertThatThrownBy(() -> runner.work(wrong, share, NOBODY)).isInstanceOf(IOException.class).hasMessageContaining("got 'no-such'");
	}

	@Test
	@Tag("slow")
	void work_that_is_cancelled_leaves_its_images_to_others() throws IOException {
		runner.run(plan("alone"), NOBODY);
		runner.run(plan("shared"), all -> runner.work(plan("shared"), all, new PlanRunner.Watcher(line -> {}, line -> {}, () -> true)), NOBODY);
		assertThat(files("shared")).isEqualTo(files("alone"));
	}
}
