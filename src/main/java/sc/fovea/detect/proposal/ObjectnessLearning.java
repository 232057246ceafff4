package sc.fovea.detect.proposal;

import java.util.ArrayList;
import java.util.List;

import sc.fovea.detect.Scene;
import sc.fovea.geometry.Box;

/**
 * Learns what cues are worth from images with true boxes. A window of the grid stands for an object if its intersection over union with a true box is
 * at least {@value #OBJECT}, and for anything else if it is below {@value #OTHER}.
 *
 * <pre>{@code
 * ObjectnessLearning learning = new ObjectnessLearning(WindowGrid.standard(), 220);
 * learning.add(Scene.of(image), boxes);
 * Objectness objectness = learning.learned();
 * }</pre>
 */
public final class ObjectnessLearning {

	private static final double OBJECT = 0.65;
	private static final double OTHER = 0.5;

	private final WindowGrid grid;
	private final int longest;
	private final List<double[]> objects = new ArrayList<>();
	private final List<double[]> others = new ArrayList<>();

	/**
	 * @param grid of windows
	 * @param longest side of an image that is searched, as in {@link ImageWindows.Options#image}
	 */
	public ObjectnessLearning(WindowGrid grid, int longest) {
		this.grid = grid;
		this.longest = longest;
	}

	/** Learns from an image. @param boxes around all of its objects */
	public void add(Scene scene, List<Box> boxes) {
		Raster pixels = Raster.of(scene.image());
		int factor = pixels.factor(longest);
		Raster image = pixels.reduced(factor);
		WindowCues cues = WindowCues.of(image);
		grid.visit(image.width(), image.height(), factor, window -> {
			Box place = window.scaled(factor);
			double iou = boxes.stream().mapToDouble(place::iou).max().orElse(0);
			if (iou >= OBJECT) objects.add(cues.of(window).clone());
			else if (iou < OTHER && isDrawn(window)) others.add(cues.of(window).clone());
		});
	}

	/** One in about sixteen, scattered: there are far more than are needed. */
	private static boolean isDrawn(PixelBox window) {
		return (window.hashCode() * 0x9E3779B9) >>> 28 == 0;
	}

	/** What was learned. @throws IllegalArgumentException if there were less than two windows with and two without an object */
	public Objectness learned() {
		return new Objectness(learned(0), learned(1), learned(2), learned(3));
	}

	private CueLikelihood learned(int cue) {
		return CueLikelihood.learn(objects.stream().mapToDouble(v -> v[cue]).toArray(), others.stream().mapToDouble(v -> v[cue]).toArray());
	}
}
