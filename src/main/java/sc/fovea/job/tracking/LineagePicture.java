package sc.fovea.job.tracking;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sc.fovea.image.Glasbey;
import sc.fovea.track.Lineage;
import sc.fovea.track.Spot;
import sc.fovea.track.Track;

/**
 * The drawing of a lineage tree: time goes down, each track is an upright line in the colour that its label has, dotted where its object was missing, and joined to its
 * children. As SVG, or painted.
 */
final class LineagePicture {

	private static final int TOP = 24;
	private static final int LEFT = 56;
	private static final int WIDEST = 8000;
	private static final int HIGHEST = 8000;
	private static final double COLUMN = 26;
	private static final double ROW = 18;
	private static final double NARROWEST = 2;
	/** Below this width of a column there is no room for numbers. */
	private static final double READABLE = 16;
	private static final int TICKS = 10;
	private static final int FONT = 11;

	private final double column;
	private final double row;
	private final List<Stroke> strokes = new ArrayList<>();
	private final List<Text> texts = new ArrayList<>();
	private final int width;
	private final int height;

	/** A line. */
	private record Stroke(double x1, double y1, double x2, double y2, int colour, boolean isDotted) {}

	/** A text whose middle or right end is at x. */
	private record Text(double x, double y, String text, int colour, boolean isCentred) {}

	LineagePicture(Lineage tree) {
		column = Math.max(NARROWEST, Math.min(COLUMN, (double) WIDEST / Math.max(1, tree.columns())));
		row = Math.max(NARROWEST / 2, Math.min(ROW, (double) HIGHEST / tree.frames()));
		width = (int) Math.ceil(LEFT + column * Math.max(1, tree.columns()) + LEFT / 2.0);
		height = (int) Math.ceil(TOP + row * tree.frames() + TOP);
		axis(tree.frames());
		tree.branches().forEach(this::draw);
	}

	private void axis(int frames) {
		int step = step(frames);
		for (int frame = step; frame <= frames; frame += step) {
			double y = y(frame - 1);
			strokes.add(new Stroke(LEFT - 8, y, width - LEFT / 2.0, y, 0xdddddd, false));
			texts.add(new Text(LEFT - 12, y + FONT / 3.0, Integer.toString(frame), 0x555555, false));
		}
		texts.add(new Text(LEFT - 12, TOP - 12, "frame", 0x555555, false));
	}

	/** 1, 2 or 5 times a power of ten, so that there are about ten. */
	private static int step(int frames) {
		int power = 1;
		while (true) {
			for (int factor : new int[] { 1, 2, 5 }) {
				if (factor * power * TICKS >= frames) return factor * power;
			}
			power *= 10;
		}
	}

	private double x(Lineage.Branch branch) {
		return LEFT + column * (branch.column() + 0.5);
	}

	private double y(int frame) {
		return TOP + row * (frame + 0.5);
	}

	private void draw(Lineage.Branch branch) {
		Track track = branch.track();
		double x = x(branch);
		int colour = visible(track.id());
		List<Spot> spots = track.spots();
		if (spots.size() == 1) strokes.add(new Stroke(x, y(track.first()) - row / 4, x, y(track.first()) + row / 4, colour, false));
		for (int i = 1; i < spots.size(); i++) {
			boolean isMissing = spots.get(i).frame() > spots.get(i - 1).frame() + 1;
			strokes.add(new Stroke(x, y(spots.get(i - 1).frame()), x, y(spots.get(i).frame()), colour, isMissing));
		}
		for (Lineage.Branch child : branch.children()) {
			strokes.add(new Stroke(x, y(track.last()), x(child), y(track.last()), colour, false));
			strokes.add(new Stroke(x(child), y(track.last()), x(child), y(child.track().first()), visible(child.track().id()), false));
		}
		if (column >= READABLE) texts.add(new Text(x, y(track.first()) - row / 2, Integer.toString(track.id()), 0x000000, true));
	}

	/** The colour of a label, no lighter than can be seen on white. */
	private static int visible(int id) {
		Color colour = new Color(Glasbey.colour(id));
		int brightness = (299 * colour.getRed() + 587 * colour.getGreen() + 114 * colour.getBlue()) / 1000;
		double factor = brightness > 180 ? 180.0 / brightness : 1;
		return (int) (colour.getRed() * factor) << 16 | (int) (colour.getGreen() * factor) << 8 | (int) (colour.getBlue() * factor);
	}

	/** The drawing as text. */
	String svg() {
		StringBuilder svg = new StringBuilder();
		svg.append(
			String.format(Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">", width, height, width,
				height))
			.append("\n");
		svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n<g stroke-width=\"2\" font-family=\"sans-serif\" font-size=\"").append(FONT)
			.append("\">\n");
		for (Stroke s : strokes) {
			svg.append(
				String.format(Locale.ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#%06x\"%s/>", s.x1, s.y1, s.x2, s.y2, s.colour,
					s.isDotted ? " stroke-dasharray=\"2 4\"" : ""))
				.append('\n');
		}
		for (Text t : texts) {
			svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" fill=\"#%06x\" text-anchor=\"%s\">%s</text>", t.x, t.y, t.colour,
				t.isCentred ? "middle" : "end", t.text)).append('\n');
		}
		return svg.append("</g>\n</svg>\n").toString();
	}

	/** The drawing as picture. */
	BufferedImage painted() {
		BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = picture.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		graphics.setColor(Color.WHITE);
		graphics.fillRect(0, 0, width, height);
		for (Stroke s : strokes) {
			graphics.setStroke(s.isDotted ? new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] { 2, 4 }, 0) : new BasicStroke(2));
			graphics.setColor(new Color(s.colour));
			graphics.draw(new Line2D.Double(s.x1, s.y1, s.x2, s.y2));
		}
		Font font = new Font(Font.SANS_SERIF, Font.PLAIN, FONT);
		graphics.setFont(font);
		for (Text t : texts) {
			graphics.setColor(new Color(t.colour));
			double length = font.getStringBounds(t.text, graphics.getFontRenderContext()).getWidth();
			graphics.drawString(t.text, (float) (t.x - (t.isCentred ? length / 2 : length)), (float) t.y);
		}
		graphics.dispose();
		return picture;
	}
}
