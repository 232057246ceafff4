package sc.fovea.command;

import java.awt.Canvas;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;

/** The lines at the bottom of a dialog: what the field means that is typed in, or what is wrong. */
final class DialogNote extends Canvas {

	private static final long serialVersionUID = 1L;

	private static final int WIDTH = 440;
	private static final int LINES = 3;
	private static final int LINE = 16;
	private static final Color WRONG = new Color(0xb00020);

	private volatile String note = "";
	private volatile String problem;

	/** @param problem what was wrong before; empty if nothing */
	DialogNote(String problem) {
		this.problem = problem;
		setPreferredSize(new Dimension(WIDTH, LINES * LINE + LINE / 2));
	}

	/** Says what a field means, unless something is wrong. */
	void explain(String text) {
		note = text;
		repaint();
	}

	/** Says what is wrong; nothing is if the text is empty. */
	void complain(String text) {
		problem = text;
		repaint();
	}

	@Override
	public void paint(Graphics graphics) {
		String text = problem.isEmpty() ? note : problem;
		graphics.setColor(problem.isEmpty() ? Color.DARK_GRAY : WRONG);
		StringBuilder line = new StringBuilder();
		int y = LINE - 4;
		for (String word : text.split(" ")) {
			if (graphics.getFontMetrics().stringWidth(line + word) > getWidth() - 4) {
				graphics.drawString(line.toString(), 2, y);
				y += LINE;
				line.setLength(0);
			}
			line.append(word).append(' ');
		}
		graphics.drawString(line.toString(), 2, y);
	}
}
