package sc.fovea.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import ij.process.ColorProcessor;

import sc.fovea.geometry.Box;

/**
 * A rendered blood smear: red cells with a pale middle, white cells with a lobed dark nucleus, platelets, on bright ground under light that falls off. Cells lie apart
 * or touch. The box of a cell encloses the pixels of which it covers half.
 *
 * @param image RGB
 * @param boxes around red cells (RBC), white cells (WBC) and platelets
 */
public record BloodSmear(ColorProcessor image, List<LabelledBox> boxes) {

	private static final double[] GROUND = { 200, 200, 193 };
	private static final double[] RED = { 174, 150, 173 };
	private static final double[] PALE = { 194, 185, 183 };
	private static final double[] PLASM = { 178, 156, 192 };
	private static final double[] NUCLEUS = { 127, 86, 206 };
	private static final double[] PLATELET = { 165, 158, 203 };
	/** Pixels over which an edge fades, as the objective blurs it. */
	private static final double EDGE = 5;
	private static final int TRIES = 400;

	/**
	 * Draws a smear.
	 *
	 * @param seed chooses what lies where
	 */
	public static BloodSmear of(int width, int height, long seed) {
		return new Painter(width, height, new SplittableRandom(seed)).smear();
	}

	/** The outline r(θ) = radius · (1 + oval · cos 2(θ - turn) + dent · cos 3(θ + turn)). */
	private record Outline(double x, double y, double radius, double oval, double dent, double turn) {

		static Outline of(double[] place, double radius, double oval, SplittableRandom random) {
			return new Outline(place[0], place[1], radius, random.nextDouble(oval), random.nextDouble(0.02), random.nextDouble(Math.PI));
		}

		/** How far inside a point lies, in pixels; negative outside. */
		double depth(double px, double py) {
			double angle = StrictMath.atan2(py - y, px - x);
			return radius * (1 + oval * StrictMath.cos(2 * (angle - turn)) + dent * StrictMath.cos(3 * (angle + turn)))
				- Math.sqrt((px - x) * (px - x) + (py - y) * (py - y));
		}
	}

	/** Paints cell after cell. */
	private static final class Painter {

		private final int width;
		private final int height;
		private final SplittableRandom random;
		private final double[][] rgb;
		private final List<double[]> taken = new ArrayList<>();
		private final List<LabelledBox> boxes = new ArrayList<>();

		Painter(int width, int height, SplittableRandom random) {
			this.width = width;
			this.height = height;
			this.random = random;
			rgb = new double[width * height][];
			for (int i = 0; i < rgb.length; i++) {
				rgb[i] = GROUND.clone();
			}
		}

		BloodSmear smear() {
			double share = width * height / (640.0 * 480);
			for (int i = 0; i < Math.max(1, Math.round(share)); i++) {
				place(random.nextDouble(80, 92)).ifPresent(this::white);
			}
			for (int i = 0; i < Math.round(17 * share); i++) {
				double radius = random.nextDouble(46, 56);
				place(radius).ifPresent(where -> red(where, radius));
			}
			for (int i = 0; i < Math.round(3 * share); i++) {
				place(20).ifPresent(this::platelet);
			}
			return new BloodSmear(photograph(), List.copyOf(boxes));
		}

		/** A place for a disc that overlaps no other; some reach beyond the edge. */
		private Optional<double[]> place(double radius) {
			for (int i = 0; i < TRIES; i++) {
				double x = random.nextDouble(radius * 0.4, width - radius * 0.4);
				double y = random.nextDouble(radius * 0.4, height - radius * 0.4);
				if (taken.stream().allMatch(t -> Math.sqrt((t[0] - x) * (t[0] - x) + (t[1] - y) * (t[1] - y)) > t[2] + radius)) {
					double[] where = { x, y, radius };
					taken.add(where);
					return Optional.of(where);
				}
			}
			return Optional.empty();
		}

		private void red(double[] where, double radius) {
			Outline cell = Outline.of(where, radius * 0.96, 0.05, random);
			paint("RBC", cell, RED);
			double pallor = random.nextDouble(0.15, 0.9);
			Outline middle = new Outline(cell.x + random.nextDouble(-3, 3), cell.y + random.nextDouble(-3, 3), radius * 0.4, cell.oval, 0, cell.turn);
			mix(middle, PALE, pallor, radius * 0.5);
		}

		private void white(double[] where) {
			Outline cell = Outline.of(where, where[2] * 0.95, 0.04, random);
			paint("WBC", cell, PLASM);
			int lobes = 3 + random.nextInt(2);
			double first = random.nextDouble(2 * Math.PI);
			for (int i = 0; i < lobes; i++) {
				double angle = first + i * 1.5;
				double away = where[2] * 0.38;
				double[] lobe = { where[0] + away * StrictMath.cos(angle), where[1] + away * StrictMath.sin(angle) };
				mix(Outline.of(lobe, where[2] * random.nextDouble(0.3, 0.38), 0.15, random), NUCLEUS, 0.95, EDGE);
			}
		}

		private void platelet(double[] where) {
			Outline outline = Outline.of(where, random.nextDouble(15, 19), 0.1, random);
			paint("Platelets", outline, PLATELET);
			mix(new Outline(outline.x, outline.y, outline.radius * 0.55, 0, 0, 0), NUCLEUS, 0.35, 8);
		}

		private void paint(String label, Outline outline, double[] colour) {
			mix(outline, colour, 1, EDGE);
			double reach = 1.2 * outline.radius;
			int left = width;
			int top = height;
			int right = 0;
			int bottom = 0;
			for (int y = (int) Math.max(0, outline.y - reach); y < Math.min(height, outline.y + reach); y++) {
				for (int x = (int) Math.max(0, outline.x - reach); x < Math.min(width, outline.x + reach); x++) {
					if (outline.depth(x + 0.5, y + 0.5) >= 0) {
						left = Math.min(left, x);
						top = Math.min(top, y);
						right = Math.max(right, x + 1);
						bottom = Math.max(bottom, y + 1);
					}
				}
			}
			boxes.add(LabelledBox.of(label, new Box(left, top, right - left, bottom - top)));
		}

		/** Covers the inside of an outline with a colour, fading over its edge. */
		private void mix(Outline outline, double[] colour, double opacity, double edge) {
			double reach = 1.2 * outline.radius + edge;
			for (int y = (int) Math.max(0, outline.y - reach); y < Math.min(height, outline.y + reach); y++) {
				for (int x = (int) Math.max(0, outline.x - reach); x < Math.min(width, outline.x + reach); x++) {
					double t = Math.max(0, Math.min(1, outline.depth(x + 0.5, y + 0.5) / edge + 0.5));
					double share = opacity * t * t * (3 - 2 * t);
					double[] pixel = rgb[y * width + x];
					for (int c = 0; c < 3; c++) {
						pixel[c] += share * (colour[c] - pixel[c]);
					}
				}
			}
		}

		/** Uneven light and a little noise. */
		private ColorProcessor photograph() {
			ColorProcessor image = new ColorProcessor(width, height);
			for (int y = 0; y < height; y++) {
				for (int x = 0; x < width; x++) {
					double light = 1.02 - 0.05 * x / width - 0.03 * y / height;
					int noise = random.nextInt(3) - 1;
					double[] pixel = rgb[y * width + x];
					image.set(x, y,
						0xff << 24 | value(pixel[0] * light + noise) << 16 | value(pixel[1] * light + noise) << 8 | value(pixel[2] * light + noise));
				}
			}
			return image;
		}

		private static int value(double value) {
			return (int) Math.max(0, Math.min(255, Math.rint(value)));
		}
	}
}
