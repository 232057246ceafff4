package sc.fovea.image;

import ij.process.ImageProcessor;
import ij.ImagePlus;
import ij.gui.Roi;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Pictures of labels or boxes on their image: outlines in distinct colours on grey stretched to its contrast, or on RGB as it is. Images above
 * {@value #LONGEST} pixels are shrunk until the longer side fits; only the rows that are shown are read.
 */
public final class Overlays {

	/** The longest side of a picture, in pixels. */
	public static final int LONGEST = 4096;

	private static final int CAPTION = 20;
	private static final int NARROWEST = 256;
	private static final int THICK_FROM = 1400;
	private static final double DARK_SHARE = 0.002;
	private static final double BRIGHT_SHARE = 0.998;
	/** Values of 8 and 16 bit are counted instead of sorted. */
	private static final int WHOLE_NUMBERS = 1 << 16;

	/** Labels that are given row by row, as {@link MappedLabels#readRow} does. */
	@FunctionalInterface
	public interface LabelRows {

		/** Fills {@code row} with the ids of row {@code y}. */
		void read(int y, int[] row) throws IOException;
	}

	private Overlays() {}

	/**
	 * The picture of labels in memory.
	 *
	 * @param labels ids of the plane, in rows from the top
	 * @throws IllegalArgumentException if there is no such plane, or the labels are not one id per pixel
	 */
	public static BufferedImage outlines(ImagePlus image, PlaneIndex plane, int[] labels) {
		int width = image.getWidth();
		if (labels.length != width * image.getHeight())
			throw new IllegalArgumentException("One id per pixel of " + width + "x" + image.getHeight() + " is expected, but there are "
				+ labels.length + ".");
		try {
			return outlines(image, plane, (y, row) -> System.arraycopy(labels, y * width, row, 0, width));
		}
		catch (IOException e) {
			throw new IllegalStateException("Labels in memory can always be read.", e);
		}
	}

	/**
	 * The picture of labels that are read row by row.
	 *
	 * @throws IndexOutOfBoundsException if there is no such plane
	 * @throws IOException if a row of labels cannot be read
	 */
	public static BufferedImage outlines(ImagePlus image, PlaneIndex plane, LabelRows labels) throws IOException {
		BufferedImage picture = background(image, plane);
		drawOutlines(picture, labels, image.getWidth(), step(image));
		return picture;
	}

	/**
	 * The picture of rectangles, each in its own colour.
	 *
	 * @param boxes in pixels of the plane
	 * @throws IllegalArgumentException if there is no such plane
	 */
	public static BufferedImage boxes(ImagePlus image, PlaneIndex plane, List<Roi> boxes) {
		BufferedImage picture = background(image, plane);
		double scale = 1.0 / step(image);
		Graphics2D graphics = picture.createGraphics();
		graphics.setStroke(new BasicStroke(thickness(picture)));
		for (Roi box : boxes) {
			Rectangle2D.Double bounds = box.getFloatBounds();
			graphics.setColor(box.getStrokeColor() == null ? Color.YELLOW : box.getStrokeColor());
			graphics.draw(new Rectangle2D.Double(bounds.x * scale, bounds.y * scale, bounds.width * scale, bounds.height * scale));
		}
		graphics.dispose();
		return picture;
	}

	private static int thickness(BufferedImage picture) {
		return Math.max(picture.getWidth(), picture.getHeight()) < THICK_FROM ? 1 : 2;
	}

	/** How many pixels of the image are one of the picture, along each side. */
	static int step(ImagePlus image) {
		return (Math.max(image.getWidth(), image.getHeight()) + LONGEST - 1) / LONGEST;
	}

	/** The plane without outlines. @throws IndexOutOfBoundsException if there is no such plane */
	static BufferedImage background(ImagePlus image, PlaneIndex plane) {
		Hyperstack stack = Hyperstack.of(image);
		int step = step(image);
		BufferedImage picture = new BufferedImage((stack.width() + step - 1) / step, (stack.height() + step - 1) / step,
			BufferedImage.TYPE_INT_RGB);
		boolean isColour = image.getBitDepth() == 24 || Palette.isIn(image);
		if (isColour) drawColours(picture, stack, plane, step);
		else
			drawGrey(picture, stack.plane(Math.max(0, plane.c()), plane.z(), plane.t()), step);
		return picture;
	}

	private static void drawColours(BufferedImage picture, Hyperstack stack, PlaneIndex plane, int step) {
		List<float[]> channels = new ArrayList<>();
		for (int c = 0; c < 3; c++)
			channels.add(sample(stack.plane(c, plane.z(), plane.t()), picture, step));
		int[] row = new int[picture.getWidth()];
		for (int y = 0; y < picture.getHeight(); y++) {
			for (int x = 0, i = y * row.length; x < row.length; x++, i++)
				row[x] = (int) channels.get(0)[i] << 16 | (int) channels.get(1)[i] << 8 | (int) channels.get(2)[i];
			picture.setRGB(0, y, row.length, 1, row, 0, row.length);
		}
	}

	private static void drawGrey(BufferedImage picture, RandomAccessibleInterval<? extends RealType<?>> pixels, int step) {
		float[] grey = sample(pixels, picture, step);
		float[] limits = limits(grey);
		float dark = limits[0];
		float bright = limits[1];
		float scale = bright > dark ? 255 / (bright - dark) : 0;
		int[] shown = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
		for (int i = 0; i < shown.length; i++)
			shown[i] = 0x010101 * Math.max(0, Math.min(255, Math.round((grey[i] - dark) * scale)));
	}

	/** What is shown black and what white, by the order of the finite values; 0 and 1 if there is none. */
	private static float[] limits(float[] grey) {
		int[] counts = new int[WHOLE_NUMBERS];
		for (float value : grey) {
			int whole = (int) value;
			if (whole != value || whole < 0 || whole >= WHOLE_NUMBERS) return limitsOfSorted(grey);
			counts[whole]++;
		}
		return new float[] { ranked(counts, (int) ((grey.length - 1) * DARK_SHARE)), ranked(counts, (int) ((grey.length - 1) * BRIGHT_SHARE)) };
	}

	/** The number that a rank has, of counted numbers. */
	private static int ranked(int[] counts, int rank) {
		int number = 0;
		for (int seen = counts[0]; seen <= rank; seen += counts[number])
			number++;
		return number;
	}

	private static float[] limitsOfSorted(float[] grey) {
		float[] sorted = grey.clone();
		Arrays.sort(sorted); // NaN comes last
		int count = sorted.length;
		while (count > 0 && !Float.isFinite(sorted[count - 1]))
			count--;
		return count == 0 ? new float[] { 0, 1 } : new float[] { sorted[(int) ((count - 1) * DARK_SHARE)], sorted[(int) ((count - 1) * BRIGHT_SHARE)] };
	}

	/** Every {@code step}-th pixel of every {@code step}-th row. */
	private static float[] sample(RandomAccessibleInterval<? extends RealType<?>> pixels, BufferedImage picture, int step) {
		RandomAccess<? extends RealType<?>> access = pixels.randomAccess();
		float[] samples = new float[picture.getWidth() * picture.getHeight()];
		for (int y = 0, i = 0; y < picture.getHeight(); y++)
			for (int x = 0; x < picture.getWidth(); x++, i++)
				samples[i] = access.setPositionAndGet((long) x * step, (long) y * step).getRealFloat();
		return samples;
	}

	private static void drawOutlines(BufferedImage picture, LabelRows labels, int width, int step) throws IOException {
		int[][] ids = new int[picture.getHeight()][picture.getWidth()];
		int[] row = new int[width];
		for (int y = 0; y < ids.length; y++) {
			labels.read(y * step, row);
			for (int x = 0; x < ids[y].length; x++)
				ids[y][x] = row[x * step];
		}
		int thickness = thickness(picture);
		for (int y = 0; y < ids.length; y++)
			for (int x = 0; x < ids[y].length; x++)
				if (ids[y][x] != 0 && isBorder(ids, x, y, thickness)) picture.setRGB(x, y, Glasbey.colour(ids[y][x]));
	}

	/** Whether another id, or the end of the picture, is at most {@code distance} pixels away along a row or a column. */
	private static boolean isBorder(int[][] ids, int x, int y, int distance) {
		int id = ids[y][x];
		for (int d = 1; d <= distance; d++) {
			boolean isAtEnd = x < d || y < d || x + d >= ids[y].length || y + d >= ids.length;
			if (isAtEnd || ids[y][x - d] != id || ids[y][x + d] != id || ids[y - d][x] != id || ids[y + d][x] != id) return true;
		}
		return false;
	}

	/** An image, at least 256 pixels wide, below lines of text. */
	public static BufferedImage captioned(ImagePlus image, List<String> lines) {
		int factor = Math.max(1, (NARROWEST + image.getWidth() - 1) / image.getWidth());
		ImageProcessor pixels = image.getProcessor().convertToRGB();
		pixels.setInterpolationMethod(ImageProcessor.NONE);
		ImageProcessor shown = pixels.resize(image.getWidth() * factor, image.getHeight() * factor);
		ImageProcessor framed = shown.createProcessor(shown.getWidth(), shown.getHeight() + lines.size() * CAPTION);
		framed.setColor(Color.WHITE);
		framed.fill();
		framed.insert(shown, 0, lines.size() * CAPTION);
		framed.setColor(Color.BLACK);
		framed.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, CAPTION * 2 / 3));
		for (int i = 0; i < lines.size(); i++) {
			framed.drawString(lines.get(i), 2, (i + 1) * CAPTION);
		}
		return framed.getBufferedImage();
	}
}
