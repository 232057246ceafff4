package sc.fovea.predict.scale;

import java.util.Arrays;
import java.util.Optional;

import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * Estimates the size of the objects of an image without knowing them: smoothed, separated from the ground by Otsu's threshold (1979), and measured by the chords
 * of what is above it. The median chord, each weighted by its length, is 0.87 of the diameter: 0.915 for discs, less for what touches and for ragged edges.
 *
 * @param typical diameter in pixels
 * @param large diameter above which a tenth of the pixels of all chords are, in pixels
 */
public record ObjectSize(double typical, double large) {

	private static final double DIAMETER_PER_CHORD = 1.15;
	private static final double LARGE = 0.9;
	/** An image is looked at whole up to this side, and else in five windows with one threshold, so that an empty one adds nothing. */
	private static final int WHOLE = 1024;
	private static final int WINDOW = 768;
	/** Below it there are too few chords to tell a size from. */
	private static final int FEWEST_PIXELS = 400;

	/**
	 * Looks at an image, the first of its channels: in stained tissue that is red, which haematoxylin absorbs and eosin does not.
	 *
	 * @param image normalised, so that most values are in 0–1
	 * @param isBright whether objects are brighter than what is around them
	 * @return nothing if nothing stands out
	 */
	public static Optional<ObjectSize> of(TileSource image, boolean isBright) {
		Region[] windows = windows(image);
		float[][] planes = Arrays.stream(windows).map(window -> plane(image, window, isBright)).toArray(float[][]::new);
		for (int i = 0; i < windows.length; i++) {
			Smoothing.apply(planes[i], windows[i].width());
		}
		Chords chords = new Chords();
		Otsu.threshold(planes).ifPresent(threshold -> {
			for (int i = 0; i < windows.length; i++) {
				chords.add(above(planes[i], threshold), windows[i].width());
			}
		});
		if (chords.pixels() < FEWEST_PIXELS) return Optional.empty();
		return Optional.of(new ObjectSize(DIAMETER_PER_CHORD * chords.quantile(0.5), DIAMETER_PER_CHORD * chords.quantile(LARGE)));
	}

	/** The whole image, or its middle and the middles of its quarters. */
	private static Region[] windows(TileSource image) {
		int width = (int) Math.min(image.width(), WHOLE);
		int height = (int) Math.min(image.height(), WHOLE);
		if (image.width() <= WHOLE && image.height() <= WHOLE) return new Region[] { new Region(0, 0, width, height) };
		double[][] places = { { 0.5, 0.5 }, { 0.2, 0.2 }, { 0.8, 0.2 }, { 0.2, 0.8 }, { 0.8, 0.8 } };
		Region[] windows = new Region[places.length];
		for (int i = 0; i < windows.length; i++) {
			int w = Math.min(width, WINDOW);
			int h = Math.min(height, WINDOW);
			windows[i] = new Region((long) ((image.width() - w) * places[i][0]), (long) ((image.height() - h) * places[i][1]), w, h);
		}
		return windows;
	}

	private static float[] plane(TileSource image, Region window, boolean isBright) {
		int channels = image.channels();
		float[] values = new float[Math.toIntExact(window.area()) * channels];
		image.read(window, values);
		float[] plane = channels == 1 ? values : new float[values.length / channels];
		for (int i = 0; i < plane.length; i++) {
			plane[i] = isBright ? values[i * channels] : 1 - values[i * channels];
		}
		return plane;
	}

	private static boolean[] above(float[] plane, double threshold) {
		boolean[] mask = new boolean[plane.length];
		for (int i = 0; i < mask.length; i++) {
			mask[i] = plane[i] > threshold;
		}
		return mask;
	}
}
