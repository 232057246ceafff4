package sc.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import sc.fovea.plugin.Spelling;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

	@TempDir
	private Path root;
	private Path folder;
	private ModelStore store;

	/** A class path with the bundled models "nuclei" and "cells", and an empty user's folder. */
	@BeforeEach
	void makeAStore() throws IOException {
		Path bundled = Files.createDirectories(root.resolve("classes/models"));
		folder = Files.createDirectories(root.resolve("user"));
		Files.writeString(bundled.resolve("index.txt"), "nuclei\n\ncells\r\n");
		for (String name : List.of("nuclei", "cells")) {
			ModelArchive.write(TestModels.full().withCard(TestModels.card(name)), bundled.resolve(name + ".zip"));
		}
		store = new ModelStore(folder, new URLClassLoader(new URL[] { root.resolve("classes").toUri().toURL() }, null));
	}

	private Path addToFolder(String file, String cardName) throws IOException {
		ModelArchive.write(TestModels.full().withCard(TestModels.card(cardName)), folder.resolve(file));
		return folder.resolve(file);
	}

	@Test
	void a_bundled_model_is_found_by_name_and_nothing_is_left_behind() throws IOException {
		List<Path> before = temporary();
		assertThat(store.load("nuclei").card().name()).isEqualTo("nuclei");
		assertThat(before).containsAll(temporary());
	}

	private static List<Path> temporary() throws IOException {
		try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
			return all.filter(f -> f.getFileName().toString().startsWith("fovea-") && f.toString().endsWith(".zip")).toList();
		}
	}

	@Test
	void the_folder_goes_before_the_bundled_models() throws IOException {
		addToFolder("nuclei.zip", "better-nuclei");
		assertThat(store.load("nuclei").card().name()).isEqualTo("better-nuclei");
		assertThat(store.list()).extracting(ModelEntry::name).containsExactly("cells", "nuclei");
	}

	@Test
	void a_path_is_read_wherever_it_is() throws IOException {
		Path file = addToFolder("My model.zip", "mine");
		assertThat(store.load(file.toString()).card().name()).isEqualTo("mine");
		assertThat(store.load("My model").card().name()).isEqualTo("mine");
		assertThatThrownBy(() -> store.load(root.resolve("no.zip").toString())).isInstanceOf(ModelFormatException.class).hasMessageContaining("no.zip");
		assertThatThrownBy(() -> store.load("no-such.zip")).isInstanceOf(ModelFormatException.class).hasMessageContaining("nothing of that name");
	}

	@Test
	void an_unknown_name_lists_the_known_ones_and_suggests_the_nearest() {
		assertThatThrownBy(() -> store.load("nuceli")).isInstanceOf(UnknownModelException.class)
			.hasMessageContaining("'nuceli'").hasMessageContaining("cells, nuclei").hasMessageContaining("Did you mean 'nuclei'?").hasMessageContaining("user");
		assertThatThrownBy(() -> store.load("Nuclei")).hasMessageContaining("Did you mean 'nuclei'?");
		assertThatThrownBy(() -> store.load("mitochondria")).isInstanceOf(UnknownModelException.class).message().doesNotContain("Did you mean");
		for (String odd : List.of("", " ", ".", "a\0b")) {
			assertThatThrownBy(() -> store.load(odd)).isInstanceOf(UnknownModelException.class);
		}
	}

	@Test
	void the_list_tells_all_that_a_user_needs() throws IOException {
		Path file = addToFolder("extra.zip", "extra");
		ModelEntry entry = store.list().stream().filter(e -> e.name().equals("extra")).findFirst().orElseThrow();
		assertThat(entry.origin()).isEqualTo(file.toString());
		assertThat(entry.bytes()).isEqualTo(Files.size(file));
		ModelSummary summary = entry.summary().orElseThrow();
		assertThat(summary.task().title()).isEqualTo("star-convex instance segmentation");
		assertThat(summary.card().credits().licence()).isEqualTo("CC-BY-4.0");
		assertThat(summary.card().trainingData().description()).isEqualTo("497 images");
		assertThat(summary.card().scores().values()).containsEntry("AP@0.5", 0.9);
		assertThat(store.list().get(0).origin()).isEqualTo("bundled");
	}

	@Test
	void a_broken_file_is_listed_with_its_problem_and_does_not_hide_the_others() throws IOException {
		Files.writeString(folder.resolve("broken.zip"), "no zip");
		Files.createDirectory(folder.resolve("folder.zip"));
		Files.writeString(folder.resolve(".hidden.zip"), "no zip");
		Files.writeString(folder.resolve("notes.txt"), "no model");
		Files.delete(root.resolve("classes/models/cells.zip"));
		List<ModelEntry> list = store.list();
		assertThat(list).extracting(ModelEntry::name).containsExactly("broken", "cells", "folder", "nuclei");
		assertThat(list).extracting(ModelEntry::isUsable).containsExactly(false, false, false, true);
		assertThat(list.get(0).problem()).contains("broken.zip").contains("zip file");
		assertThat(list.get(1).problem()).contains("cells").contains("class path");
		assertThat(list.get(2).problem()).contains("a folder");
	}

	@Test
	void a_folder_that_does_not_exist_is_empty() throws IOException {
		ModelStore none = new ModelStore(root.resolve("none"), new URLClassLoader(new URL[0], null));
		assertThat(none.list()).isEmpty();
		assertThatThrownBy(() -> none.load("nuclei")).hasMessageContaining("there are none");
	}

	@Test
	void the_property_chooses_the_folder() {
		String before = System.getProperty("fovea.models");
		System.setProperty("fovea.models", folder.toString());
		try {
			assertThat(ModelStore.standard().folder()).isEqualTo(folder);
		}
		finally {
			if (before == null) {
				System.clearProperty("fovea.models");
			}
			else {
				System.setProperty("fovea.models", before);
			}
		}
	}

	@Test
	void distances_count_letters_to_change() {
		assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
		assertThat(Spelling.distance("", "abc")).isEqualTo(3);
		assertThat(Spelling.distance("nuclei", "nuclei")).isZero();
	}

	@Test
	void only_models_of_the_user_can_be_deleted() throws IOException {
		Path own = addToFolder("mine.zip", "mine");
		Path better = addToFolder("nuclei.zip", "better-nuclei");
		assertThat(store.list()).filteredOn(ModelEntry::isBundled).extracting(ModelEntry::name).containsExactly("cells");
		assertThat(store.delete("mine")).isEqualTo(own).doesNotExist();
		assertThat(store.delete("nuclei")).isEqualTo(better);
		assertThat(store.load("nuclei").card().name()).as("that of Fovea").isEqualTo("nuclei");
		assertThatThrownBy(() -> store.delete("nuclei")).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("Expected a model of your own, got 'nuclei', which comes with Fovea.");
		assertThatThrownBy(() -> store.delete("mine")).isInstanceOf(UnknownModelException.class);
		assertThat(store.list()).extracting(ModelEntry::name).containsExactly("cells", "nuclei");
	}
}
