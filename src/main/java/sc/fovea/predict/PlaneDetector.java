package sc.fovea.predict;

import java.util.List;

import sc.fovea.geometry.ScoredBox;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TileSource;

/** Finds the boxes of one plane in one way: in a single stage, or by regions. Owner of what it needs to run; for one thread at a time. */
public interface PlaneDetector extends AutoCloseable {

	/** Names of the classes, which boxes have by number. */
	List<String> classes();

	/** Boxes with a lower score are dropped unless a user chooses otherwise, 0–1. */
	double leastScore();

	/**
	 * Finds the objects of a plane.
	 *
	 * @param source normalised, at the model's scale
	 * @param options of the user: thresholds
	 * @return boxes in pixels of the source, best first
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	List<ScoredBox> detect(TileSource source, SegmentationOptions options, Progress progress);

	@Override
	void close();
}
