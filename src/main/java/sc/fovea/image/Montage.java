package sc.fovea.image;

import ij.ImagePlus;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** Small pictures in rows under headings, each with a line of text below. */
public final class Montage {

	private static final int SIDE = 96;
	private static final int GAP = 6;
	private static final int TEXT = 16;
	private static final int HEADING = 26;
	private static final int COLUMNS = 10;

	private Montage() {}

	/** A small picture. @param picture of any size, shown in a square @param caption below it */
	public record Tile(BufferedImage picture, String caption) {}

	/** Pictures that belong together. @param heading above them */
	public record Group(String heading, List<Tile> tiles) {

		/** Copies the list. */
		public Group {
			tiles = List.copyOf(tiles);
		}

		private int height() {
			return HEADING + (tiles.size() + COLUMNS - 1) / COLUMNS * (SIDE + TEXT + GAP);
		}
	}

	/**
	 * A rectangle of a plane, as small as a montage shows it: grey stretched to its contrast, RGB as it is.
	 *
	 * @param part inside the image
	 */
	public static BufferedImage thumbnail(ImagePlus image, PlaneIndex plane, Rectangle part) {
		BufferedImage all = Overlays.background(image, plane);
		double shrink = 1.0 / Overlays.step(image);
		Rectangle shown = new Rectangle((int) (part.x * shrink), (int) (part.y * shrink), Math.max(1, (int) (part.width * shrink)),
			Math.max(1, (int) (part.height * shrink))).intersection(new Rectangle(all.getWidth(), all.getHeight()));
		double scale = (double) SIDE / Math.max(shown.width, shown.height);
		int width = Math.max(1, (int) Math.round(shown.width * scale));
		int height = Math.max(1, (int) Math.round(shown.height * scale));
		BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = small.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
		graphics.drawImage(all, 0, 0, width, height, shown.x, shown.y, shown.x + shown.width, shown.y + shown.height, null);
		graphics.dispose();
		return small;
	}

	/** The picture of all groups, one below the other. */
	public static BufferedImage of(List<Group> groups) {
		int height = groups.stream().mapToInt(Group::height).sum() + GAP;
		BufferedImage picture = new BufferedImage(COLUMNS * (SIDE + GAP) + GAP, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = picture.createGraphics();
		graphics.setColor(Color.WHITE);
		graphics.fillRect(0, 0, picture.getWidth(), height);
		graphics.setColor(Color.BLACK);
		graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		int y = 0;
		for (Group group : groups) {
			draw(graphics, group, y);
			y += group.height();
		}
		graphics.dispose();
		return picture;
	}

	private static void draw(Graphics2D graphics, Group group, int top) {
		graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, HEADING / 2 + 1));
		graphics.drawString(group.heading(), GAP, top + HEADING * 2 / 3);
		graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, TEXT * 2 / 3));
		for (int i = 0; i < group.tiles().size(); i++) {
			Tile tile = group.tiles().get(i);
			int x = GAP + i % COLUMNS * (SIDE + GAP);
			int y = top + HEADING + i / COLUMNS * (SIDE + TEXT + GAP);
			graphics.drawImage(tile.picture(), x + (SIDE - tile.picture().getWidth()) / 2, y + (SIDE - tile.picture().getHeight()) / 2, null);
			graphics.drawString(tile.caption(), x, y + SIDE + TEXT * 3 / 4);
		}
	}
}
