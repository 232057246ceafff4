package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fovea.image.ImageFiles;

/**
 * Models that were written before tasks became plugins still give the answers of then, which are stored beside them. Other processors sum in
 * another order, so numbers are compared to 0.001.
 */
class OldArchivesTest extends ShellTest {

	private static final Path ARCHIVES = Path.of("test-images/archives");

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource({ "instance-segmentation, segment", "semantic-segmentation, segment", "localization, localize", "classification, classify",
		"detection-single-stage, detect", "detection-r-cnn, detect", "detection-fast-r-cnn, detect", "detection-faster-r-cnn, detect",
		"detection-multibox, detect", "detection-r-cnn-minus-r, detect" })
	void a_model_of_before_gives_the_answer_of_before(String name, String command) throws IOException {
		Object output = command.equals("classify") ? folder.resolve("classes.csv") : folder;
		List<Object> arguments = Stream.concat(
			Stream.of(command, ARCHIVES.resolve("disc.tif"), "--model", ARCHIVES.resolve(name + ".zip"), "--output", output),
			command.equals("detect") ? Stream.of("--probability", 0.02) : Stream.empty()).toList();
		assertThat(run(arguments.toArray())).as(err.toString()).isZero();
		try (Stream<Path> expected = Files.list(ARCHIVES.resolve("expected").resolve(name))) {
			for (Path file : expected.toList()) {
				same(file, folder.resolve(file.getFileName()));
			}
		}
	}

	private static void same(Path expected, Path got) throws IOException {
		if (expected.toString().endsWith(".tif"))
			assertThat(ImageFiles.open(got).getProcessor().getIntArray()).isDeepEqualTo(ImageFiles.open(expected).getProcessor().getIntArray());
		else
			assertThat(cells(got, columns(expected))).usingElementComparator(OldArchivesTest::compare)
				.containsExactlyElementsOf(cells(expected, columns(expected)));
	}

	/** Later versions have more columns. */
	private static List<String> cells(Path table, List<String> columns) throws IOException {
		List<Integer> places = columns.stream().map(columns(table)::indexOf).toList();
		return Files.readAllLines(table).stream().map(line -> line.split(",", -1)).flatMap(row -> places.stream().map(place -> place < 0 ? "none" : row[place]))
			.toList();
	}

	private static List<String> columns(Path table) throws IOException {
		return List.of(Files.readAllLines(table).get(0).split(",", -1));
	}

	private static int compare(String one, String other) {
		boolean areNumbers = one.matches("-?[0-9.]+") && other.matches("-?[0-9.]+");
		return areNumbers && Math.abs(Double.parseDouble(one) - Double.parseDouble(other)) <= 0.001 ? 0 : one.compareTo(other);
	}
}
