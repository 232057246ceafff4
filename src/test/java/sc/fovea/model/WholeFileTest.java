package sc.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

	@TempDir
	private Path folder;

	/** Dies as a killed process does, in the middle of a write. */
	static final class Killed {

		public static void main(String[] arguments) throws IOException {
			WholeFile.write(Path.of(arguments[0]), temporary -> {
				Files.writeString(temporary, "half");
				Runtime.getRuntime().halt(9);
			});
		}
	}

	private void runKilled(Path target) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-cp",
			System.getProperty("java.class.path"), Killed.class.getName(), target.toString()).inheritIO().start();
		assertThat(process.waitFor()).isEqualTo(9);
	}

	private Path[] hidden() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(f -> f.getFileName().toString().startsWith(".fovea-")).toArray(Path[]::new);
		}
	}

	@Test
	void a_killed_write_leaves_nothing_at_the_target_and_is_cleaned_up_later() throws IOException, InterruptedException {
		Path target = folder.resolve("model.zip");
		runKilled(target);
		assertThat(target).doesNotExist();
		assertThat(hidden()).hasSize(1);
		WholeFile.write(target, temporary -> Files.writeString(temporary, "whole"));
		assertThat(hidden()).as("could be another process that still writes").hasSize(1);
		Files.setLastModifiedTime(hidden()[0], FileTime.from(Instant.now().minusSeconds(4000)));
		WholeFile.write(target, temporary -> Files.writeString(temporary, "again"));
		assertThat(hidden()).isEmpty();
		assertThat(target).hasContent("again");
	}
}
