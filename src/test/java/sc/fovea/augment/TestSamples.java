package sc.fovea.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.data.Annotated;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.LabelledPoint;
import sc.fovea.data.Mask;
import sc.fovea.data.Pixels;
import sc.fovea.data.ValueRange;
import sc.fovea.geometry.Box;

/** Annotated pictures for tests. */
public final class TestSamples {

	private TestSamples() {}

	/** Random values of all channels and slices; every pixel of the mask has a label of its own. */
	public static Annotated numbered(Extent extent, long seed) {
		int[] labels = new int[extent.pixels()];
		for (int i = 0; i < labels.length; i++) {
			labels[i] = i + 1;
		}
		return Annotated.of("numbered", random(extent, ValueRange.UNIT, seed), Mask.instances(labels));
	}

	/** Evenly distributed values between low and high. */
	static Pixels random(Extent extent, ValueRange range, long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		float[] values = new float[extent.values()];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) random.nextDouble(range.low(), range.high());
		}
		return new Pixels(extent, values, range);
	}

	/**
	 * Squares of 9 pixels side with a pixel between them. Each has a box of its mask, a box without a mask, and a point in its middle whose label is its id.
	 */
	static Annotated squares(int width, int height, long seed) {
		int[] labels = new int[width * height];
		List<LabelledBox> boxes = new ArrayList<>();
		List<LabelledPoint> points = new ArrayList<>();
		int id = 0;
		for (int y = 1; y + 9 < height; y += 10) {
			for (int x = 1; x + 9 < width; x += 10) {
				id++;
				for (int i = 0; i < 81; i++) {
					labels[(y + i / 9) * width + x + i % 9] = id;
				}
				Box box = new Box(x, y, 9, 9);
				boxes.add(new LabelledBox("mask", box, 0, id));
				boxes.add(LabelledBox.of("outline " + id, box));
				points.add(new LabelledPoint(Integer.toString(id), x + 4.5, y + 4.5, 0));
			}
		}
		return new Annotated("squares", random(Extent.plane(width, height), ValueRange.UNIT, seed), List.of(Mask.instances(labels)), boxes, points);
	}
}
