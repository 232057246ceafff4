package sc.fovea.task.instance;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

import sc.fovea.geometry.StarCandidates;
import sc.fovea.predict.PlaneInput;
import sc.fovea.predict.PlaneSegmenter;
import sc.fovea.predict.Segmenter;
import sc.fovea.predict.scale.LearnedSize;
import sc.fovea.predict.scale.ScaleEstimate;
import sc.fovea.task.instance.StarSegmentation.Seen;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TileSource;

/**
 * Objects of a plane at the scale at which they are as large as those that the network learned from. Where what it finds has another size than was expected, it
 * looks once more, at the scale that follows from what it found.
 *
 * @param stars the network
 * @param learned what it saw; empty if it takes images as they are
 */
record SizedSegmentation(StarSegmentation stars, Optional<LearnedSize> learned) {

	/** Fewer objects tell no size. */
	private static final int FEWEST = 5;

	/**
	 * Finds the objects.
	 *
	 * @param plane normalised, in its own size
	 * @param expected at which it is looked at first
	 * @param target receives the labels
	 */
	Segmenter.Found segment(TileSource plane, ScaleEstimate expected, PlaneSegmenter.Target target, Progress progress) {
		Seen seen = look(plane, expected, progress);
		Optional<ScaleEstimate> better = better(expected, seen.polygons());
		ScaleEstimate scale = better.orElse(expected);
		Seen last = better.isEmpty() ? seen : look(plane, scale, progress);
		int count = stars.draw(last, new StarSegmentation.Target(target.rows(), scale.factor(), target.firstId()), progress);
		return new Segmenter.Found(count, scale);
	}

	/** The scale at which a plane is to be looked at once more, if there is one. @param found at the scale that was expected */
	Optional<ScaleEstimate> better(ScaleEstimate expected, StarCandidates found) {
		return isLost(expected, found) ? Optional.of(ScaleEstimate.calibrated(1)) : corrected(expected, found);
	}

	/** Whether hardly anything is there at a scale that the image alone gave: what stood out was no object, and the plane is looked at as it is. */
	private static boolean isLost(ScaleEstimate expected, StarCandidates found) {
		return expected.reason() == ScaleEstimate.Reason.IMAGE && found.size() < FEWEST;
	}

	private Seen look(TileSource plane, ScaleEstimate scale, Progress progress) {
		return stars.look(PlaneInput.scaled(plane, scale.factor()), progress);
	}

	private Optional<ScaleEstimate> corrected(ScaleEstimate expected, StarCandidates found) {
		OptionalDouble diameter = medianDiameter(found);
		if (learned.isEmpty() || diameter.isEmpty()) return Optional.empty();
		return expected.corrected(learned.get(), diameter.getAsDouble() / expected.factor());
	}

	/** Of a disc of the median area, in pixels that the network sees. */
	private static OptionalDouble medianDiameter(StarCandidates polygons) {
		if (polygons.size() < FEWEST) return OptionalDouble.empty();
		double[] areas = new double[polygons.size()];
		Arrays.setAll(areas, i -> polygons.polygon(i).area());
		Arrays.sort(areas);
		return OptionalDouble.of(2 * Math.sqrt(areas[areas.length / 2] / Math.PI));
	}
}
