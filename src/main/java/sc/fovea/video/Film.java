package sc.fovea.video;

import sc.fovea.motion.GreyFrame;

/** Frames of one size, each of which can be had again and again: a film need not lie in memory. */
public interface Film {

	/** Width in pixels. */
	int width();

	/** Height in pixels. */
	int height();

	/** Number of frames. */
	int frames();

	/**
	 * The channels of a frame, row by row, from 0 to 1 over the whole film.
	 *
	 * @param t frame, from 0
	 * @return not shared, or only read
	 */
	float[][] frame(int t);

	/** The mean of the channels of a frame: what motion is measured on. */
	default GreyFrame grey(int t) {
		float[][] planes = frame(t);
		if (planes.length == 1) return new GreyFrame(width(), height(), planes[0]);
		float[] mean = new float[planes[0].length];
		for (float[] plane : planes) {
			for (int i = 0; i < mean.length; i++) {
				mean[i] += plane[i] / planes.length;
			}
		}
		return new GreyFrame(width(), height(), mean);
	}
}
