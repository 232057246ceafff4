package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

/**
 * TIFF files of other programs, where a folder with them is given as FOVEA_SHARED or lies beside the project: each is read as tifffile
 * (Python) reads it, number by number, or refused with the reason.
 */
class ForeignTiffsTest {

	private static final Path TIFFS = Path.of(Optional.ofNullable(System.getenv("FOVEA_SHARED")).orElse("../shared"), "foreign", "tiffs");

	private static List<String> expected() throws IOException {
		try (BufferedReader in = new BufferedReader(new InputStreamReader(ForeignTiffsTest.class.getResourceAsStream("foreign-tiffs.tsv"),
			StandardCharsets.UTF_8))) {
			return in.lines().toList();
		}
	}

	@Test
	void each_is_read_as_another_program_reads_it_or_refused_with_the_reason() throws IOException {
		assumeTrue(Files.isDirectory(TIFFS));
		List<String> exact = new ArrayList<>();
		List<String> refused = new ArrayList<>();
		List<String> wrong = new ArrayList<>();
		for (String line : expected()) {
			String name = line.substring(0, line.indexOf('\t'));
			String pixels = line.substring(line.indexOf('\t') + 1);
			try {
				String found = Pixels.describe(ImageFiles.open(TIFFS.resolve(name)));
				(found.equals(pixels) ? exact : wrong).add(name + ": " + found + " for " + pixels);
			}
			catch (ImageFileException e) {
				refused.add(e.getMessage());
			}
		}
		assertThat(wrong).isEmpty();
		assertThat(refused).allMatch(message -> message.contains("cannot be read") || message.contains("is truncated"));
		assertThat(exact).hasSizeGreaterThanOrEqualTo(160);
	}
}
