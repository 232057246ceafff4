package sc.fovea.job.tracking;

import java.io.IOException;
import sc.fovea.image.PixelSize;
import sc.fovea.track.TrackOptions;

/**
 * What users say about tracks.
 *
 * @param distance farthest step, in the unit of the film; 0 to learn it
 * @param gap most frames in a row in which an object may be missing
 * @param divisions {@value #FOUND} or {@value #NONE}
 */
public record TrackRequest(double distance, int gap, String divisions) {

	/** Objects may divide. */
	public static final String FOUND = "found";
	/** They do not. */
	public static final String NONE = "none";

	/** @throws IllegalArgumentException if a value is out of range */
	public TrackRequest {
		if (!divisions.equals(FOUND) && !divisions.equals(NONE)) {
			throw new IllegalArgumentException("\"divisions\" must be found or none, but is \"" + divisions + "\".");
		}
		new TrackOptions(distance, gap, true);
	}

	/** In pixels of a film. */
	public TrackOptions options(Film film) throws IOException {
		PixelSize size = film.pixelSize();
		return new TrackOptions(distance / Math.sqrt(size.width() * size.height()), gap, divisions.equals(FOUND));
	}
}
