package sc.fovea.track;

/**
 * What a user may say about tracks.
 *
 * @param distance farthest that an object moves from frame to frame beside what all move, pixels; 0 to learn it from the film
 * @param gap most frames in a row in which an object may be missing without its track ending, 0 to {@value #MOST_GAP}
 * @param divisions whether objects may divide
 */
public record TrackOptions(double distance, int gap, boolean divisions) {

	/** The largest gap that can be asked for. */
	public static final int MOST_GAP = 10;
	/** Distances learned from the film, gaps of up to two frames, divisions. */
	public static final TrackOptions STANDARD = new TrackOptions(0, 2, true);

	/** @throws IllegalArgumentException if a value is out of range */
	public TrackOptions {
		if (!(distance >= 0) || Double.isInfinite(distance)) {
			throw new IllegalArgumentException("\"distance\" must be 0 or more, but is " + distance + ".");
		}
		if (gap < 0 || gap > MOST_GAP) throw new IllegalArgumentException("\"gap\" must be 0 to " + MOST_GAP + " frames, but is " + gap + ".");
	}
}
