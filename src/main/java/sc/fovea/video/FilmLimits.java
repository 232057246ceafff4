package sc.fovea.video;

import java.util.Locale;
import sc.fovea.motion.DenseFlow;

/**
 * What a film must be.
 *
 * @param memory that may be taken, in bytes
 */
record FilmLimits(long memory) {

	/** Half of what Java may use. */
	static FilmLimits ofMachine() {
		return new FilmLimits(Runtime.getRuntime().maxMemory() / 2);
	}

	/**
	 * Checks a film.
	 *
	 * @param frameBytes that a frame takes until the end
	 * @throws IllegalArgumentException with a sentence
	 */
	void require(Film film, double frameBytes) {
		if (film.frames() < 2) {
			throw new IllegalArgumentException(
				"A film of two frames or more is needed, but this is a single image; name a stack, or the folder of the frames.");
		}
		if (Math.min(film.width(), film.height()) < DenseFlow.SMALLEST) {
			throw new IllegalArgumentException("Frames of at least " + DenseFlow.SMALLEST + "x" + DenseFlow.SMALLEST + " pixels are needed, but these are of "
				+ film.width() + "x" + film.height() + ".");
		}
		double needed = frameBytes * film.frames();
		if (needed > memory) {
			throw new IllegalArgumentException(String.format(Locale.ROOT,
				"%d frames of %dx%d pixels need %.0f MB, but %.0f MB may be taken, which is enough for %d frames: cut the film, make it smaller, or give Java more memory, for example with FOVEA_OPTS=-Xmx%.0fg.",
				film.frames(), film.width(), film.height(), needed / 1e6, memory / 1e6, (long) (memory / frameBytes), Math.ceil(2 * needed / (1 << 30))));
		}
	}
}
