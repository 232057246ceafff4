package sc.fovea.job.video;

import ij.ImagePlus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import sc.fovea.evaluate.Table;
import sc.fovea.evaluate.VideoScore;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.LabelImage;
import sc.fovea.tile.Progress;

/**
 * Compares the labels of films with true ones. Both are a stack, a folder of single masks in the natural order of their names, or a folder of stacks of the same names, of which those that were
 * found may end with {@code _labels}.
 *
 * @param truth true labels
 * @param found labels of any program
 * @param output receives {@code evaluation.csv}, a row for each film and one for all, and {@code frames.csv}, a row for each frame
 */
public record VideoEvaluationJob(Path truth, Path found, Path output) {

	/** What a user calls it. */
	public static final String TASK = "video";

	private static final String LABELS = "_labels";
	private static final List<String> COLUMNS = List.of("film", "frames", "mean_IoU", "wrong_pixels_per_frame");
	private static final List<String> FRAME_COLUMNS = List.of("film", "frame", "IoU", "wrong_pixels", "missed_pixels", "false_pixels");

	/**
	 * What came out.
	 *
	 * @param films score of each film by its name
	 */
	public record Outcome(Map<String, VideoScore> films) {

		/** A row for each film, and one for all frames of several. */
		public Table table() {
			List<List<Object>> rows = films.entrySet().stream().map(film -> row(film.getKey(), film.getValue()))
				.collect(Collectors.toCollection(ArrayList::new));
			if (films.size() > 1) rows.add(row("all", all()));
			return new Table(COLUMNS, rows);
		}

		private static List<Object> row(String name, VideoScore score) {
			return List.of(name, score.frames().size(), score.meanIou(), score.wrongPixels());
		}

		private VideoScore all() {
			return new VideoScore(films.values().stream().flatMap(score -> score.frames().stream()).toList());
		}

		/** The scores in one line. */
		public String sentence() {
			VideoScore all = all();
			return String.format(Locale.ROOT, "mean_IoU %.3f, wrong_pixels_per_frame %.1f, %d frames of %d film%s", all.meanIou(), all.wrongPixels(),
				all.frames().size(),
				films.size(), films.size() == 1 ? "" : "s");
		}
	}

	/**
	 * Does it. Nothing is written unless all films could be compared.
	 *
	 * @throws IOException with one sentence, if a film cannot be read, has no partner, or differs from it in size or length
	 * @throws CancellationException if it was cancelled
	 */
	public Outcome run(Progress progress) throws IOException {
		Map<String, List<Path>> truths = films(truth);
		Map<String, List<Path>> founds = films(found);
		boolean isOne = truths.size() == 1 && founds.size() == 1;
		Map<String, VideoScore> scores = new LinkedHashMap<>();
		for (Map.Entry<String, List<Path>> film : truths.entrySet()) {
			List<Path> partner = isOne ? founds.values().iterator().next() : founds.remove(film.getKey());
			if (partner == null) throw new ImageFileException("Expected labels of the film \"" + film.getKey() + "\" in \"" + found + "\", got none.");
			scores.put(film.getKey(), score(film.getValue(), partner, progress));
			progress.progress(scores.size(), truths.size());
		}
		if (!isOne && !founds.isEmpty()) {
			throw new ImageFileException("Expected true labels of each film that is compared, got none for \"" + founds.keySet().iterator().next() + "\".");
		}
		Outcome outcome = new Outcome(scores);
		AtomicFolder.write(output, folder -> {
			Files.writeString(folder.resolve("evaluation.csv"), outcome.table().csv());
			Files.writeString(folder.resolve("frames.csv"),
				new Table(FRAME_COLUMNS, scores.entrySet().stream().flatMap(film -> film.getValue().rows(film.getKey()).stream())
					.toList()).csv());
		});
		return outcome;
	}

	/** By name the file of each film, or all files of the only one. */
	private static Map<String, List<Path>> films(Path place) throws ImageFileException {
		List<Path> files = new ArrayList<>(ImageFiles.list(place));
		if (Files.isDirectory(place)) files.removeIf(file -> file.getFileName().toString().matches(".*_overlay\\.(tif|png)"));
		if (files.isEmpty()) throw new ImageFileException("The folder \"" + place + "\" holds no images.");
		boolean areFrames = files.size() > 1 && ImageFiles.open(files.get(0)).getStackSize() == 1;
		if (areFrames) return Map.of(name(place), files);
		Map<String, List<Path>> films = new TreeMap<>();
		files.forEach(file -> films.put(name(file), List.of(file)));
		return films;
	}

	private static String name(Path file) {
		String name = file.toAbsolutePath().normalize().getFileName().toString();
		int dot = name.lastIndexOf('.');
		String stem = dot > 0 && !Files.isDirectory(file) ? name.substring(0, dot) : name;
		return stem.endsWith(LABELS) ? stem.substring(0, stem.length() - LABELS.length()) : stem;
	}

	private static VideoScore score(List<Path> truth, List<Path> found, Progress progress) throws IOException {
		try {
			ImagePlus known = FrameFolder.open(truth);
			ImagePlus other = FrameFolder.open(found);
			requireLike(known, other);
			List<VideoScore.Frame> frames = new ArrayList<>();
			for (int t = 1; t <= known.getStackSize(); t++) {
				if (progress.isCancelled()) throw new CancellationException("Stopped after " + (t - 1) + " of " + known.getStackSize() + " frames.");
				frames.add(VideoScore.Frame.of(ids(known, t), ids(other, t)));
			}
			return new VideoScore(frames);
		}
		catch (UncheckedIOException e) {
			throw e.getCause();
		}
	}

	private static int[] ids(ImagePlus film, int frame) throws ImageFileException {
		try {
			return LabelImage.ids(film.getStack().getProcessor(frame));
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("\"" + film.getTitle() + "\" cannot be used: " + e.getMessage(), e);
		}
	}

	private static void requireLike(ImagePlus truth, ImagePlus found) throws ImageFileException {
		if (!words(truth).equals(words(found))) {
			throw new ImageFileException(
				"Expected " + words(truth) + " as in the true labels \"" + truth.getTitle() + "\", got " + words(found) + " in \"" + found.getTitle() + "\".");
		}
	}

	private static String words(ImagePlus film) {
		return film.getStackSize() + " frames of " + film.getWidth() + "x" + film.getHeight() + " pixels";
	}
}
