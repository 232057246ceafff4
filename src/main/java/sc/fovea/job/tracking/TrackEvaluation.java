package sc.fovea.job.tracking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sc.fovea.evaluate.Table;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.ImageFiles;
import sc.fovea.tile.Progress;
import sc.fovea.track.format.CtcTable;
import sc.fovea.track.score.FrameMatch;
import sc.fovea.track.score.TrackComparison;
import sc.fovea.track.score.TrackScores;

/**
 * Compares tracks with the truth, both as the Cell Tracking Challenge stores them: {@code 01_GT/TRA/man_track.txt} with {@code man_trackNNN.tif}, and
 * {@code 01_RES/res_track.txt} with {@code maskNNN.tif}.
 *
 * @param truth folder of {@code man_track.txt}
 * @param result folder of {@code res_track.txt}
 */
public record TrackEvaluation(Path truth, Path result) {

	private static final String TRUTH_TABLE = "man_track.txt";
	private static final String RESULT_TABLE = "res_track.txt";

	/**
	 * Finds both, where a folder of predicted labels holds tracks.
	 *
	 * @param data the folder of {@code man_track.txt}, or the one above it or two above it
	 * @param predicted the folder of {@code res_track.txt}
	 * @return nothing if the predicted labels are no tracks
	 * @throws IOException with one sentence, if the truth holds none
	 */
	public static Optional<TrackEvaluation> of(Path data, Path predicted) throws IOException {
		if (!Files.isRegularFile(predicted.resolve(RESULT_TABLE))) return Optional.empty();
		for (Path folder : List.of(data, data.resolve("TRA"), data.resolve("01_GT").resolve("TRA"))) {
			if (Files.isRegularFile(folder.resolve(TRUTH_TABLE))) return Optional.of(new TrackEvaluation(folder, predicted));
		}
		throw new IOException("\"" + predicted + "\" holds tracks (" + RESULT_TABLE + "), but \"" + data + "\" holds no " + TRUTH_TABLE
			+ ", neither itself nor in TRA or 01_GT/TRA.");
	}

	/**
	 * Compares them, and writes {@code evaluation.csv}.
	 *
	 * @throws IOException with one sentence, if files are missing or do not fit each other
	 */
	public TrackScores run(Path output, Progress progress) throws IOException {
		List<Path> masks = masks(truth, "man_track");
		List<Path> results = masks(result, "mask");
		if (masks.size() != results.size()) {
			throw new IOException("As many masks are needed in \"" + result + "\" as in \"" + truth + "\", which are " + masks.size() + ", but there are "
				+ results.size() + ".");
		}
		TrackComparison comparison = new TrackComparison(CtcTable.read(truth.resolve(TRUTH_TABLE)), CtcTable.read(result.resolve(RESULT_TABLE)));
		for (int t = 0; t < masks.size(); t++) {
			comparison.add(match(masks.get(t), results.get(t)));
			progress.progress(t + 1, masks.size());
		}
		TrackScores scores = scores(comparison);
		AtomicFolder.write(output, folder -> Files.writeString(folder.resolve("evaluation.csv"), table(scores).csv()));
		return scores;
	}

	private static TrackScores scores(TrackComparison comparison) throws IOException {
		try {
			return comparison.scores();
		}
		catch (IllegalArgumentException e) {
			throw new IOException(e.getMessage(), e);
		}
	}

	private static FrameMatch match(Path truth, Path result) throws IOException {
		int[] expected = SingleLabels.read(truth);
		int[] got = SingleLabels.read(result);
		if (expected.length != got.length) {
			throw new IOException(
				"\"" + result + "\" must have as many pixels as \"" + truth + "\", which are " + expected.length + ", but has " + got.length + ".");
		}
		return FrameMatch.of(expected, got);
	}

	/** Masks whose names are a word and a number, in the order of the numbers. */
	private static List<Path> masks(Path folder, String word) throws IOException {
		Pattern name = Pattern.compile(word + "\\d+\\.tiff?");
		List<Path> masks = new ArrayList<>(ImageFiles.list(folder).stream().filter(file -> name.matcher(file.getFileName().toString()).matches()).toList());
		masks.sort((a, b) -> NaturalOrder.compare(a.getFileName().toString(), b.getFileName().toString()));
		if (masks.isEmpty()) throw new IOException("\"" + folder + "\" holds no masks " + word + "000.tif, " + word + "001.tif, ...");
		return masks;
	}

	/** One row of all numbers. */
	public static Table table(TrackScores scores) {
		Map<String, Object> numbers = scores.numbers();
		return new Table(List.copyOf(numbers.keySet()), List.of(List.copyOf(numbers.values())));
	}

	/** The scores in one line. */
	public static String sentence(TrackScores scores) {
		return Stream.of("TRA", "DET", "LNK", "division F1").map(name -> String.format(Locale.ROOT, "%s %.4f", name, (Double) scores.numbers().get(name)))
			.collect(Collectors.joining(", "));
	}
}
