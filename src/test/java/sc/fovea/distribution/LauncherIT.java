package sc.fovea.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.distribution.Distribution.Ended;

/** {@code bin/fovea} as a user types it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script")
class LauncherIT {

	@TempDir
	Path folder;

	@Test
	void the_four_test_images_get_four_files_each_and_a_summary_and_nothing_is_printed_on_the_error_stream() throws Exception {
		Path results = folder.resolve("r\u00e9sultats of today");
		Ended ended = Distribution.fovea("segment", Distribution.IMAGES, "--model", "nuclei", "--output", results);
		assertThat(ended.err()).isEmpty();
		assertThat(ended.exit()).isZero();
		assertThat(ended.out()).contains("4 images, ").contains(" on CPU (").contains("Results are in " + results);
		assertThat(names(results)).hasSize(17).contains("summary.csv", "nuclei_sparse_labels.tif", "nuclei_sparse_rois.zip", "nuclei_sparse_objects.csv",
			"nuclei_sparse_overlay.png");
		assertThat(Files.readAllLines(results.resolve("nuclei_sparse_objects.csv")).get(0)).startsWith("Label,Area,Mean,");
	}

	@Test
	void a_file_of_both_streams_holds_the_lines_of_fovea_alone_in_their_order() throws Exception {
		Path log = folder.resolve("log.txt");
		ProcessBuilder shell = new ProcessBuilder("sh", "-c", "{ echo before; \"$0\" segment \"$1\" nothing.tif --output \"$2\"; echo after; } > \"$3\" 2>&1",
			Distribution.HOME.resolve("bin/fovea").toString(), Distribution.IMAGES.resolve("nuclei_sparse.tif").toString(),
			folder.resolve("out").toString(), log.toString());
		assertThat(Distribution.run(shell).exit()).isZero();
		List<String> lines = Files.readAllLines(log);
		assertThat(lines).hasSize(6).startsWith("before").endsWith("after");
		assertThat(lines).filteredOn(line -> line.startsWith("fovea: ")).singleElement().asString().contains("nothing.tif");
	}

	@Test
	void a_bad_image_is_one_line_and_the_rest_is_done() throws Exception {
		Path image = Files.copy(Distribution.IMAGES.resolve("nuclei_sparse.tif"), folder.resolve("good n\u00fcclei.tif"));
		Path bad = Files.writeString(folder.resolve("bad.tif"), "not an image");
		Ended ended = Distribution.fovea("segment", bad, image, folder.resolve("missing.png"), "--output", folder.resolve("out"));
		assertThat(ended.exit()).isEqualTo(1);
		assertThat(ended.err().lines()).hasSize(2).allMatch(line -> line.startsWith("fovea: "));
		assertThat(ended.err()).contains("bad.tif").contains("missing.png").doesNotContain("Exception");
		assertThat(ended.out()).contains("1 image, ").contains("2 failed");
		assertThat(names(folder.resolve("out"))).hasSize(5).allMatch(name -> name.startsWith("good n\u00fcclei_") || name.equals("summary.csv"));
	}

	@Test
	void a_link_in_another_folder_starts_it_as_well() throws Exception {
		Path link = Files.createSymbolicLink(folder.resolve("my fovea"), Distribution.HOME.resolve("bin/fovea"));
		Ended ended = Distribution.run(new ProcessBuilder(link.toString(), "--version"));
		assertThat(ended.out()).startsWith("Fovea 0.");
		assertThat(ended.exit()).isZero();
	}

	/** A distribution of links, whose folder can be written and moved. */
	private static Path linked(Path home) throws IOException {
		Path lib = Files.createDirectories(home.resolve("lib"));
		try (Stream<Path> parts = Files.list(Distribution.HOME.resolve("lib"))) {
			for (Path part : parts.filter(file -> !file.toString().endsWith(".jsa")).toList()) {
				Files.createSymbolicLink(lib.resolve(part.getFileName()), part);
			}
		}
		Files.copy(Distribution.HOME.resolve("bin/fovea"), Files.createDirectories(home.resolve("bin")).resolve("fovea"));
		return home;
	}

	private static Distribution.Ended segment(Path home, Path output) throws Exception {
		return Distribution
			.run(new ProcessBuilder(home.resolve("bin/fovea").toString(), "segment", Distribution.IMAGES.resolve("nuclei_sparse.tif").toString(), "--output",
				output.toString(), "--write", "labels"));
	}

	@Test
	void loaded_classes_are_kept_and_ignored_where_they_do_not_fit(@TempDir Path folder) throws Exception {
		Path home = linked(folder.resolve("a place"));
		Distribution.Ended first = segment(home, folder.resolve("one"));
		assertThat(first.exit()).as(first.err()).isZero();
		try (Stream<Path> kept = Files.list(home.resolve("lib"))) {
			assertThat(kept.filter(file -> file.toString().endsWith(".jsa"))).hasSize(1);
		}
		Path moved = Files.move(home, folder.resolve("another"));
		for (Path output : List.of(folder.resolve("two"), folder.resolve("three"))) {
			Distribution.Ended again = segment(moved, output);
			assertThat(again.exit()).as(again.err()).isZero();
			assertThat(again.err()).isEqualTo(first.err());
			try (Stream<Path> labels = Files.list(folder.resolve("one"))) {
				for (Path file : labels.toList()) {
					assertThat(output.resolve(file.getFileName())).hasSameBinaryContentAs(file);
				}
			}
		}
	}

	@Test
	void a_missing_java_is_named() throws Exception {
		ProcessBuilder builder = new ProcessBuilder(Distribution.HOME.resolve("bin/fovea").toString(), "--version");
		builder.environment().put("JAVA_HOME", "/nowhere");
		Ended ended = Distribution.run(builder);
		assertThat(ended.exit()).isEqualTo(2);
		assertThat(ended.err()).isEqualTo("fovea: JAVA_HOME is \"/nowhere\", but there is no bin/java in it.\n");
	}

	@Test
	void options_reach_java() throws Exception {
		ProcessBuilder builder = new ProcessBuilder(Distribution.HOME.resolve("bin/fovea").toString(), "--version");
		builder.environment().put("FOVEA_OPTS", "-Xmx64m -XshowSettings:vm");
		assertThat(Distribution.run(builder).err()).contains("64.00M");
	}

	@Test
	void a_process_that_is_stopped_leaves_nothing_half_written() throws Exception {
		Path out = folder.resolve("out");
		Process process = new ProcessBuilder(Distribution.HOME.resolve("bin/fovea").toString(), "segment", Distribution.IMAGES.toString(), "--output",
			out.toString()).redirectErrorStream(true).redirectOutput(folder.resolve("log.txt").toFile()).start();
		long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
		while (!hasHidden(out) && process.isAlive() && System.nanoTime() < deadline) {
			Thread.sleep(5);
		}
		process.destroy();
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).isNotZero();
		assertThat(hasHidden(out)).isFalse();
		assertThat(names(out).size() % 4).isZero();
	}

	@Test
	void models_are_listed_and_the_installation_is_checked() throws Exception {
		assertThat(Distribution.fovea("models").out()).contains("nuclei (bundled, ").contains("star-convex").contains("AP@0.5").contains("licence");
		Ended check = Distribution.fovea("check");
		assertThat(check.out()).contains("Library  TensorFlow 2.").contains("Device   CPU (").contains("megapixels per second").contains("Clashes  none")
			.endsWith("All is well.\n");
		assertThat(check.exit()).isZero();
	}

	private static boolean hasHidden(Path output) throws IOException {
		return Files.isDirectory(output) && names(output).stream().anyMatch(name -> name.startsWith("."));
	}

	private static List<String> names(Path output) throws IOException {
		try (Stream<Path> files = Files.list(output)) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}
}
