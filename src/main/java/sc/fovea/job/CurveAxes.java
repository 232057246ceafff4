package sc.fovea.job;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.util.Locale;

/**
 * The axes of curves: steps below, losses from 0 at the left, scores of 0–1 at the right.
 *
 * @param frame pixels between the axes
 * @param steps at the right end
 * @param loss at the top
 */
record CurveAxes(Rectangle frame, double steps, double loss) {

	private static final Color GRID = new Color(0xe8e8e8);
	/** Pixels from one number to the next, at least. */
	private static final int APART_X = 70;
	private static final int APART_Y = 40;
	private static final int GAP = 4;

	/** Place of a step. */
	double x(double step) {
		return frame.x + frame.width * step / steps;
	}

	/** Place of a value on an axis that begins at 0. @param top value at the upper end */
	double y(double value, double top) {
		return frame.y + frame.height * (1 - value / top);
	}

	/** Draws frame, numbers and names, for the most recent colour and font. */
	void draw(Graphics2D graphics) {
		FontMetrics font = graphics.getFontMetrics();
		Color ink = graphics.getColor();
		double apart = apart(steps, frame.width / APART_X);
		for (double step = 0; step <= steps; step += apart) {
			int x = (int) Math.round(x(step));
			grid(graphics, x, x, frame.y, frame.y + frame.height);
			graphics.setColor(ink);
			String text = number(step, apart);
			graphics.drawString(text, x - font.stringWidth(text) / 2, frame.y + frame.height + font.getAscent() + GAP);
		}
		losses(graphics, font);
		scores(graphics, font);
		graphics.draw(frame);
		String below = "Step";
		graphics.drawString(below, frame.x + (frame.width - font.stringWidth(below)) / 2, frame.y + frame.height + 2 * font.getHeight());
		turned(graphics, "Loss", font.getAscent(), -Math.PI / 2);
		turned(graphics, "Score", frame.x + frame.width + font.stringWidth("0.0") + 2 * GAP + font.getAscent(), -Math.PI / 2);
	}

	private void losses(Graphics2D graphics, FontMetrics font) {
		Color ink = graphics.getColor();
		double apart = apart(loss, frame.height / APART_Y);
		for (double value = 0; value <= loss; value += apart) {
			int y = (int) Math.round(y(value, loss));
			grid(graphics, frame.x, frame.x + frame.width, y, y);
			graphics.setColor(ink);
			String text = number(value, apart);
			graphics.drawString(text, frame.x - font.stringWidth(text) - GAP, y + font.getAscent() / 2 - 1);
		}
	}

	private void scores(Graphics2D graphics, FontMetrics font) {
		int parts = frame.height / APART_Y >= 5 ? 5 : 2;
		for (int i = 0; i <= parts; i++) {
			int y = (int) Math.round(y(i, parts));
			graphics.drawLine(frame.x + frame.width, y, frame.x + frame.width + GAP / 2, y);
			graphics.drawString(String.format(Locale.ROOT, "%.1f", (double) i / parts), frame.x + frame.width + GAP, y + font.getAscent() / 2 - 1);
		}
	}

	private static void grid(Graphics2D graphics, int x, int toX, int y, int toY) {
		graphics.setColor(GRID);
		graphics.drawLine(x, y, toX, toY);
	}

	private void turned(Graphics2D graphics, String text, int x, double angle) {
		AffineTransform before = graphics.getTransform();
		graphics.translate(x, frame.y + (frame.height + graphics.getFontMetrics().stringWidth(text)) / 2);
		graphics.rotate(angle);
		graphics.drawString(text, 0, 0);
		graphics.setTransform(before);
	}

	/** 1, 2 or 5 times a power of ten, so that there are no more than so many parts. */
	static double apart(double range, int parts) {
		double least = range / Math.max(1, parts);
		double power = Math.pow(10, Math.floor(Math.log10(least)));
		for (int factor : new int[] { 1, 2, 5 }) {
			if (factor * power >= least) return factor * power;
		}
		return 10 * power;
	}

	private static String number(double value, double apart) {
		int digits = (int) Math.max(0, Math.ceil(-Math.log10(apart) - 1e-9));
		return String.format(Locale.ROOT, "%." + digits + "f", value);
	}
}
