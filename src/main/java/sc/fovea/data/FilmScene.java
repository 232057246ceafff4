package sc.fovea.data;

/**
 * What a {@link NucleiFilm} renders: how nuclei look and are photographed, and what they do from frame to frame. Lengths are in pixels.
 *
 * <pre>{@code
 * FilmScene scene = FilmScene.of(100, 10); // a hundred nuclei, 10 pixels a frame
 * NucleiFilm film = NucleiFilm.of(scene, new NucleiFilm.Size(512, 512, 50), 42);
 * }</pre>
 *
 * @param look of nuclei, light and camera; its motion and clusters are not used
 * @param nuclei how many there are in the first frame
 * @param motion how they move
 * @param events what happens to them
 */
public record FilmScene(NucleiScene look, int nuclei, Motion motion, Events events) {

	private static final int MOST_NUCLEI = 10_000;

	/**
	 * How nuclei move: a velocity v of their own, v ← persistence · v + √(1 − persistence²) · noise, and a drift of all.
	 *
	 * @param speed mean length of a nucleus' own step, pixels a frame
	 * @param persistence how far the next step resembles the last: 0 for a random walk, 1 for a straight line
	 * @param driftX by which all move together, pixels a frame
	 * @param driftY likewise
	 * @throws IllegalArgumentException if a value is out of range
	 */
	public record Motion(double speed, double persistence, double driftX, double driftY) {
		public Motion {
			NucleiScene.require(speed >= 0 && speed <= 1000, "speed within 0 to 1000 pixels a frame", speed);
			NucleiScene.require(persistence >= 0 && persistence <= 1, "persistence within 0 to 1", persistence);
			NucleiScene.require(Math.abs(driftX) <= 1000, "drift within -1000 to 1000 pixels a frame", driftX);
			NucleiScene.require(Math.abs(driftY) <= 1000, "drift within -1000 to 1000 pixels a frame", driftY);
		}
	}

	/**
	 * What happens to nuclei.
	 *
	 * @param divisions probability that a nucleus divides, for each frame
	 * @param crossings share of the nuclei that pass over and under the others, which else push each other away, 0 to 1
	 * @param missing probability that a nucleus is not seen in a frame
	 * @param dark probability that a frame is dark, so that no nucleus is seen
	 * @throws IllegalArgumentException if a value is not a probability
	 */
	public record Events(double divisions, double crossings, double missing, double dark) {
		public Events {
			requireProbability(divisions, "divisions");
			requireProbability(crossings, "crossings");
			requireProbability(missing, "missing");
			requireProbability(dark, "dark");
		}

		private static void requireProbability(double value, String what) {
			NucleiScene.require(value >= 0 && value <= 1, what + " within 0 to 1", value);
		}
	}

	/** @throws IllegalArgumentException if there are fewer than 1 or more than 10,000 nuclei */
	public FilmScene {
		NucleiScene.require(nuclei >= 1 && nuclei <= MOST_NUCLEI, "1 to " + MOST_NUCLEI + " nuclei", nuclei);
	}

	/** Nuclei of about 20 pixels that move, cross, divide, leave, and are missed now and then, over a slow drift. @param speed pixels a frame */
	public static FilmScene of(int nuclei, double speed) {
		NucleiScene look = NucleiScene.sparse();
		return new FilmScene(look.with(new NucleiScene.Population(20, 0.15, 46, look.population().clusters())), nuclei, new Motion(speed, 0.7, 0.7, -0.4),
			new Events(0.004, 0.1, 0.005, 0));
	}

	/** The same with other motion. */
	public FilmScene with(Motion other) {
		return new FilmScene(look, nuclei, other, events);
	}

	/** The same with other events. */
	public FilmScene with(Events other) {
		return new FilmScene(look, nuclei, motion, other);
	}
}
