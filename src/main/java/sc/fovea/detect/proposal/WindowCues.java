package sc.fovea.detect.proposal;

/** All cues of one image. For one thread. */
final class WindowCues {

	/** Preference for large regions where straddling is measured. */
	private static final double K = 20;

	private final WindowCue[] cues;
	private final double[] values;

	private WindowCues(WindowCue... cues) {
		this.cues = cues;
		values = new double[cues.length];
	}

	/** Colours are compared in L*a*b*. */
	static WindowCues of(Raster image) {
		Raster lab = ColourSpace.LAB.convert(image);
		return new WindowCues(new SaliencyCue(image), new ContrastCue(lab), new EdgeCue(image), new StraddlingCue(lab, K));
	}

	/** Saliency, contrast, edges and straddling of a window; valid until the next call. */
	double[] of(PixelBox window) {
		for (int i = 0; i < cues.length; i++) {
			values[i] = cues[i].of(window);
		}
		return values;
	}
}
