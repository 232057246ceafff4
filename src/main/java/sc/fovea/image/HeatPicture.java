package sc.fovea.image;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import ij.ImagePlus;

/**
 * A picture of a map over its image, with a legend: the image in grey, yellow to red where values are above 0, blue where they are below, and nothing at 0. Colours end
 * at the value that 2 of 1,000 exceed, so that single pixels do not hide the rest; the legend tells it. Images above {@value Overlays#LONGEST} pixels are shrunk.
 *
 * @param image the map belongs to
 * @param plane of it
 * @param values a number for each pixel, row by row
 */
public record HeatPicture(ImagePlus image, PlaneIndex plane, float[] values) {

	private static final double EXCEEDED = 0.002;
	private static final int NARROWEST = 400;
	private static final int LINE = 16;
	private static final int MARGIN = 8;
	private static final int BAR = 12;
	/** Nearly the width of a digit of the font. */
	private static final int DIGIT = 7;
	private static final double OPAQUE = 0.85;
	private static final int[] WARM = { 0xffe65c, 0xff8c1a, 0xc8102e };
	private static final int[] COLD = { 0xa8d8ff, 0x4a90e2, 0x12309c };

	/** @throws IllegalArgumentException if there is not one value for each pixel */
	public HeatPicture {
		if (values.length != image.getWidth() * image.getHeight()) {
			throw new IllegalArgumentException(
				"One value for each pixel of " + image.getWidth() + "x" + image.getHeight() + " is expected, but there are " + values.length + ".");
		}
	}

	/** The picture. @param boxes that are drawn on it, in pixels of the plane @param lines of text in the legend */
	public BufferedImage with(List<Rectangle2D> boxes, List<String> lines) {
		BufferedImage grey = Overlays.background(image, plane);
		int step = Overlays.step(image);
		int factor = Math.max(1, (NARROWEST + grey.getWidth() - 1) / grey.getWidth());
		double limit = limit();
		int height = grey.getHeight() * factor;
		BufferedImage picture = new BufferedImage(grey.getWidth() * factor, height + legendHeight(lines), BufferedImage.TYPE_INT_RGB);
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < picture.getWidth(); x++) {
				double value = values[y / factor * step * image.getWidth() + x / factor * step];
				picture.setRGB(x, y, mixed(grey.getRGB(x / factor, y / factor), limit > 0 ? value / limit : 0));
			}
		}
		Graphics2D graphics = picture.createGraphics();
		graphics.setColor(Color.WHITE);
		graphics.setStroke(new BasicStroke(factor > 1 ? 2 : 1));
		double scale = (double) factor / step;
		boxes.forEach(box -> graphics.draw(new Rectangle2D.Double(box.getX() * scale, box.getY() * scale, box.getWidth() * scale, box.getHeight() * scale)));
		legend(graphics, picture, height, limit, lines);
		graphics.dispose();
		return picture;
	}

	private double limit() {
		float[] sorted = new float[values.length];
		int count = 0;
		for (float value : values) {
			if (value != 0 && Float.isFinite(value)) sorted[count++] = Math.abs(value);
		}
		if (count == 0) return 0;
		Arrays.sort(sorted, 0, count);
		return sorted[(int) ((count - 1) * (1 - EXCEEDED))];
	}

	/** The colour of a value from -1 to 1 over a grey. */
	private static int mixed(int rgb, double value) {
		double grey = 0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
		double strength = Math.min(1, Math.abs(value));
		double share = OPAQUE * Math.sqrt(strength);
		int colour = ramp(value > 0 ? WARM : COLD, strength);
		int mixed = 0;
		for (int shift = 16; shift >= 0; shift -= 8) {
			mixed |= (int) Math.round((1 - share) * grey + share * (colour >> shift & 255)) << shift;
		}
		return mixed;
	}

	private static int ramp(int[] colours, double strength) {
		double place = strength * (colours.length - 1);
		int from = Math.min(colours.length - 2, (int) place);
		int colour = 0;
		for (int shift = 16; shift >= 0; shift -= 8) {
			int a = colours[from] >> shift & 255;
			int b = colours[from + 1] >> shift & 255;
			colour |= (int) Math.round(a + (b - a) * (place - from)) << shift;
		}
		return colour;
	}

	private static int legendHeight(List<String> lines) {
		return 2 * MARGIN + BAR + LINE + lines.size() * LINE;
	}

	private static void legend(Graphics2D graphics, BufferedImage picture, int top, double limit, List<String> lines) {
		graphics.setColor(Color.WHITE);
		graphics.fillRect(0, top, picture.getWidth(), picture.getHeight() - top);
		int width = picture.getWidth() - 2 * MARGIN;
		for (int x = 0; x < width; x++) {
			int colour = mixed(0xffffff, 2.0 * x / (width - 1) - 1);
			for (int y = 0; y < BAR; y++) {
				picture.setRGB(MARGIN + x, top + MARGIN + y, colour);
			}
		}
		graphics.setColor(Color.BLACK);
		graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, LINE * 3 / 4));
		int base = top + MARGIN + BAR + LINE * 3 / 4;
		String most = String.format(Locale.ROOT, "%.3g", limit);
		graphics.drawString("-" + most, MARGIN, base);
		graphics.drawString("0", MARGIN + width / 2 - DIGIT / 2, base);
		graphics.drawString(most, MARGIN + width - DIGIT * most.length(), base);
		for (int i = 0; i < lines.size(); i++) {
			graphics.drawString(lines.get(i), MARGIN, base + (i + 1) * LINE);
		}
	}
}
