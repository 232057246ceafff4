package sc.fovea.predict;

import java.util.List;
import java.util.Optional;

import sc.fovea.predict.block.BlockSegmenter;
import sc.fovea.predict.scale.LearnedSize;
import sc.fovea.predict.scale.ScaleEstimate;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TileSource;
import sc.fovea.tile.TiledInference;

/** Gives each pixel of a plane a label: what a task of segmentation brings to a {@link Segmenter}. Owner of what runs the network. */
public interface PlaneSegmenter extends AutoCloseable {

	/**
	 * Where labels go.
	 *
	 * @param rows receives them, in the size of the image
	 * @param firstId first id to give to objects
	 */
	record Target(LabelRows rows, int firstId) {}

	/** Whether labels are ids of objects, which go on from plane to plane; else they are numbers of classes, which mean the same in each. */
	boolean areInstances();

	/** The size of objects that the network learned from, by which images are resampled; empty where only pixel sizes count. */
	default Optional<LearnedSize> learnedSize() {
		return Optional.empty();
	}

	/** Of what the map of probabilities has a channel each: {@code object}, or the classes. */
	List<String> mapped();

	/** Runs the network, whose outputs are those of the model. */
	TiledInference inference();

	/**
	 * Segments a plane.
	 *
	 * @param plane channels chosen and intensities scaled as the model says, in its own size
	 * @param scale by which the plane is to be resampled at first; see {@link PlaneInput#scaled}
	 * @param options of the user
	 * @return number of objects, or the highest class that occurs, and the scale at which they were found at last
	 * @throws IllegalArgumentException if the options do not fit
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	Segmenter.Found segment(TileSource plane, ScaleEstimate scale, Target target, SegmentationOptions options, Progress progress);

	/**
	 * The same block by block, for images that no computer sees as a whole.
	 *
	 * @param options of the user
	 * @return nothing if it needs the whole image
	 * @throws IllegalArgumentException if the options do not fit
	 */
	default Optional<BlockSegmenter> blocks(SegmentationOptions options) {
		return Optional.empty();
	}

	@Override
	void close();
}
