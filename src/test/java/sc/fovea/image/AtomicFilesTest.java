package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.IIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {

	@TempDir
	Path folder;

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	void the_target_appears_whole_and_alone() throws IOException {
		Path target = folder.resolve("Zellen ä 細胞.csv");
		AtomicFiles.write(target, file -> {
			Files.writeString(file, "half ");
			assertThat(target).doesNotExist();
			assertThat(file.getParent()).isEqualTo(folder);
			Files.writeString(file, "all");
		});
		assertThat(target).hasContent("all");
		assertThat(names()).hasSize(1);
	}

	@Test
	void a_failure_leaves_what_was_there() throws IOException {
		Path target = folder.resolve("a.txt");
		Files.writeString(target, "old");
		assertThatThrownBy(() -> AtomicFiles.write(target, file -> {
			Files.writeString(file, "new");
			throw new IOException("pulled the plug");
		})).isInstanceOf(ImageFileException.class).hasMessageContaining("a.txt").hasMessageContaining("pulled the plug");
		assertThat(target).hasContent("old");
		assertThat(names()).containsExactly("a.txt");
	}

	@Test
	void a_bug_in_the_writer_leaves_nothing_either() throws IOException {
		assertThatThrownBy(() -> AtomicFiles.write(folder.resolve("a.txt"), file -> {
			Files.writeString(file, "new");
			throw new IllegalStateException("bug");
		})).isInstanceOf(IllegalStateException.class);
		assertThat(names()).isEmpty();
	}

	@Test
	void a_full_disk_is_said_in_one_sentence() {
		assertThatThrownBy(() -> AtomicFiles.write(folder.resolve("a.txt"), file -> {
			throw new IOException("No space left on device");
		})).hasMessageContaining("disk is full").hasMessageContaining("a.txt");
		assertThatThrownBy(() -> AtomicFiles.write(folder.resolve("a.png"), file -> {
			throw new IIOException("I/O error writing PNG file!", new IOException("No space left on device"));
		})).hasMessageContaining("disk is full").hasMessageContaining("a.png");
	}

	@Test
	void a_folder_that_is_missing_or_in_the_way_is_named() {
		assertThatThrownBy(() -> AtomicFiles.write(folder.resolve("no/a.txt"), file -> {})).hasMessageContaining("does not exist");
		assertThatThrownBy(() -> AtomicFiles.write(folder, file -> {})).hasMessageContaining("folder");
	}

	@Test
	void leftovers_of_killed_processes_are_removed_and_those_of_others_kept() throws Exception {
		Process dead = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version").start();
		dead.waitFor();
		Path target = folder.resolve("a.txt");
		Path ours = AtomicFiles.temporaryFor(target);
		String stem = ours.getFileName().toString().replaceAll("-[0-9a-f]+-\\d+\\.part", "-");
		long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(1L);
		Path stale = Files.writeString(folder.resolve(stem + dead.pid() + "-7.part"), "half");
		Path alive = Files.writeString(folder.resolve(stem + parent + "-7.part"), "half");
		Path other = Files.writeString(folder.resolve(".fovea-123-" + dead.pid() + "-1.part"), "other target");
		Path ownerless = Files.writeString(folder.resolve(stem + "00112233445566aa-1.part"), "half");
		Files.writeString(ours, "half");
		AtomicFiles.write(target, file -> Files.writeString(file, "whole"));
		assertThat(stale).doesNotExist();
		assertThat(ownerless).doesNotExist();
		assertThat(ours).exists();
		AtomicFiles.discard(ours);
		assertThat(alive).exists();
		assertThat(other).exists();
		assertThat(target).hasContent("whole");
	}
}
