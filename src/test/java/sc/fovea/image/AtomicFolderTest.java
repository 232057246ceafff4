package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFolderTest {

	@TempDir
	Path folder;

	@Test
	void files_appear_together_when_all_are_written() throws IOException {
		Path output = folder.resolve("new/results");
		AtomicFolder.write(output, staging -> {
			Files.writeString(staging.resolve("a.csv"), "a");
			Files.writeString(staging.resolve("b.csv"), "b");
			assertThat(output.resolve("a.csv")).doesNotExist();
		});
		assertThat(output.toFile().list()).containsExactlyInAnyOrder("a.csv", "b.csv");
	}

	/** Writes a folder of one file in a folder, and a file. */
	private static void writeNested(Path output, String content) throws IOException {
		AtomicFolder.write(output, staging -> {
			Files.writeString(Files.createDirectories(staging.resolve("a.zarr/0")).resolve("0"), content);
			Files.writeString(staging.resolve("a.csv"), content);
		});
	}

	@Test
	void a_folder_appears_whole_and_replaces_only_what_was_published() throws IOException {
		writeNested(folder, "first");
		writeNested(folder, "second");
		assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a.zarr", "a.csv");
		assertThat(folder.resolve("a.zarr/0/0")).hasContent("second");
		Files.delete(folder.resolve("a.zarr/.fovea"));
		assertThatThrownBy(() -> writeNested(folder, "third")).isInstanceOf(ImageFileException.class).hasMessageContaining("a.zarr")
			.hasMessageContaining("which Fovea did not write");
		assertThat(folder.resolve("a.zarr/0/0")).hasContent("second");
		assertThat(folder.resolve("a.csv")).as("all or none").hasContent("second");
	}

	/** The three states in which a process can be killed while it replaces a folder. */
	@ParameterizedTest
	@ValueSource(strings = { "old folder there", "old folder away", "new folder there" })
	void a_folder_is_whole_after_a_kill_at_any_place(String state) throws IOException {
		Path whole = Files.createDirectory(folder.resolve(".fovea-00112233445566aa-1.whole"));
		Path old = state.equals("old folder there") ? folder.resolve("a.zarr") : whole.resolve(".replaced-a.zarr");
		Path next = state.equals("new folder there") ? folder.resolve("a.zarr") : whole.resolve("a.zarr");
		for (Path zarr : List.of(old, next)) {
			Files.writeString(Files.createDirectories(zarr.resolve("0")).resolve("0"), zarr == old ? "old" : "new");
			Files.createFile(zarr.resolve(".fovea"));
		}
		Files.writeString(whole.resolve("a.csv"), "new");
		AtomicFolder.prepare(folder);
		assertThat(folder.resolve("a.zarr/0/0")).hasContent("new");
		assertThat(folder.resolve("a.csv")).hasContent("new");
		assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a.zarr", "a.csv");
	}

	@Test
	void an_unfinished_folder_of_a_killed_process_goes_with_all_that_is_in_it() throws IOException {
		Path dead = folder.resolve(".fovea-00112233445566aa-1.parts");
		Files.createFile(Files.createDirectories(dead.resolve(".fovea-a.zarr.parts/0/1")).resolve("2"));
		AtomicFolder.prepare(folder);
		assertThat(folder).isEmptyDirectory();
	}

	@Test
	void a_lock_that_was_never_finished_goes_and_one_that_is_being_made_stays() throws IOException {
		Path old = Files.createFile(folder.resolve(".fovea-0123456789abcdef.newlock"));
		assertThat(old.toFile().setLastModified(System.currentTimeMillis() - 5000)).isTrue();
		Path young = Files.createFile(folder.resolve(".fovea-fedcba9876543210.newlock"));
		AtomicFolder.prepare(folder);
		assertThat(old).doesNotExist();
		assertThat(young).exists();
	}

	@Test
	void a_failure_leaves_what_was_there() throws IOException {
		Files.writeString(folder.resolve("a.csv"), "before");
		assertThatThrownBy(() -> AtomicFolder.write(folder, staging -> {
			Files.writeString(staging.resolve("a.csv"), "after");
			throw new IOException("no more ink");
		})).isInstanceOf(ImageFileException.class).hasMessage("Cannot write \"" + folder + "\": no more ink.");
		assertThat(folder.toFile().list()).containsExactly("a.csv");
		assertThat(folder.resolve("a.csv")).hasContent("before");
	}

	@Test
	void a_folder_of_the_name_of_a_file_stops_all_files() throws IOException {
		Files.createDirectory(folder.resolve("b.csv"));
		assertThatThrownBy(() -> AtomicFolder.write(folder, staging -> {
			Files.createFile(staging.resolve("a.csv"));
			Files.createFile(staging.resolve("b.csv"));
		})).isInstanceOf(ImageFileException.class).hasMessageEndingWith("b.csv\": a folder has that name.");
		assertThat(folder.toFile().list()).containsExactly("b.csv");
	}

	@Test
	void what_a_killed_process_left_is_removed_and_that_of_a_living_one_stays() throws IOException {
		Path dead = Files.createDirectory(folder.resolve(".fovea-999999999-1.parts"));
		Files.createFile(dead.resolve("a.csv"));
		Path alive = Files.createDirectory(folder.resolve(".fovea-" + ProcessHandle.current().parent().orElseThrow().pid() + "-1.parts"));
		Path ownerless = Files.createDirectory(folder.resolve(".fovea-00112233445566aa-1.parts"));
		Path lock = Files.writeString(folder.resolve(".fovea-00112233445566bb.lock"), "elsewhere");
		Path otherHost = Files.createDirectory(folder.resolve(".fovea-00112233445566bb-1.parts"));
		try (AtomicFolder ours = AtomicFolder.begin(folder)) {
			AtomicFolder.prepare(folder.resolve("../" + folder.getFileName()));
			assertThat(ours.file("")).exists();
		}
		assertThat(dead).doesNotExist();
		assertThat(ownerless).doesNotExist();
		assertThat(otherHost).exists();
		Files.setLastModifiedTime(lock, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() - 3_600_000));
		AtomicFolder.prepare(folder);
		assertThat(otherHost).doesNotExist();
		assertThat(lock).doesNotExist();
		assertThat(alive).exists();
	}

	@Test
	void what_was_whole_when_a_process_was_killed_between_two_files_is_completed() throws IOException {
		Files.writeString(folder.resolve("a.csv"), "new");
		Files.writeString(folder.resolve("b.csv"), "old");
		Path whole = Files.createDirectory(folder.resolve(".fovea-00112233445566aa-1.whole"));
		Files.writeString(whole.resolve("b.csv"), "new");
		AtomicFolder.prepare(folder);
		assertThat(folder.resolve("b.csv")).hasContent("new");
		assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a.csv", "b.csv");
	}

	@Test
	void what_is_not_published_does_not_appear() throws IOException {
		try (AtomicFolder files = AtomicFolder.begin(folder)) {
			Files.writeString(files.file("a.csv"), "a");
		}
		assertThat(folder).isEmptyDirectory();
	}

	@Test
	void a_file_instead_of_the_folder_is_one_sentence() throws IOException {
		Path file = Files.createFile(folder.resolve("results"));
		assertThatThrownBy(() -> AtomicFolder.prepare(file)).isInstanceOf(ImageFileException.class)
			.hasMessage("Cannot make the folder \"" + file + "\": a file has that name.");
	}

	@Test
	void a_failure_names_the_file_that_there_would_have_been() {
		assertThatThrownBy(() -> AtomicFolder.write(folder, parts -> AtomicFiles.write(parts.resolve("a.png"), file -> {
			throw new IOException("No space left on device");
		}))).hasMessageStartingWith("Cannot write \"" + folder.resolve("a.png") + "\": the disk is full");
	}
}
