package sc.fovea.predict;

import sc.fovea.tile.Progress;
import sc.fovea.tile.TileSource;

/** Gives each pixel of a plane a label: what a task of segmentation brings to a {@link Segmenter}. Owner of what runs the network. */
public interface PlaneSegmenter extends AutoCloseable {

	/**
	 * Where labels go.
	 *
	 * @param rows receives them, in the size of the image
	 * @param scale factor by which the image was resampled for the network
	 * @param firstId first id to give to objects
	 */
	record Target(LabelRows rows, double scale, int firstId) {}

	/** Whether labels are ids of objects, which go on from plane to plane; else they are numbers of classes, which mean the same in each. */
	boolean areInstances();

	/**
	 * Segments a plane.
	 *
	 * @param source channels chosen, scaled in intensity and size as the model says
	 * @param options of the user
	 * @return number of objects, or the highest class that occurs
	 * @throws IllegalArgumentException if the options do not fit
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	int segment(TileSource source, Target target, SegmentationOptions options, Progress progress);

	@Override
	void close();
}
