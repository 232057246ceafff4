package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputFilesTest {

	@TempDir
	Path folder;

	private List<String> found(String glob) throws IOException {
		InputFiles.Search search = new InputFiles.Search(false, glob);
		return InputFiles.find(List.of(folder), search, folder.resolve("out"), InputFiles.Told.NOTHING).stream().map(InputFiles.Image::name).toList();
	}

	@ParameterizedTest
	@ValueSource(
		strings = { "_labels.tif", "_labels.ome.zarr", "_classes.tif", "_probability.tif", "_001_heat.tif", "_001_heat.png", "_maps.png", "_overlay.png",
			"_overlay.tif", "_overlay.avi" })
	void a_result_in_a_folder_is_an_image_only_for_a_pattern_that_asks_for_it(String ending) throws IOException {
		Files.createFile(folder.resolve("a.tif"));
		if (ending.endsWith(".zarr")) Files.createFile(Files.createDirectory(folder.resolve("a" + ending)).resolve(".zattrs"));
		else
			Files.createFile(folder.resolve("a" + ending));
		assertThat(found("")).containsExactly("a.tif");
		assertThat(found("*.*")).containsExactly("a.tif");
		assertThat(found("*" + ending.replace("_001", ""))).containsExactly("a" + ending);
	}

	@Test
	void a_name_that_only_resembles_a_result_is_an_image() throws IOException {
		Files.createFile(folder.resolve("labels.tif"));
		Files.createFile(folder.resolve("a_overlay_labels.png"));
		assertThat(found("")).containsExactly("a_overlay_labels.png", "labels.tif");
	}
}
