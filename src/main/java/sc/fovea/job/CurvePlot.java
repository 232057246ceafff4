package sc.fovea.job;

import ij.gui.Plot;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import sc.fovea.train.loop.TrainingHistory.Row;
import sc.fovea.train.loop.TrainingHistory;

/** The curves of a training as ImageJ's plot, which can be drawn without a display: both losses, the score, and a line where the best was. */
public final class CurvePlot {

	private static final int WIDTH = 640;
	private static final int HEIGHT = 420;
	private static final float THICKNESS = 2;
	private static final double MARGIN = 0.05;
	/** Losses of the first steps may be higher by far, and would press the rest together. */
	private static final double MOST_OF_MEDIAN = 3;

	/** Can be told apart by colour-blind people (Okabe and Ito 2008). */
	private static final Color TRAINING = new Color(0x0072b2);
	private static final Color VALIDATION = new Color(0xd55e00);
	private static final Color SCORE = new Color(0x009e73);
	private static final Color TRAINING_SCORE = new Color(0x56b4e9);

	/** What is plotted over the steps. @param x steps @param y mean losses of the steps since the place before */
	public record Line(double[] x, double[] y) {

		static Line of(List<Row> rows, ToDoubleFunction<Row> value) {
			return new Line(rows.stream().mapToDouble(Row::step).toArray(), rows.stream().mapToDouble(value).toArray());
		}
	}

	private CurvePlot() {}

	/** Of the validations alone. */
	public static Plot of(TrainingHistory history, String title) {
		return of(history, title, Line.of(history.rows(), Row::trainingLoss));
	}

	/** With a training loss that is finer than the validations. */
	public static Plot of(TrainingHistory history, String title, Line training) {
		Plot plot = new Plot(title, "Step", "Loss, score");
		plot.setSize(WIDTH, HEIGHT);
		Line validation = Line.of(history.rows(), Row::validationLoss);
		Line score = Line.of(history.rows(), row -> row.score().value());
		double last = Math.max(1, Math.max(largest(training.x()), largest(score.x())));
		plot.setLimits(0, last * (1 + MARGIN), 0, top(training, validation) * (1 + MARGIN));
		markBest(plot, history);
		plot.setLineWidth(THICKNESS);
		add(plot, training, TRAINING);
		add(plot, validation, VALIDATION);
		add(plot, score, SCORE);
		boolean isMeasured = history.rows().stream().anyMatch(row -> !Double.isNaN(row.trainingScore()));
		if (isMeasured) add(plot, Line.of(history.rows(), Row::trainingScore), TRAINING_SCORE);
		plot.setColor(Color.BLACK);
		plot.setLineWidth(1);
		plot.addLegend("Best\nTraining loss\nValidation loss\n" + history.scoreName() + (isMeasured ? "\nThe same in training" : ""), "top-right");
		return plot;
	}

	/** A vertical line, whose place the legend does not tell but the label above does. */
	private static void markBest(Plot plot, TrainingHistory history) {
		double[] x = history.best().stream().flatMapToDouble(b -> IntStream.of(0, 1).mapToDouble(i -> b.step())).toArray();
		double[] y = x.length == 0 ? x : new double[] { 0, 1e6 };
		plot.setColor(Color.GRAY);
		plot.setLineWidth(1);
		plot.addPoints(x, y, Plot.LINE);
		plot.setColor(Color.BLACK);
		plot.setJustification(Plot.LEFT);
		history.best().ifPresent(best -> plot.addLabel(0, 0,
			String.format(Locale.ROOT, "Best: %s %.3f at step %d%s", history.scoreName(), best.score().value(), best.step(),
				history.isParted() ? "; the curves have parted" : "")));
	}

	private static void add(Plot plot, Line line, Color colour) {
		plot.setColor(colour, colour); // of circles and of the lines between them
		plot.addPoints(line.x(), line.y(), line.x().length > 60 ? Plot.LINE : Plot.CONNECTED_CIRCLES);
	}

	/** The highest value that is shown: 1 for scores, or more for losses. */
	private static double top(Line training, Line validation) {
		double[] losses = Arrays.stream(new double[][] { training.y(), validation.y() }).flatMapToDouble(Arrays::stream).filter(Double::isFinite).sorted()
			.toArray();
		if (losses.length == 0) return 1;
		return Math.max(1, Math.min(losses[losses.length - 1], MOST_OF_MEDIAN * losses[losses.length / 2]));
	}

	private static double largest(double[] values) {
		return Arrays.stream(values).max().orElse(0);
	}
}
