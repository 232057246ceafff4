package sc.fovea.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Renders films of things that move on their own, with exact truth. The same seed gives the same pixels, on every platform.
 *
 * <pre>{@code
 * List<MoverFilm.Frame> film = new MoverFilm(scene).film(160, 120, 10, 1);
 * film.get(3).labels(); // 0 for background, 1 for the first thing
 * }</pre>
 *
 * @param scene what is rendered
 */
public record MoverFilm(MoverScene scene) {

	private static final int OCTAVES = 3;
	private static final double COARSER = 1.5;

	/**
	 * A frame.
	 *
	 * @param channels one or three planes of 0 to 255, row by row; shared
	 * @param labels the thing at each pixel: its id from 1, or 0; shared
	 */
	public record Frame(List<byte[]> channels, int[] labels) {

		/** Copies the list. */
		public Frame {
			channels = List.copyOf(channels);
		}
	}

	/** The place of a thing, or of the background, in a frame. */
	private record Pose(double x, double y, double sin, double cos) {

		static Pose of(MoverScene.Motion motion, int width, int height, int frame) {
			int moved = motion.rest().moved(frame);
			double angle = motion.turn() * moved;
			return new Pose(motion.x() * width + moved * motion.velocity().x(), motion.y() * height + moved * motion.velocity().y(), StrictMath.sin(angle),
				StrictMath.cos(angle));
		}
	}

	/**
	 * The film.
	 *
	 * @param width of a frame
	 * @param height of a frame
	 * @param frames their number
	 * @param seed chooses textures and noise
	 */
	public List<Frame> film(int width, int height, int frames, long seed) {
		List<Frame> film = new ArrayList<>();
		for (int frame = 0; frame < frames; frame++) {
			film.add(frame(width, height, frame, seed));
		}
		return film;
	}

	private Frame frame(int width, int height, int frame, long seed) {
		List<Pose> poses = new ArrayList<>();
		for (MoverScene.Mover mover : scene.movers()) {
			poses.add(Pose.of(mover.motion(), width, height, frame));
		}
		int[] labels = new int[width * height];
		List<byte[]> channels = new ArrayList<>();
		for (int c = 0; c < (scene.look().isColour() ? 3 : 1); c++) {
			channels.add(new byte[width * height]);
		}
		for (int i = 0; i < labels.length; i++) {
			labels[i] = label(poses, i % width + 0.5, i / width + 0.5);
		}
		for (int c = 0; c < channels.size(); c++) {
			render(channels.get(c), labels, new View(width, frame, poses, Noise.mix(seed + 31 * c)));
		}
		return new Frame(channels, labels);
	}

	private record View(int width, int frame, List<Pose> poses, long seed) {}

	private int label(List<Pose> poses, double x, double y) {
		for (int k = poses.size() - 1; k >= 0; k--) {
			Pose pose = poses.get(k);
			double dx = x - pose.x;
			double dy = y - pose.y;
			MoverScene.Mover mover = scene.movers().get(k);
			if (isInside(mover.shape(), (pose.cos * dx + pose.sin * dy) / mover.radius(), (pose.cos * dy - pose.sin * dx) / mover.radius())) return k + 1;
		}
		return 0;
	}

	/** @param x from the middle in radii */
	private static boolean isInside(MoverScene.Shape shape, double x, double y) {
		double distance = StrictMath.hypot(x, y);
		double angle = StrictMath.atan2(y, x);
		return switch (shape) {
			case DISC -> distance < 1;
			case ELLIPSE -> StrictMath.hypot(x, 1.5 * y) < 1;
			case RECTANGLE -> Math.abs(x) < 0.9 && Math.abs(y) < 0.6;
			case BLOB -> distance < 0.8 + 0.12 * StrictMath.cos(3 * angle) + 0.08 * StrictMath.sin(5 * angle);
			case STAR -> distance < 0.7 + 0.3 * StrictMath.cos(5 * angle);
		};
	}

	private void render(byte[] plane, int[] labels, View view) {
		Noise noise = new Noise(view.seed + 7919L * (view.frame + 1));
		MoverScene.Look look = scene.look();
		for (int i = 0; i < plane.length; i++) {
			int x = i % view.width;
			int y = i / view.width;
			noise.at(x, y);
			double value = labels[i] == 0 ? background(view, x + 0.5, y + 0.5) : thing(view, labels[i] - 1, x + 0.5, y + 0.5);
			double grey = 0.5 + look.contrast() * (value - 0.5) + look.noise() * noise.gaussian();
			plane[i] = (byte) Math.max(0, Math.min(255, (int) (255 * grey + 0.5)));
		}
	}

	private double background(View view, double x, double y) {
		return texture(view.seed, (x - view.frame * scene.pan().x()) / (COARSER * scene.look().grain()), (y - view.frame * scene.pan().y()) / (COARSER * scene
			.look().grain()));
	}

	private double thing(View view, int number, double x, double y) {
		Pose pose = view.poses.get(number);
		double dx = x - pose.x;
		double dy = y - pose.y;
		double grain = scene.look().grain();
		return texture(view.seed + 101L * (number + 1), (pose.cos * dx + pose.sin * dy) / grain, (pose.cos * dy - pose.sin * dx) / grain);
	}

	/** Value noise of three octaves (Perlin 1985), around 0.5. */
	private static double texture(long seed, double x, double y) {
		double sum = 0;
		double amplitude = 1.0 / 2;
		double scale = 0.5;
		for (int octave = 0; octave < OCTAVES; octave++) {
			sum += amplitude * (lattice(seed + octave, x * scale, y * scale) - 0.5);
			scale *= 2;
			amplitude *= 0.7;
		}
		return 0.5 + 1.6 * sum;
	}

	private static double lattice(long seed, double x, double y) {
		int left = (int) Math.floor(x);
		int top = (int) Math.floor(y);
		double across = smooth(x - left);
		double down = smooth(y - top);
		double upper = corner(seed, left, top) + across * (corner(seed, left + 1, top) - corner(seed, left, top));
		double lower = corner(seed, left, top + 1) + across * (corner(seed, left + 1, top + 1) - corner(seed, left, top + 1));
		return upper + down * (lower - upper);
	}

	private static double corner(long seed, int x, int y) {
		return (Noise.hash(seed, x, y) >>> 11) * 0x1p-53;
	}

	private static double smooth(double t) {
		return t * t * t * (t * (6 * t - 15) + 10);
	}
}
