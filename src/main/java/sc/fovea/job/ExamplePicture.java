package sc.fovea.job;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.geometry.Box;
import sc.fovea.train.loop.Example;
import sc.fovea.train.loop.Example.Marks;

/** Examples of what a model says side by side: of each image the middle, with what is true in orange below what is predicted in blue. */
public final class ExamplePicture {

	/** Pixels of an image that are shown at most in each direction, so that objects are not too small to be seen. */
	private static final int MOST_PIXELS = 256;
	private static final int GAP = 6;
	private static final int LINE = 16;
	private static final int FONT_SIZE = 12;
	/** Told apart by colour-blind people (Okabe and Ito 2008), and from grey. */
	private static final Color TRUE = new Color(0xe69f00);
	private static final Color FOUND = new Color(0x56b4e9);
	/** Share of values that are shown as black, and as white. */
	private static final double CUT = 0.005;

	private ExamplePicture() {}

	/** Draws examples. @param examples up to {@link Example#MOST} @param width of the picture in pixels; its height follows, see {@link #height} */
	public static BufferedImage of(List<Example> examples, int width) {
		BufferedImage picture = new BufferedImage(width, height(width), BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = picture.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE));
		graphics.setColor(Color.WHITE);
		graphics.fillRect(0, 0, width, picture.getHeight());
		drawHeading(graphics, examples.isEmpty());
		int side = side(width);
		for (int i = 0; i < Math.min(Example.MOST, examples.size()); i++) {
			graphics.translate(GAP + i * (side + GAP), LINE + GAP);
			new Part(examples.get(i), side).draw(graphics);
			graphics.translate(-GAP - i * (side + GAP), -LINE - GAP);
		}
		graphics.dispose();
		return picture;
	}

	/** Height of the picture of a width. */
	public static int height(int width) {
		return side(width) + 3 * LINE + 2 * GAP;
	}

	private static int side(int width) {
		return (width - GAP) / Example.MOST - GAP;
	}

	private static void drawHeading(Graphics2D graphics, boolean isEmpty) {
		graphics.setColor(Color.BLACK);
		graphics.drawString(isEmpty ? "Images to judge by appear here when they have been predicted." : "Images to judge by:", GAP, LINE - 2);
		if (isEmpty) return;
		int x = GAP + 130;
		for (Color colour : List.of(TRUE, FOUND)) {
			graphics.setColor(colour);
			graphics.fillRect(x, LINE - 8, 14, 3);
			graphics.setColor(Color.BLACK);
			graphics.drawString(colour == TRUE ? "true" : "predicted now", x + 18, LINE - 2);
			x += 60;
		}
	}

	/** The middle of an image on a square. @param example with its marks @param side of the square */
	private record Part(Example example, int side) {

		private Sample image() {
			return example.image();
		}

		/** Pixels of the picture for one of the image. */
		private double scale() {
			return side / (double) Math.min(MOST_PIXELS, Math.max(image().width(), image().height()));
		}

		private int left() {
			return Math.max(0, (image().width() - MOST_PIXELS) / 2);
		}

		private int top() {
			return Math.max(0, (image().height() - MOST_PIXELS) / 2);
		}

		private int width() {
			return (int) Math.round(Math.min(MOST_PIXELS, image().width()) * scale());
		}

		private int height() {
			return (int) Math.round(Math.min(MOST_PIXELS, image().height()) * scale());
		}

		/** Index of the image's pixel under one of the picture. */
		private int at(int x, int y) {
			int column = Math.min(image().width() - 1, left() + (int) (x / scale()));
			int row = Math.min(image().height() - 1, top() + (int) (y / scale()));
			return row * image().width() + column;
		}

		void draw(Graphics2D graphics) {
			BufferedImage picture = grey();
			outline(picture, example.truth().labels(), TRUE);
			outline(picture, example.found().labels(), FOUND);
			Graphics2D boxes = picture.createGraphics();
			box(boxes, example.truth().boxes(), TRUE, 3);
			box(boxes, example.found().boxes(), FOUND, 1);
			boxes.dispose();
			graphics.drawImage(picture, 0, 0, null);
			write(graphics, "is ", example.truth(), side + LINE);
			write(graphics, "seen as ", example.found(), side + 2 * LINE);
		}

		private static void write(Graphics2D graphics, String before, Marks marks, int y) {
			graphics.setColor(Color.BLACK);
			if (!marks.text().isEmpty()) graphics.drawString(before + marks.text(), 0, y);
		}

		private BufferedImage grey() {
			BufferedImage picture = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
			int channels = image().channels();
			float[] values = new float[width() * height() * channels];
			for (int i = 0; i < values.length; i++) {
				int pixel = i / channels;
				values[i] = image().pixels()[at(pixel % width(), pixel / width()) * channels + i % channels];
			}
			float[] sorted = values.clone();
			Arrays.sort(sorted);
			float low = sorted[(int) (CUT * (sorted.length - 1))];
			float high = Math.max(low + Float.MIN_NORMAL, sorted[(int) ((1 - CUT) * (sorted.length - 1))]);
			for (int pixel = 0; pixel < width() * height(); pixel++) {
				int rgb = 0;
				for (int c = 0; c < 3; c++) {
					float value = values[pixel * channels + (channels == 3 ? c : 0)];
					rgb = rgb << 8 | (int) Math.round(255 * Math.max(0, Math.min(1, (value - low) / (high - low))));
				}
				picture.setRGB(pixel % width(), pixel / width(), rgb);
			}
			return picture;
		}

		/** Colours what is at the border of a label, inside of it. */
		private void outline(BufferedImage picture, int[] labels, Color colour) {
			if (labels.length == 0) return;
			for (int y = 0; y < height(); y++) {
				for (int x = 0; x < width(); x++) {
					int label = labels[at(x, y)];
					boolean isBorder = x > 0 && labels[at(x - 1, y)] != label || y > 0 && labels[at(x, y - 1)] != label
						|| x + 1 < width() && labels[at(x + 1, y)] != label || y + 1 < height() && labels[at(x, y + 1)] != label;
					if (label > 0 && isBorder) picture.setRGB(x, y, colour.getRGB());
				}
			}
		}

		private void box(Graphics2D graphics, List<LabelledBox> boxes, Color colour, int thickness) {
			graphics.setColor(colour);
			graphics.setStroke(new BasicStroke(thickness));
			for (LabelledBox marked : boxes) {
				Box box = marked.box();
				graphics.draw(new Rectangle2D.Double((box.x() - left()) * scale(), (box.y() - top()) * scale(), box.width() * scale(), box.height() * scale()));
				if (thickness == 1)
					graphics.drawString(marked.label(), (float) ((box.x() - left()) * scale()) + 2, (float) ((box.y() - top()) * scale()) + FONT_SIZE);
			}
		}
	}
}
