package sc.fovea.job.feature;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

import javax.imageio.ImageIO;

import sc.fovea.image.Glasbey;

/**
 * A map of points as scalable vector graphics: each point is a small picture of what it stands for, with a frame in the colour of its label and a title that shows when the
 * mouse rests on it.
 *
 * @param points (x, y) of each
 * @param titles of each
 * @param labels of each; empty where there is none
 * @param classes all labels, in the order of their colours
 */
record EmbeddingPictures(double[][] points, List<String> titles, List<String> labels, List<String> classes) {

	private static final int SIDE = 1000;
	private static final int THUMB = 28;
	private static final int MARGIN = 30;
	private static final int LINE = 18;

	/** The file's text. @param caption first line @param thumbs of each point */
	String svg(String caption, List<BufferedImage> thumbs) throws IOException {
		double[] low = { Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY };
		double[] high = { Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY };
		for (double[] point : points) {
			for (int k = 0; k < 2; k++) {
				low[k] = Math.min(low[k], point[k]);
				high[k] = Math.max(high[k], point[k]);
			}
		}
		double extent = Math.max(1e-12, Math.max(high[0] - low[0], high[1] - low[1]));
		int top = MARGIN + LINE * (classes.size() + 1);
		StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
			"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"13\">%n"
				+ "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n<text x=\"%d\" y=\"%d\">%s</text>%n",
			SIDE + 2 * MARGIN, SIDE + top + MARGIN, MARGIN, LINE + 2, escaped(caption)));
		for (int c = 0; c < classes.size(); c++) {
			int y = LINE * (c + 2);
			svg.append(
				String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/><text x=\"%d\" y=\"%d\">%s</text>%n", MARGIN, y - 8,
					colour(classes.get(c)), MARGIN + 18, y + 3, escaped(classes.get(c))));
		}
		for (int i = 0; i < points.length; i++) {
			double x = MARGIN + (points[i][0] - low[0]) / extent * (SIDE - THUMB);
			double y = top + (high[1] - points[i][1]) / extent * (SIDE - THUMB);
			svg.append(String.format(Locale.ROOT,
				"<g><title>%s</title><rect x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\" fill=\"%s\"/><image x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\" "
					+ "xlink:href=\"data:image/png;base64,%s\"/></g>%n",
				escaped(titles.get(i)), x - 2, y - 2, THUMB + 4, THUMB + 4, colour(labels.get(i)), x, y, THUMB, THUMB, encoded(thumbs.get(i))));
		}
		return svg.append("</svg>\n").toString();
	}

	private String colour(String label) {
		int number = classes.indexOf(label);
		return number < 0 ? "#888888" : String.format(Locale.ROOT, "#%06x", Glasbey.colour(number + 1) & 0xffffff);
	}

	private static String encoded(BufferedImage picture) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ImageIO.write(small(picture), "png", bytes);
		return Base64.getEncoder().encodeToString(bytes.toByteArray());
	}

	private static BufferedImage small(BufferedImage picture) {
		BufferedImage small = new BufferedImage(THUMB, THUMB, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = small.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
		graphics.drawImage(picture, 0, 0, THUMB, THUMB, null);
		graphics.dispose();
		return small;
	}

	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}
}
