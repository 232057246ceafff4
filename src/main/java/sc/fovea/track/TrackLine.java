package sc.fovea.track;

/**
 * A track of the Cell Tracking Challenge: a line of {@code man_track.txt} or {@code res_track.txt}. It has no gap.
 *
 * @param label id in the masks, from 1
 * @param first frame, from 0
 * @param last frame
 * @param parent label of the track that it continues or stems from; 0 for none
 */
public record TrackLine(int label, int first, int last, int parent) {

	/** @throws IllegalArgumentException if a number is out of range */
	public TrackLine {
		if (label < 1 || first < 0 || last < first || parent < 0) {
			throw new IllegalArgumentException(
				"Expected a label from 1, a first frame from 0, a last frame not before it and a parent from 0, got " + label + " "
					+ first + " " + last + " " + parent + ".");
		}
	}
}
