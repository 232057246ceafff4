package sc.fovea.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fovea.annotation.CocoResults.Result;
import sc.fovea.geometry.Box;
import sc.fovea.image.ImageFileException;

class CocoResultsTest {

	@TempDir
	private Path folder;

	@Test
	void results_are_read_as_they_were_written() throws IOException {
		List<Result> results = List.of(new Result(1, "a \"b\".tif", 2, "WBC", new Box(1.5, 2, 30.25, 4), 0.875),
			new Result(2, "c.tif", 1, "RBC", new Box(0, 0, 1, 1),
				1));
		Path file = folder.resolve("detections.json");
		CocoResults.write(file, results);
		assertThat(CocoResults.read(file)).isEqualTo(results);
		assertThat(Files.readString(file)).contains(
			"{\"image_id\":2,\"file_name\":\"c.tif\",\"category_id\":1,\"category_name\":\"RBC\",\"bbox\":[0.0,0.0,1.0,1.0],\"score\":1.0}");
	}

	@Test
	void no_results_are_an_empty_list() throws IOException {
		Path file = folder.resolve("detections.json");
		CocoResults.write(file, List.of());
		assertThat(Files.readString(file)).isEqualTo("[]");
		assertThat(CocoResults.read(file)).isEmpty();
	}

	@Test
	void a_file_that_is_no_results_is_refused_with_its_place() throws IOException {
		refuse("{\"a\":1}", "Expected a list");
		refuse("[{\"image_id\":1,\"category_id\":1,\"bbox\":[1,2,3],\"score\":1}]", "a bbox of four numbers");
		refuse("[{\"image_id\":1,\"category_id\":1,\"bbox\":[1,2,3,4]}]", "image_id, category_id, score");
		refuse("[{\"image_id\":1,", "Expected JSON at $[0]");
	}

	private void refuse(String text, String message) throws IOException {
		Path file = Files.writeString(folder.resolve("bad.json"), text);
		assertThatThrownBy(() -> CocoResults.read(file)).isInstanceOf(ImageFileException.class).hasMessageContaining(message).hasMessageContaining("bad.json");
	}
}
