package sc.fovea;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who knows the field finds a thing by its name: as {@code git grep -ci WORD src/main}, sorted by count. */
class WordsTest {

	private static final Path SOURCES = Path.of("src/main/java/sc/fovea");

	@ParameterizedTest
	@CsvSource({ "learning-rate schedule, train/plan/Schedule.java", "learning rate, train/plan/Schedule.java", "validation split, train/sample/Split.java",
		"early stopping, train/loop/Trainer.java", "non-maximum suppression, geometry/Suppression.java", "anchor, detect/AnchorGrid.java",
		"halo, model/Halo.java", "percentile, predict/Percentiles.java", "mean average precision, evaluate/DetectionEvaluation.java",
		"ground truth, evaluate/Truth.java" })
	void a_word_of_the_field_leads_to_its_file(String word, String file) throws IOException {
		assertThat(first(word)).as(word).contains(file);
	}

	/** Dropout is a layer, and the option that puts it into a network. */
	@ParameterizedTest
	@CsvSource({ "dropout, architecture/TrunkOptions.java" })
	void an_option_leads_to_where_it_is_declared(String word, String file) throws IOException {
		assertThat(first(word)).as(word).contains(file);
	}

	/** The two files with most lines that hold the word; of equal ones, all. */
	private static List<String> first(String word) throws IOException {
		Map<String, Long> counts = new TreeMap<>();
		try (Stream<Path> files = Files.walk(SOURCES)) {
			for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
				try (Stream<String> lines = Files.lines(file)) {
					long count = lines.filter(line -> line.toLowerCase().contains(word)).count();
					if (count > 0) counts.put(SOURCES.relativize(file).toString().replace('\\', '/'), count);
				}
			}
		}
		List<Long> most = counts.values().stream().sorted(Comparator.reverseOrder()).limit(2).toList();
		long least = most.get(most.size() - 1);
		return counts.entrySet().stream().filter(entry -> entry.getValue() >= least).map(Map.Entry::getKey).toList();
	}
}
