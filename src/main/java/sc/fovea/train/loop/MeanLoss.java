package sc.fovea.train.loop;

/**
 * The mean loss of some steps.
 *
 * @param sum of their losses
 * @param count of them
 */
public record MeanLoss(double sum, long count) {

	static final MeanLoss NONE = new MeanLoss(0, 0);

	MeanLoss plus(double loss) {
		return new MeanLoss(sum + loss, count + 1);
	}

	/** The mean; not a number if there was no step. */
	double value() {
		return sum / count;
	}
}
