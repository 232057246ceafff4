package sc.fovea.job.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.job.batch.ImageRecord.State;
import sc.fovea.job.batch.RunManifest.Claim;

class RunManifestTest {

	private static final List<String> IMAGES = List.of("a.tif", "sub/b.tif");

	@TempDir
	Path folder;

	@TempDir
	Path inputs;

	private Path a;

	@BeforeEach
	void image() throws IOException {
		a = Files.writeString(inputs.resolve("a.tif"), "pixels");
	}

	private RunManifest open(String options) throws IOException {
		RunManifest manifest = RunManifest.open(folder, "segment", options);
		manifest.plan(IMAGES);
		return manifest;
	}

	private void done(RunManifest manifest) throws IOException {
		Files.writeString(folder.resolve("a_labels.tif"), "labels");
		manifest.done("a.tif", Fingerprint.of(a), 1.5, new Found(7, List.of("a_labels.tif"), Map.of("t", List.of(List.of("x", 2L, 0.1, Double.NaN)))));
	}

	/** As after a kill: the lock of the process is gone, and with it the name of the owner. */
	private void leftBy(String event) throws IOException {
		String line = "{\"event\":\"" + event + "\",\"command\":\"segment\",\"image\":\"a.tif\",\"time\":1,\"by\":\"0123456789abcdef/1\",\"options\":\"x\","
			+ "\"reason\":\"bad.\"}\n";
		Files.writeString(folder.resolve(RunManifest.NAME), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	@Test
	void what_is_done_is_not_done_again_and_its_rows_are_kept() throws IOException {
		try (RunManifest manifest = open("x")) {
			assertThat(manifest.claim("a.tif", a, false)).isEqualTo(Claim.MINE);
			done(manifest);
		}
		try (RunManifest manifest = open("x")) {
			assertThat(manifest.claim("a.tif", a, false)).isEqualTo(Claim.ENDED);
			assertThat(manifest.record("a.tif").orElseThrow().found().orElseThrow())
				.isEqualTo(new Found(7, List.of("a_labels.tif"), Map.of("t", List.of(List.of("x", 2L, 0.1, Double.NaN)))));
			assertThat(manifest.record("sub/b.tif").orElseThrow().state()).isEqualTo(State.PENDING);
		}
	}

	@Test
	void other_options_other_pixels_and_missing_files_are_done_again_but_not_a_touched_file() throws IOException {
		try (RunManifest manifest = open("x")) {
			manifest.claim("a.tif", a, false);
			done(manifest);
		}
		Files.setLastModifiedTime(a, FileTime.fromMillis(0));
		try (RunManifest manifest = open("x")) {
			assertThat(manifest.claim("a.tif", a, false)).isEqualTo(Claim.ENDED);
		}
		try (RunManifest manifest = open("y")) {
			assertThat(manifest.claim("a.tif", a, false)).isEqualTo(Claim.MINE);
			manifest.stop();
		}
		try (RunManifest manifest = open("x")) {
			manifest.claim("a.tif", a, false);
			done(manifest);
		}
		Files.writeString(a, "pixelz");
		Files.setLastModifiedTime(a, FileTime.fromMillis(1));
		try (RunManifest manifest = open("x")) {
			assertThat(manifest.claim("a.tif", a, false)).isEqualTo(Claim.MINE);
			done(manifest);
		}
		Files.delete(folder.resolve("a_labels.tif"));
		try (RunManifest manifest = open("x")) {
			assertThat(manifest.claim("a.tif", a, false)).isEqualTo(Claim.MINE);
		}
	}

	@Test
	void an_image_belongs_to_the_run_that_began_it_as_long_as_that_lives() throws IOException {
		try (RunManifest one = open("x"); RunManifest other = open("x")) {
			assertThat(one.claim("a.tif", a, false)).isEqualTo(Claim.MINE);
			assertThat(other.claim("a.tif", a, false)).isEqualTo(Claim.OTHERS);
			one.failed("a.tif", 1, "bad.");
			assertThat(other.claim("a.tif", a, false)).as("once in runs side by side").isEqualTo(Claim.ENDED);
		}
		try (RunManifest next = open("x")) {
			assertThat(next.claim("a.tif", a, false)).as("the next run tries again").isEqualTo(Claim.MINE);
		}
	}

	@Test
	void what_a_killed_process_had_begun_or_an_image_has_crashed_is_only_for_a_process_of_its_own() throws IOException {
		for (String event : List.of("started", "crashed")) {
			leftBy(event);
			try (RunManifest manifest = open("x")) {
				assertThat(manifest.claim("a.tif", a, false)).isEqualTo(Claim.SUSPECT);
				assertThat(manifest.claim("a.tif", a, true)).isEqualTo(Claim.MINE);
				manifest.stop();
				assertThat(manifest.claim("a.tif", a, true)).isEqualTo(Claim.STOPPED);
			}
			try (RunManifest manifest = open("x")) {
				assertThat(manifest.claim("a.tif", a, false)).as("after a good end").isEqualTo(Claim.MINE);
			}
		}
	}

	/** Cut at every byte: all lines before are known, and what is appended is read again. */
	@Test
	void a_torn_line_costs_only_itself() throws IOException {
		try (RunManifest manifest = open("x")) {
			manifest.claim("a.tif", a, false);
			done(manifest);
		}
		byte[] whole = Files.readAllBytes(folder.resolve(RunManifest.NAME));
		int last = new String(whole, StandardCharsets.UTF_8).stripTrailing().lastIndexOf('\n') + 1;
		for (int length = last; length < whole.length; length += 1 + new Random(length).nextInt(7)) {
			Files.write(folder.resolve(RunManifest.NAME), java.util.Arrays.copyOf(whole, length));
			try (RunManifest manifest = open("x")) {
				assertThat(manifest.record("a.tif").orElseThrow().state()).isEqualTo(State.STARTED);
				manifest.failed("a.tif", 1, "bad.");
			}
			try (RunManifest manifest = open("x")) {
				assertThat(manifest.record("a.tif").orElseThrow().reason()).isEqualTo("bad.");
			}
		}
	}

	@Test
	void a_later_format_is_refused_in_one_sentence() throws IOException {
		Files.writeString(folder.resolve(RunManifest.NAME), "{\"event\":\"manifest\",\"format\":2}\n");
		assertThatThrownBy(() -> open("x")).isInstanceOf(IOException.class).hasMessageContaining("is of format 2; this version knows 1");
	}

	@Test
	void images_of_another_command_are_left_as_they_are() throws IOException {
		try (RunManifest manifest = open("x")) {
			manifest.claim("a.tif", a, false);
			done(manifest);
		}
		try (RunManifest other = RunManifest.open(folder, "detect", "x")) {
			other.plan(IMAGES);
			assertThat(other.claim("a.tif", a, false)).isEqualTo(Claim.MINE);
			other.failed("a.tif", 1, "no.");
		}
		try (RunManifest manifest = open("x")) {
			assertThat(manifest.claim("a.tif", a, false)).isEqualTo(Claim.ENDED);
		}
	}
}
