package sc.fovea.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import ij.ImagePlus;
import ij.process.FloatProcessor;
import sc.fovea.data.LabelPlane;
import sc.fovea.data.NucleiScene;
import sc.fovea.data.NucleiSimulator;
import sc.fovea.data.SimulatedImage;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.LabelImage;
import sc.fovea.image.PixelSize;

/**
 * Nuclei of which a part is hidden, with whole truth: real ones with a part wiped out, and rendered ones. In every second nucleus 30 % of the area get the values of the
 * background nearby, beyond a straight line ({@code cut}) or within a disc as large as the nucleus ({@code bite}); {@code faint} are rendered at a sixteenth of the light.
 *
 * <pre>
 * OccludedNuclei DATA OUTPUT [FIRST STEP]   // OUTPUT/{whole,cut,bite,rendered-whole,rendered-cut,rendered-bite,rendered-faint}/{images,labels}
 * </pre>
 */
public final class OccludedNuclei {

	private static final double HIDDEN = 0.3;
	private static final int SMALLEST = 60;
	private static final int RENDERED = 12;

	private final int width;
	private final float[] pixels;
	private final int[] labels;
	private final Random random;
	private final boolean[] nearNuclei;

	private OccludedNuclei(int width, float[] pixels, int[] labels, long seed) {
		this.width = width;
		this.pixels = pixels.clone();
		this.labels = labels;
		this.random = new Random(seed);
		this.nearNuclei = new boolean[labels.length];
		for (int i = 0; i < labels.length; i++) {
			if (labels[i] != 0) Arrays.stream(around(new int[] { i }, 3)).forEach(near -> nearNuclei[near] = true);
		}
	}

	/** Makes the folders. @param args folder of images and labels, folder to make, and which images: the first and the step, 0 and 8 if left out */
	public static void main(String[] args) throws IOException {
		int first = args.length > 2 ? Integer.parseInt(args[2]) : 0;
		int step = args.length > 3 ? Integer.parseInt(args[3]) : 8;
		Path output = Path.of(args[1]);
		List<Path> images = ImageFiles.list(Path.of(args[0], "images"));
		for (int i = first; i < images.size(); i += step) {
			ImagePlus image = ImageFiles.open(images.get(i));
			String stem = ImageFiles.stem(images.get(i));
			LabelPlane truth = LabelPlane.open(Path.of(args[0], "labels", stem + ".png"));
			write(output, "", stem, image.getWidth(), (float[]) image.getProcessor().convertToFloatProcessor().getPixels(), truth.ids());
		}
		for (int i = 0; i < RENDERED; i++) {
			SimulatedImage image = new NucleiSimulator(NucleiScene.touching()).image(256, 256, 100 + i);
			write(output, "rendered-", "rendered" + i, 256, floats(image), image.labels());
			NucleiScene scene = NucleiScene.touching();
			SimulatedImage faint = new NucleiSimulator(faint(scene)).image(256, 256, 100 + i);
			save(output.resolve("rendered-faint"), "rendered" + i, 256, floats(faint), faint.labels());
		}
	}

	/** A sixteenth of the light of the nuclei before the same background. */
	private static NucleiScene faint(NucleiScene scene) {
		NucleiScene.Light light = scene.light();
		return scene.with(new NucleiScene.Light(light.signal() / 16, light.background(), light.unevenness(), light.period()));
	}

	private static float[] floats(SimulatedImage image) {
		short[] values = image.pixels();
		float[] floats = new float[values.length];
		for (int i = 0; i < floats.length; i++) {
			floats[i] = values[i] & 0xffff;
		}
		return floats;
	}

	private static void write(Path output, String prefix, String stem, int width, float[] pixels, int[] labels) throws IOException {
		save(output.resolve(prefix + "whole"), stem, width, pixels, labels);
		for (boolean isStraight : new boolean[] { true, false }) {
			OccludedNuclei hidden = new OccludedNuclei(width, pixels, labels, stem.hashCode());
			int largest = Arrays.stream(labels).max().orElse(0);
			for (int id = 1; id <= largest; id += 2) {
				hidden.hide(id, isStraight);
			}
			save(output.resolve(prefix + (isStraight ? "cut" : "bite")), stem, width, hidden.pixels, labels);
		}
	}

	private static void save(Path folder, String stem, int width, float[] pixels, int[] labels) throws IOException {
		Files.createDirectories(folder.resolve("images"));
		Files.createDirectories(folder.resolve("labels"));
		int height = labels.length / width;
		FloatProcessor image = new FloatProcessor(width, height, pixels);
		ImageWriter.saveTiff(new ImagePlus(stem, image), folder.resolve("images").resolve(stem + ".tif"));
		ImageWriter.saveTiff(LabelImage.of(labels, width, height, Arrays.stream(labels).max().orElse(0), PixelSize.PIXEL, stem),
			folder.resolve("labels").resolve(stem + ".tif"));
	}

	/** Hides a part of a nucleus in a random direction, with the blur of two pixels around it. */
	private void hide(int id, boolean isStraight) {
		int[] own = indices(id);
		if (own.length < SMALLEST || isAtEdge(own)) return;
		double cx = Arrays.stream(own).mapToDouble(i -> i % width + 0.5).average().orElseThrow();
		double cy = Arrays.stream(own).mapToDouble(i -> i / width + 0.5).average().orElseThrow();
		double angle = random.nextDouble() * 2 * Math.PI;
		double far = 2 * Math.sqrt(own.length / Math.PI);
		double fromX = isStraight ? 0 : cx + far * Math.cos(angle);
		double fromY = isStraight ? 0 : cy + far * Math.sin(angle);
		Order order = (x, y) -> isStraight ? -(x * Math.cos(angle) + y * Math.sin(angle)) : Math.hypot(x - fromX, y - fromY);
		double[] sorted = Arrays.stream(own).mapToDouble(i -> order.of(i % width + 0.5, i / width + 0.5)).sorted().toArray();
		double limit = sorted[(int) (HIDDEN * own.length)];
		int[] near = around(own, 3);
		float[] background = background(own);
		if (background.length == 0) return;
		for (int i : near) {
			boolean isOther = labels[i] != 0 && labels[i] != id;
			if (!isOther && order.of(i % width + 0.5, i / width + 0.5) <= limit) pixels[i] = background[random.nextInt(background.length)];
		}
	}

	/** Smaller is hidden first. */
	private interface Order {

		double of(double x, double y);
	}

	private int[] indices(int id) {
		List<Integer> found = new ArrayList<>();
		for (int i = 0; i < labels.length; i++) {
			if (labels[i] == id) found.add(i);
		}
		return found.stream().mapToInt(i -> i).toArray();
	}

	private boolean isAtEdge(int[] own) {
		int height = labels.length / width;
		return Arrays.stream(own).anyMatch(i -> i % width == 0 || i % width == width - 1 || i / width == 0 || i / width == height - 1);
	}

	/** Pixels within a distance of the nucleus, itself included. */
	private int[] around(int[] own, int distance) {
		int height = labels.length / width;
		return Arrays.stream(own).flatMap(i -> {
			int[] square = new int[(2 * distance + 1) * (2 * distance + 1)];
			int n = 0;
			for (int y = Math.max(0, i / width - distance); y <= Math.min(height - 1, i / width + distance); y++) {
				for (int x = Math.max(0, i % width - distance); x <= Math.min(width - 1, i % width + distance); x++) {
					square[n++] = y * width + x;
				}
			}
			return Arrays.stream(square, 0, n);
		}).distinct().toArray();
	}

	/** Values of the background four to eight pixels away. */
	private float[] background(int[] own) {
		int[] found = Arrays.stream(around(own, 10)).filter(i -> !nearNuclei[i]).toArray();
		float[] values = new float[found.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = pixels[found[i]];
		}
		return values;
	}
}
