package sc.fovea.detect.proposal;

/**
 * How sure it is that a window holds an object: by Bayes' rule, with the cues taken to be independent, the sum of what they tell (Alexe, Deselaers
 * and Ferrari 2012, section 4).
 *
 * @param saliency multi-scale saliency
 * @param contrast colour contrast
 * @param edges edge density
 * @param straddling superpixel straddling
 */
public record Objectness(CueLikelihood saliency, CueLikelihood contrast, CueLikelihood edges, CueLikelihood straddling) {

	/** Learned by {@link ObjectnessLearning} from cells in blood smears: platelets of 40 pixels, red cells of 100 and white cells of 200. */
	public static Objectness standard() {
		return new Objectness(new CueLikelihood(0.51, 0.26, 0.46, 0.31), new CueLikelihood(0.24, 0.12, 0.20, 0.10), new CueLikelihood(1.68, 0.74, 0.49, 0.46),
			new CueLikelihood(0.47, 0.20, 0.054, 0.105));
	}

	/** Logarithm of the ratio of probabilities. @param cues of a window, in the order of the components */
	double logRatio(double[] cues) {
		return saliency.logRatio(cues[0]) + contrast.logRatio(cues[1]) + edges.logRatio(cues[2]) + straddling.logRatio(cues[3]);
	}
}
