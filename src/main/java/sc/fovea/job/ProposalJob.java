package sc.fovea.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import sc.fovea.annotation.AnnotatedImage;
import sc.fovea.annotation.Annotations;
import sc.fovea.annotation.DataSet;
import sc.fovea.annotation.Skip;
import sc.fovea.data.Extent;
import sc.fovea.evaluate.DetectedImage;
import sc.fovea.evaluate.ProposalRecall;
import sc.fovea.evaluate.RecallCurves;
import sc.fovea.evaluate.Table;
import sc.fovea.evaluate.TrueBox;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.tile.Progress;

/**
 * Compares ways to propose places on annotated images, and writes {@code recall.csv}, {@code recall.png} and for each image and way
 * {@code NAME_WAY.csv} with its proposals.
 *
 * @param sources by name, at least one
 * @param most proposals in an image, at least 1
 * @param output folder
 */
public record ProposalJob(Map<String, ProposalSource> sources, int most, Path output) {

	private static final List<String> COLUMNS = List.of("score", "x", "y", "width", "height");

	/** Keeps the order. @throws IllegalArgumentException if there is no source or the number is below 1 */
	public ProposalJob {
		sources = new LinkedHashMap<>(sources);
		if (sources.isEmpty()) throw new IllegalArgumentException("\"proposer\" must name at least one proposer, but is empty.");
		if (most < 1) throw new IllegalArgumentException("\"most\" must be at least 1, but is " + most + ".");
	}

	/**
	 * What was measured.
	 *
	 * @param curves of all ways
	 * @param seconds per image, by name of the way
	 * @param skips images and true boxes that were left out
	 */
	public record Outcome(RecallCurves curves, Map<String, Double> seconds, List<Skip> skips) {}

	/** All that one way proposed. */
	private static final class Tally {

		private final List<DetectedImage> images = new ArrayList<>();
		private long nanos;
	}

	/**
	 * Does it.
	 *
	 * @throws IOException with one sentence, if an image, annotation or result cannot be used
	 * @throws CancellationException if it was cancelled
	 */
	public Outcome run(DataSet data, Progress progress) throws IOException {
		AtomicFolder.prepare(output);
		Map<String, Tally> tallies = new LinkedHashMap<>();
		sources.keySet().forEach(name -> tallies.put(name, new Tally()));
		List<Skip> skips = new ArrayList<>(data.skips());
		int done = 0;
		for (AnnotatedImage image : data.images()) {
			if (progress.isCancelled()) throw new CancellationException("Stopped after " + done + " of " + data.images().size() + " images.");
			skips.addAll(propose(image, tallies));
			progress.progress(++done, data.images().size());
		}
		Outcome outcome = outcome(tallies, skips);
		write(outcome, tallies);
		return outcome;
	}

	private Outcome outcome(Map<String, Tally> tallies, List<Skip> skips) {
		Map<String, ProposalRecall> recalls = new LinkedHashMap<>();
		Map<String, Double> seconds = new LinkedHashMap<>();
		tallies.forEach((name, tally) -> {
			recalls.put(name, ProposalRecall.of(tally.images));
			seconds.put(name, tally.nanos / 1e9 / tally.images.size());
		});
		return new Outcome(new RecallCurves(recalls, most), seconds, skips);
	}

	/** @return true boxes that were left out */
	private List<Skip> propose(AnnotatedImage image, Map<String, Tally> tallies) throws ImageFileException {
		try {
			Hyperstack pixels = Hyperstack.of(ImageFiles.open(image.image()));
			Annotations annotations = image.annotations(Extent.plane(pixels.width(), pixels.height()));
			List<TrueBox> truths = annotations.boxes().stream().map(object -> TrueBox.of(object.box(), 0)).toList();
			tallies.forEach((name, tally) -> {
				long start = System.nanoTime();
				List<ScoredBox> found = sources.get(name).propose(pixels, most);
				tally.nanos += System.nanoTime() - start;
				tally.images.add(new DetectedImage(image.name(), truths, found));
			});
			return annotations.skips();
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("\"" + image.image() + "\" cannot be used: " + e.getMessage(), e);
		}
	}

	private void write(Outcome outcome, Map<String, Tally> tallies) throws IOException {
		AtomicFolder.write(output, staging -> {
			Files.writeString(staging.resolve("recall.csv"), outcome.curves().table().csv());
			ImageWriter.savePng(EvaluationPlot.of(outcome.curves().chart(), "Recall", "top-left").getProcessor().getBufferedImage(),
				staging.resolve("recall.png"));
			for (Map.Entry<String, Tally> tally : tallies.entrySet()) {
				for (DetectedImage image : tally.getValue().images) {
					Files.writeString(staging.resolve(image.name() + "_" + tally.getKey() + ".csv"), table(image).csv());
				}
			}
		});
	}

	private static Table table(DetectedImage image) {
		List<List<Object>> rows = new ArrayList<>();
		for (ScoredBox found : image.found()) {
			Box box = found.box();
			rows.add(List.of(found.score(), box.x(), box.y(), box.width(), box.height()));
		}
		return new Table(COLUMNS, rows);
	}
}
