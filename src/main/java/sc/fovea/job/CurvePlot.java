package sc.fovea.job;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import sc.fovea.train.loop.TrainingHistory;
import sc.fovea.train.loop.TrainingHistory.Row;

/**
 * The curves of a training as a picture, which can be drawn without a display: both losses on the left axis, the score on the right one, pale as they were measured and
 * strong as their moving average, and a line where the best was.
 *
 * @param history validations
 * @param training the training loss, finer than the validations or not
 * @param smoothing weight of what was before in the moving average, at least 0 and below 1; 0 draws what was measured alone
 * @see MovingAverage
 */
public record CurvePlot(TrainingHistory history, Line training, double smoothing) {

	/** What TensorBoard begins with. */
	public static final double SMOOTHING = 0.6;

	private static final int FONT_SIZE = 12;
	private static final float THICKNESS = 2.5f;
	private static final int DOT = 6;
	private static final double MARGIN = 0.05;
	/** Losses of the first steps may be higher by far, and would press the rest together. */
	private static final double MOST_OF_MEDIAN = 3;
	/** Of 255: how much of its colour a curve has that is smoothed beside. */
	private static final int PALE = 90;
	/** More points than these are drawn without dots. */
	private static final int MOST_DOTS = 60;

	/** Can be told apart by colour-blind people (Okabe and Ito 2008). */
	private static final Color TRAINING = new Color(0x0072b2);
	private static final Color VALIDATION = new Color(0xd55e00);
	private static final Color SCORE = new Color(0x009e73);
	private static final Color TRAINING_SCORE = new Color(0x56b4e9);

	/** What is plotted over the steps. @param x steps @param y values; a loss of a place is the mean of the steps since the place before */
	public record Line(double[] x, double[] y) {

		static Line of(List<Row> rows, ToDoubleFunction<Row> value) {
			return new Line(rows.stream().mapToDouble(Row::step).toArray(), rows.stream().mapToDouble(value).toArray());
		}
	}

	/** A curve with its name, its colour, and what is at the top of its axis. */
	private record Curve(String name, Line line, Color colour, double top) {}

	/** Of the validations alone. */
	public static CurvePlot of(TrainingHistory history) {
		return new CurvePlot(history, Line.of(history.rows(), Row::trainingLoss), SMOOTHING);
	}

	/** Draws it. @param width of the picture in pixels @param height likewise */
	public BufferedImage picture(int width, int height) {
		BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = picture.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE));
		graphics.setColor(Color.WHITE);
		graphics.fillRect(0, 0, width, height);
		draw(graphics, width, height);
		graphics.dispose();
		return picture;
	}

	private void draw(Graphics2D graphics, int width, int height) {
		FontMetrics font = graphics.getFontMetrics();
		int line = font.getHeight();
		int side = line + font.stringWidth("0.00") + 2;
		int top = line * 2 + line / 2;
		Rectangle frame = new Rectangle(side, top, width - 2 * side, height - top - 2 * line - line / 2);
		Line validation = Line.of(history.rows(), Row::validationLoss);
		double loss = highest(training, validation) * (1 + MARGIN);
		CurveAxes axes = new CurveAxes(frame, (1 + MARGIN) * Math.max(1, Math.max(largest(training.x()), largest(validation.x()))), loss);
		List<Curve> curves = curves(validation, loss);
		graphics.setColor(Color.BLACK);
		axes.draw(graphics);
		drawBest(graphics, axes);
		drawLegend(graphics, curves, frame);
		Shape clip = graphics.getClip();
		graphics.clip(new Rectangle(frame.x, frame.y - DOT / 2, frame.width + 1, frame.height + DOT));
		curves.forEach(curve -> drawPale(graphics, axes, curve));
		curves.forEach(curve -> drawStrong(graphics, axes, curve));
		graphics.setClip(clip);
	}

	private List<Curve> curves(Line validation, double loss) {
		List<Row> rows = history.rows();
		Curve training0 = new Curve("Training loss", training, TRAINING, loss);
		Curve validation0 = new Curve("Validation loss", validation, VALIDATION, loss);
		Curve score = new Curve(history.scoreName() + " (right)", Line.of(rows, row -> row.score().value()), SCORE, 1);
		boolean isMeasured = rows.stream().anyMatch(row -> !Double.isNaN(row.trainingScore()));
		Curve own = new Curve("The same in training", Line.of(rows, Row::trainingScore), TRAINING_SCORE, 1);
		return isMeasured ? List.of(training0, validation0, score, own) : List.of(training0, validation0, score);
	}

	/** Names side by side above the frame, as many as there is room for. */
	private static void drawLegend(Graphics2D graphics, List<Curve> curves, Rectangle frame) {
		FontMetrics font = graphics.getFontMetrics();
		int x = frame.x;
		int y = font.getAscent() + 2;
		for (Curve curve : curves) {
			graphics.setColor(curve.colour());
			graphics.fillRect(x, y - font.getAscent() / 2, 14, 3);
			graphics.setColor(Color.BLACK);
			graphics.drawString(curve.name(), x + 18, y);
			x += 18 + font.stringWidth(curve.name()) + 12;
		}
	}

	/** A vertical line, and which step it is. */
	private void drawBest(Graphics2D graphics, CurveAxes axes) {
		history.best().ifPresent(best -> {
			int x = (int) Math.round(axes.x(best.step()));
			graphics.setColor(Color.GRAY);
			graphics.drawLine(x, axes.frame().y, x, axes.frame().y + axes.frame().height);
			graphics.setColor(Color.BLACK);
			String text = String.format(Locale.ROOT, "Best: %s %.3f at step %d%s", history.scoreName(), best.score().value(), best.step(),
				history.isParted() ? "; the curves have parted" : "");
			graphics.drawString(text, axes.frame().x, axes.frame().y - graphics.getFontMetrics().getDescent() - 2);
		});
	}

	private void drawPale(Graphics2D graphics, CurveAxes axes, Curve curve) {
		if (smoothing == 0) return;
		Color own = curve.colour();
		graphics.setColor(new Color(own.getRed(), own.getGreen(), own.getBlue(), PALE));
		graphics.setStroke(new BasicStroke(1));
		graphics.draw(path(axes, curve, curve.line().y()));
	}

	private void drawStrong(Graphics2D graphics, CurveAxes axes, Curve curve) {
		double[] smooth = MovingAverage.of(curve.line().y(), smoothing);
		graphics.setColor(curve.colour());
		graphics.setStroke(new BasicStroke(THICKNESS, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
		graphics.draw(path(axes, curve, smooth));
		if (smooth.length > MOST_DOTS) return;
		for (int i = 0; i < smooth.length; i++) {
			if (!Double.isFinite(smooth[i])) continue;
			graphics.fill(new Ellipse2D.Double(axes.x(curve.line().x()[i]) - DOT / 2.0, axes.y(smooth[i], curve.top()) - DOT / 2.0, DOT, DOT));
		}
	}

	/** Through all that is finite. */
	private static Path2D path(CurveAxes axes, Curve curve, double[] values) {
		Path2D path = new Path2D.Double();
		for (int i = 0; i < values.length; i++) {
			if (!Double.isFinite(values[i])) continue;
			double x = axes.x(curve.line().x()[i]);
			double y = axes.y(values[i], curve.top());
			if (path.getCurrentPoint() == null) path.moveTo(x, y);
			else
				path.lineTo(x, y);
		}
		return path;
	}

	/** The highest loss that is shown. */
	private static double highest(Line training, Line validation) {
		double[] losses = Arrays.stream(new double[][] { training.y(), validation.y() }).flatMapToDouble(Arrays::stream)
			.filter(v -> Double.isFinite(v) && v > 0)
			.sorted().toArray();
		return losses.length == 0 ? 1 : Math.min(losses[losses.length - 1], MOST_OF_MEDIAN * losses[losses.length / 2]);
	}

	private static double largest(double[] values) {
		return Arrays.stream(values).max().orElse(0);
	}
}
