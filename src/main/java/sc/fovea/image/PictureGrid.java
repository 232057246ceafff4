package sc.fovea.image;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Small pictures side by side, each in a cell of one size with a line of text below.
 *
 * @param side of a cell in pixels
 * @param columns of cells
 */
public record PictureGrid(int side, int columns) {

	private static final int LINE = 13;
	private static final int GAP = 4;

	/** @param pictures fitted into their cells @param lines one for each picture, or none at all */
	public BufferedImage of(List<BufferedImage> pictures, List<String> lines) {
		int line = lines.isEmpty() ? 0 : LINE;
		int rows = (pictures.size() + columns - 1) / columns;
		int used = Math.max(1, Math.min(columns, pictures.size()));
		BufferedImage sheet = new BufferedImage(used * (side + GAP) + GAP, Math.max(1, rows) * (side + GAP + line) + GAP, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = sheet.createGraphics();
		graphics.setColor(Color.WHITE);
		graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
		graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, LINE - 3));
		graphics.setColor(Color.BLACK);
		for (int i = 0; i < pictures.size(); i++) {
			int x = GAP + i % columns * (side + GAP);
			int y = GAP + i / columns * (side + GAP + line);
			BufferedImage picture = pictures.get(i);
			double scale = (double) side / Math.max(picture.getWidth(), picture.getHeight());
			graphics.drawImage(picture, x, y, (int) Math.max(1, picture.getWidth() * scale), (int) Math.max(1, picture.getHeight() * scale), null);
			if (line > 0) graphics.drawString(lines.get(i), x, y + side + LINE - 3);
		}
		graphics.dispose();
		return sheet;
	}

	/** Numbers as grey, the smallest black and the largest white; all grey if they are equal. @param values (height, width) */
	public static BufferedImage grey(float[] values, int width, int height) {
		float low = Float.POSITIVE_INFINITY;
		float high = Float.NEGATIVE_INFINITY;
		for (float value : values) {
			low = Math.min(low, value);
			high = Math.max(high, value);
		}
		BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		for (int i = 0; i < values.length; i++) {
			int grey = high > low ? Math.round(255 * (values[i] - low) / (high - low)) : 128;
			picture.setRGB(i % width, i / width, grey * 0x010101);
		}
		return picture;
	}
}
