package sc.fovea.task.detection.rcnn;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.geometry.Box;
import sc.fovea.task.detection.region.ProposedRegions;

/** Bright discs and dark squares on noise, with proposals around them and elsewhere. */
public final class CropScenes {

	public static final List<String> CLASSES = List.of("disc", "square");
	private static final int SIDE = 96;

	private CropScenes() {}

	public static List<ProposedRegions> of(int count, long seed) {
		return IntStream.range(0, count).mapToObj(i -> scene(seed + i)).toList();
	}

	private static ProposedRegions scene(long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		float[] pixels = new float[SIDE * SIDE];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = (float) (0.5 + 0.05 * random.nextGaussian());
		}
		List<LabelledBox> truths = new ArrayList<>();
		List<Box> proposals = new ArrayList<>();
		for (int cell = 0; cell < 9; cell++) {
			if (random.nextInt(3) > 0) {
				int side = 14 + random.nextInt(12);
				Box box = new Box(cell % 3 * 32 + random.nextInt(32 - side), cell / 3 * 32 + random.nextInt(32 - side), side, side);
				LabelledBox truth = LabelledBox.of(CLASSES.get(random.nextInt(2)), box);
				paint(pixels, truth);
				truths.add(truth);
				IntStream.range(0, 8).forEach(i -> proposals.add(near(box, random)));
			}
		}
		for (int i = 0; i < 40; i++) {
			double side = 12 + 20 * random.nextDouble();
			proposals.add(new Box(random.nextDouble() * (SIDE - side), random.nextDouble() * (SIDE - side), side, side));
		}
		return new ProposedRegions(new Sample("scene" + seed, SIDE, SIDE, 1, pixels, new int[SIDE * SIDE], truths), proposals);
	}

	private static void paint(float[] pixels, LabelledBox truth) {
		Box box = truth.box();
		boolean isDisc = truth.label().equals("disc");
		for (int y = (int) box.y(); y < box.bottom(); y++) {
			for (int x = (int) box.x(); x < box.right(); x++) {
				boolean isInside = !isDisc || Math.hypot(x + 0.5 - box.centerX(), y + 0.5 - box.centerY()) <= box.width() / 2;
				if (isInside) pixels[y * SIDE + x] += isDisc ? 0.3f : -0.3f;
			}
		}
	}

	private static Box near(Box box, SplittableRandom random) {
		double width = box.width() * Math.exp(0.2 * random.nextGaussian());
		double height = box.height() * Math.exp(0.2 * random.nextGaussian());
		double x = box.centerX() + 0.12 * box.width() * random.nextGaussian() - width / 2;
		double y = box.centerY() + 0.12 * box.height() * random.nextGaussian() - height / 2;
		return new Box(x, y, width, height).intersection(Box.ofImage(SIDE, SIDE));
	}
}
