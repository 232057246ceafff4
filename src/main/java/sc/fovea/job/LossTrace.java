package sc.fovea.job;

import java.util.Arrays;
import sc.fovea.train.loop.TrainingHistory;

/** The loss of all steps in at most 256 places: each the mean of as many steps as needed, twice as many whenever the places are used up. */
public final class LossTrace {

	private static final int MOST = 256;

	private final double[] steps = new double[MOST];
	private final double[] means = new double[MOST];
	private int count;
	private long width = 1;
	private double sum;
	private long summed;

	/** Begins with what was trained before. */
	public void begin(TrainingHistory history) {
		history.rows().forEach(row -> place(row.step(), row.trainingLoss()));
	}

	/** The loss of the next step. */
	public void add(long step, double loss) {
		sum += loss;
		summed++;
		if (summed < width) return;
		place(step, sum / summed);
		sum = 0;
		summed = 0;
	}

	private void place(long step, double mean) {
		if (count == MOST) halve();
		steps[count] = step;
		means[count] = mean;
		count++;
	}

	private void halve() {
		count = MOST / 2;
		for (int i = 0; i < count; i++) {
			steps[i] = steps[2 * i + 1];
			means[i] = (means[2 * i] + means[2 * i + 1]) / 2;
		}
		width *= 2;
	}

	/** The means over the steps at which they end. */
	public CurvePlot.Line line() {
		return new CurvePlot.Line(Arrays.copyOf(steps, count), Arrays.copyOf(means, count));
	}
}
