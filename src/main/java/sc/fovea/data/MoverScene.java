package sc.fovea.data;

import java.util.List;

/**
 * What a {@link MoverFilm} renders: textured things that move on their own before a textured background that moves as well. Lengths are in pixels, times in frames, grey values
 * from 0 to 1.
 *
 * @param movers in the order of their ids from 1; a later one hides an earlier one
 * @param pan of the background
 * @param look of all
 */
public record MoverScene(List<Mover> movers, Velocity pan, Look look) {

	/** Copies the list. */
	public MoverScene {
		movers = List.copyOf(movers);
	}

	/** Outlines of things. */
	public enum Shape {
		/** A circle. */
		DISC,
		/** Axes of 3 : 2. */
		ELLIPSE,
		/** Sides of 3 : 2. */
		RECTANGLE,
		/** A circle with three and five lobes. */
		BLOB,
		/** A star of five points, not convex. */
		STAR
	}

	/**
	 * Motion in a frame.
	 *
	 * @param x pixels to the right
	 * @param y pixels down
	 */
	public record Velocity(double x, double y) {

		/** No motion. */
		public static final Velocity STILL = new Velocity(0, 0);
	}

	/**
	 * A thing.
	 *
	 * @param shape its outline
	 * @param radius half of its extent, at least 2
	 * @param motion where it goes
	 */
	public record Mover(Shape shape, double radius, Motion motion) {

		/** @throws IllegalArgumentException if the radius is below 2 */
		public Mover {
			if (!(radius >= 2)) throw new IllegalArgumentException("Expected a radius of at least 2 pixels, got " + radius + ".");
		}
	}

	/**
	 * Where a thing goes.
	 *
	 * @param x where its middle begins, as part of the width
	 * @param y where its middle begins, as part of the height
	 * @param velocity of its middle
	 * @param turn radians in a frame
	 * @param rest when it stands still on the screen
	 */
	public record Motion(double x, double y, Velocity velocity, double turn, Rest rest) {}

	/**
	 * A pause.
	 *
	 * @param first frame that is like the one before
	 * @param frames how many are
	 */
	public record Rest(int first, int frames) {

		/** No pause. */
		public static final Rest NONE = new Rest(0, 0);

		/** How many frames of motion lie before a frame. */
		int moved(int frame) {
			return frame - Math.max(0, Math.min(frames, frame - first + 1));
		}
	}

	/**
	 * How it looks.
	 *
	 * @param isColour whether there are three channels that differ
	 * @param grain length of the texture of the things, at least 2; that of the background is 1.5 times as long
	 * @param contrast of the textures, 0 to 1
	 * @param noise standard deviation of the camera
	 */
	public record Look(boolean isColour, double grain, double contrast, double noise) {

		/** @throws IllegalArgumentException if a number is out of its range */
		public Look {
			if (!(grain >= 2 && contrast >= 0 && contrast <= 1 && noise >= 0)) {
				throw new IllegalArgumentException("Expected a grain of at least 2 pixels, a contrast of 0 to 1 and noise of at least 0, got " + grain + ", "
					+ contrast + " and " + noise + ".");
			}
		}

		/** Grey, a grain of 6 pixels, a contrast of 0.6, noise of 0.01. */
		public static Look grey() {
			return new Look(false, 6, 0.6, 0.01);
		}

		/** The same in colours. */
		public static Look colour() {
			return new Look(true, 6, 0.6, 0.01);
		}
	}
}
