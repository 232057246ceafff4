package sc.fovea.detect.proposal;

/**
 * Superpixel straddling (Alexe, Deselaers and Ferrari 2012, section 3.4): the window's border does not cut through regions s of one colour.
 *
 * <pre>
 * SS(window) = 1 − Σ_s min(|s \ window|, |s ∩ window|) / |window|
 * </pre>
 *
 * The regions are those of {@link GraphSegmentation}.
 */
final class StraddlingCue implements WindowCue {

	private static final double SIGMA = 0.5;
	/** More would need too much memory; then k is doubled. */
	private static final int MOST_REGIONS = 300;

	private final LabelCounts counts;
	private final int[] sizes;
	private final int[] inside;

	/** @param k preference for large regions, above 0 */
	StraddlingCue(Raster image, double k) {
		double preference = k;
		Segments segments = segment(image, preference);
		while (segments.count() > MOST_REGIONS) {
			preference *= 2;
			segments = segment(image, preference);
		}
		counts = new LabelCounts(segments.labels(), segments.count(), image.width(), image.height());
		sizes = new int[segments.count()];
		inside = new int[segments.count()];
		counts.count(new PixelBox(0, 0, image.width(), image.height()), sizes);
	}

	private static Segments segment(Raster image, double k) {
		return new GraphSegmentation(k, Math.max(4, image.pixels() / 10_000), SIGMA).segment(image);
	}

	@Override
	public double of(PixelBox window) {
		counts.count(window, inside);
		long straddling = 0;
		for (int s = 0; s < sizes.length; s++) {
			straddling += Math.min(sizes[s] - inside[s], inside[s]);
		}
		return 1 - straddling / window.area();
	}
}
