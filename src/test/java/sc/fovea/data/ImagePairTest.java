package sc.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fovea.image.ImageFileException;

class ImagePairTest {

	@TempDir
	private Path folder;

	private void touch(String... names) throws IOException {
		for (String name : names) {
			Path file = folder.resolve(name);
			Files.createDirectories(file.getParent());
			Files.createFile(file);
		}
	}

	private void refuses(String... parts) {
		assertThatThrownBy(() -> ImagePair.list(folder)).isInstanceOf(ImageFileException.class).hasMessageContainingAll(parts).message().endsWith(".");
	}

	@Test
	void files_of_one_stem_are_a_pair_whatever_their_endings() throws IOException {
		touch("images/b.ome.tif", "images/a.png", "labels/a.tif", "labels/b.ome.tiff", "images/notes.txt", "labels/.hidden.tif");
		assertThat(ImagePair.list(folder)).containsExactly(
			new ImagePair(folder.resolve("images/a.png"), folder.resolve("labels/a.tif")),
			new ImagePair(folder.resolve("images/b.ome.tif"), folder.resolve("labels/b.ome.tiff")));
	}

	@Test
	void a_missing_folder_is_named() throws IOException {
		refuses("images", folder.toString());
		touch("images/a.tif");
		refuses("labels", folder.toString());
	}

	@Test
	void a_file_without_its_other_half_is_named() throws IOException {
		touch("images/a.tif", "labels/a.tif", "images/alone.tif");
		refuses("no labels for 'alone'");
		touch("labels/alone.tif", "labels/lonely.png");
		refuses("no image for 'lonely'");
	}

	@Test
	void two_files_of_one_stem_are_refused() throws IOException {
		touch("images/a.tif", "images/a.png", "labels/a.tif");
		refuses("one file of each name", "a.png", "a.tif");
	}

	@Test
	void empty_folders_are_refused() throws IOException {
		touch("images/readme.txt", "labels/readme.txt");
		refuses("got none", folder.toString());
	}
}
