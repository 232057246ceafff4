package sc.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fovea.image.ImageFileException;

class ClassFoldersTest {

	@TempDir
	Path folder;

	private Path touch(String name) throws IOException {
		Path file = folder.resolve(name);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, "x");
	}

	@Test
	void a_folder_is_a_class_and_classes_are_in_alphabetical_order() throws IOException {
		touch("monocyte/2.png");
		touch("monocyte/1.tif");
		touch("lymphocyte/a.jpg");
		ClassFolders found = ClassFolders.list(folder);
		assertThat(found.classes()).containsExactly("lymphocyte", "monocyte");
		assertThat(found.images()).extracting(ClassFolders.Item::number).containsExactly(0, 1, 1);
		assertThat(found.images()).extracting(item -> item.file().getFileName().toString()).containsExactly("a.jpg", "1.tif", "2.png");
		assertThat(found.report()).isEqualTo("3 images of 2 classes: lymphocyte 1, monocyte 2.");
	}

	@Test
	void the_report_says_what_was_skipped_and_why() throws IOException {
		touch("a/1.png");
		touch("a/notes.txt");
		touch("a/.hidden");
		touch("a/old/2.png");
		touch("b/1.png");
		touch("stray.png");
		Files.createDirectories(folder.resolve("empty"));
		assertThat(ClassFolders.list(folder).report().lines()).containsExactly("2 images of 2 classes: a 1, b 1.",
			"Skipped \"a/notes.txt\": it is not named like an image.".replace('/', File.separatorChar),
			"Skipped \"a/old\": it is a folder within a class.".replace('/', File.separatorChar), "Skipped \"empty\": it holds no images.",
			"Skipped \"stray.png\": it is not in the folder of a class.");
	}

	@Test
	void images_and_labels_are_no_classes() throws IOException {
		touch("images/1.png");
		touch("labels/1.png");
		assertThatThrownBy(() -> ClassFolders.list(folder)).isInstanceOf(ImageFileException.class).hasMessageContaining("got \"images\" and \"labels\"");
		touch("cells/1.png");
		assertThat(ClassFolders.list(folder).classes()).containsExactly("cells", "images", "labels");
	}

	@Test
	void one_class_is_not_enough() throws IOException {
		touch("only/1.png");
		assertThatThrownBy(() -> ClassFolders.list(folder)).isInstanceOf(ImageFileException.class).hasMessageContaining("at least 2 classes")
			.hasMessageContaining("only \"only\"");
		assertThatThrownBy(() -> ClassFolders.list(folder.resolve("none"))).isInstanceOf(ImageFileException.class).hasMessageContaining("got none");
	}

	@Test
	void what_turns_out_to_be_damaged_is_left_out_unless_a_class_were_empty() throws IOException {
		Path bad = touch("a/bad.png");
		touch("a/good.png");
		Path last = touch("b/last.png");
		ClassFolders found = ClassFolders.list(folder);
		ClassFolders left = found.without(List.of(new ClassFolders.Skipped(bad, "it is truncated")));
		assertThat(left.count(0)).isEqualTo(1);
		assertThat(left.report()).contains("bad.png\": it is truncated.");
		assertThatThrownBy(() -> found.without(List.of(new ClassFolders.Skipped(last, "it is truncated")))).isInstanceOf(ImageFileException.class)
			.hasMessageContaining("got none that can be used").hasMessageContaining("it is truncated");
	}
}
