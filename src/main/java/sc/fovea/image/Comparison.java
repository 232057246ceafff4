package sc.fovea.image;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;

/**
 * True and predicted labels of an image in one picture: true outlines are blue, predicted ones orange, and white where both agree. What is
 * missed is tinted blue, what is false is tinted orange. Images above {@value Overlays#LONGEST} pixels are shrunk, small ones are enlarged.
 *
 * @param width     in pixels
 * @param truth     true labels, of which some pixels are missed
 * @param predicted predicted labels, of which some pixels are false
 */
public record Comparison(int width, Side truth, Side predicted) {

	/** Colour of the truth as 0xRRGGBB; it differs from {@link #PREDICTED} for colour-blind people too. */
	public static final int TRUE = 0x30a0ff;

	/** Colour of the prediction as 0xRRGGBB. */
	public static final int PREDICTED = 0xff9000;

	private static final int BOTH = 0xffffff;
	private static final int SHORTEST = 512;
	private static final int LARGEST_ZOOM = 8;

	/**
	 * Labels and which of them are wrong.
	 *
	 * @param ids   of each pixel in rows from the top, 0 for background
	 * @param wrong pixels that are to be tinted
	 */
	public record Side(int[] ids, BitSet wrong) {}

	/**
	 * Checks the sizes.
	 *
	 * @throws IllegalArgumentException if the labels differ in size or are not whole rows
	 */
	public Comparison {
		if (width < 1 || truth.ids.length % width != 0 || truth.ids.length != predicted.ids.length)
			throw new IllegalArgumentException("Two times the same number of whole rows of " + width + " ids are expected, but there are "
				+ truth.ids.length + " and " + predicted.ids.length + " ids.");
	}

	/**
	 * Writes the picture as PNG.
	 *
	 * @param image   file that is drawn below the labels; black if there is none
	 * @param channel of the image, as {@link ChannelChoice} takes it
	 * @throws ImageFileException if the image cannot be read, has another size or no such channel, or the picture cannot be written
	 */
	public void savePng(Optional<Path> image, String channel, Path target) throws ImageFileException {
		ImagePlus below = image.isPresent() ? ImageFiles.open(image.get()) : new ImagePlus("", new ByteProcessor(width, height()));
		try {
			ImageWriter.savePng(draw(below, image.isPresent() ? ChannelChoice.shown(channel, below) : 0), target);
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("\"" + image.map(Path::toString).orElse("") + "\" cannot be shown: " + e.getMessage(), e);
		}
	}

	private int height() {
		return truth.ids.length / width;
	}

	/**
	 * The picture.
	 *
	 * @param image   drawn below the labels
	 * @param channel of the image, from 0
	 * @throws IllegalArgumentException if the image has another size, or no such channel
	 */
	public BufferedImage draw(ImagePlus image, int channel) {
		Hyperstack stack = Hyperstack.of(image);
		if (stack.width() != width || stack.height() != height() || channel < 0 || channel >= stack.channels())
			throw new IllegalArgumentException("An image of " + width + "x" + height() + " pixels with a channel " + (channel + 1)
				+ " is expected, but it has " + stack.width() + "x" + stack.height() + " pixels and " + stack.channels() + " channel(s).");
		BufferedImage picture = Overlays.background(image, new PlaneIndex(channel, 0, 0));
		int step = Overlays.step(image);
		int zoom = Math.max(1, Math.min(LARGEST_ZOOM, SHORTEST / Math.max(picture.getWidth(), picture.getHeight())));
		BufferedImage enlarged = new BufferedImage(picture.getWidth() * zoom, picture.getHeight() * zoom, BufferedImage.TYPE_INT_RGB);
		for (int y = 0; y < enlarged.getHeight(); y++)
			for (int x = 0; x < enlarged.getWidth(); x++)
				enlarged.setRGB(x, y, colour(picture.getRGB(x / zoom, y / zoom) & 0xffffff, new Place(x, y, zoom, step)));
		return enlarged;
	}

	private int colour(int below, Place place) {
		boolean isTrue = isBorder(truth.ids, place);
		boolean isPredicted = isBorder(predicted.ids, place);
		if (isTrue || isPredicted) return isTrue && isPredicted ? BOTH : isTrue ? TRUE : PREDICTED;
		int i = place.column(0) + place.row(0) * width;
		int tinted = truth.wrong.get(i) ? tint(below, TRUE) : below;
		return predicted.wrong.get(i) ? tint(tinted, PREDICTED) : tinted;
	}

	/** Two parts of the first and one of the second colour. */
	private static int tint(int below, int with) {
		int mixed = 0;
		for (int shift = 0; shift <= 16; shift += 8)
			mixed |= (2 * (below >> shift & 255) + (with >> shift & 255)) / 3 << shift;
		return mixed;
	}

	/** Whether a pixel of the picture belongs to an object, and one beside it does not. */
	private boolean isBorder(int[] ids, Place p) {
		int id = ids[p.row(0) * width + p.column(0)];
		if (id == 0) return false;
		for (int d = -1; d <= 1; d += 2) {
			int column = p.column(d);
			int row = p.row(d);
			if (column < 0 || column >= width || ids[p.row(0) * width + column] != id) return true;
			if (row < 0 || row >= height() || ids[row * width + p.column(0)] != id) return true;
		}
		return false;
	}

	/** A pixel of the picture, and where it and those beside it lie in the image. */
	private record Place(int x, int y, int zoom, int step) {

		int column(int right) {
			return Math.floorDiv(x + right, zoom) * step;
		}

		int row(int down) {
			return Math.floorDiv(y + down, zoom) * step;
		}
	}
}
