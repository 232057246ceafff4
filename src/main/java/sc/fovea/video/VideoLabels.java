package sc.fovea.video;

import java.util.function.IntFunction;

/**
 * The objects of a film.
 *
 * @param objects their number; their ids are 1 to this number
 * @param frames number of frames
 * @param source makes the ids of a frame
 */
public record VideoLabels(int objects, int frames, IntFunction<int[]> source) {

	/** The id of the object at each pixel of a frame, row by row; 0 for background. An object has one id in all frames. @param t frame, from 0 */
	public int[] labels(int t) {
		return source.apply(t);
	}
}
