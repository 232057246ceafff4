package sc.fovea.detect.proposal;

import java.util.List;

import sc.fovea.detect.Proposer;
import sc.fovea.detect.Scene;
import sc.fovea.geometry.ScoredBox;

/**
 * Windows of many sizes and places, by how much each looks as if it holds an object of any class (Alexe, Deselaers and Ferrari 2012, "Measuring the
 * objectness of image windows"): its pixels stand out, its colours differ from those around it, an outline runs along its border, and the border cuts
 * through no region of one colour. {@link Objectness} says what these four cues are worth.
 *
 * <pre>{@code
 * List<ScoredBox> boxes = new ImageWindows(ImageWindows.Options.standard()).propose(Scene.of(image), 500);
 * }</pre>
 *
 * Pixels from 0 to 1 are expected; what lies outside is clamped. The same image gives the same boxes. Safe for several threads.
 */
public final class ImageWindows implements Proposer {

	/** Windows that are looked at for each that is asked for, before those that overlap a better one come last. */
	private static final int SPARE = 5;

	/**
	 * What is looked at, and how it is judged.
	 *
	 * @param grid of windows
	 * @param objectness what the cues are worth
	 * @param overlap largest intersection over union of boxes that count as different, 0 to 1
	 * @param image longest side of an image that is searched, at least 1; of larger ones whole numbers of pixels are averaged
	 */
	public record Options(WindowGrid grid, Objectness objectness, double overlap, int image) {

		/** @throws IllegalArgumentException if the overlap is not in 0 to 1 or the image below 1 */
		public Options {
			if (!(overlap >= 0 && overlap <= 1) || image < 1) {
				throw new IllegalArgumentException("Expected an overlap in 0 to 1 and an image of at least 1 pixel, got " + overlap + " and " + image + ".");
			}
		}

		/** Standard windows and cues, an overlap of 0.6, and images of 220 pixels. */
		public static Options standard() {
			return new Options(WindowGrid.standard(), Objectness.standard(), 0.6, 220);
		}
	}

	private final Options options;

	/** Looks with these options. */
	public ImageWindows(Options options) {
		this.options = options;
	}

	@Override
	public List<ScoredBox> propose(Scene scene, int most) {
		Raster pixels = Raster.of(scene.image());
		int factor = pixels.factor(options.image());
		WindowScores scores = score(pixels.reduced(factor), factor);
		return new BestOfLike(options.overlap()).order(scores.best((int) Math.min(Integer.MAX_VALUE, (long) most * SPARE))).stream().limit(most)
			.map(found -> found.at(found.box().scale(factor).intersection(scene.bounds()))).toList();
	}

	private WindowScores score(Raster image, int factor) {
		WindowCues cues = WindowCues.of(image);
		WindowScores scores = new WindowScores();
		options.grid().visit(image.width(), image.height(), factor, window -> scores.add(window, options.objectness().logRatio(cues.of(window))));
		return scores;
	}
}
