package sc.fovea.image;

import ij.ImagePlus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was understood of an image file, in lines for people.
 *
 * <pre>{@code
 * cells.ome.tif
 *   Size: 512 x 512 pixels, 2 channels, 3 slices, 2 frames, 16 bit
 *   Channels: 1 DAPI blue, 2 GFP green
 *   Pixel size: 0.65 x 0.65 x 2 µm
 * }</pre>
 */
public final class ImageSummary {

	private ImageSummary() {}

	/** The lines of a file. @throws ImageFileException as {@link ImageFiles#open} */
	public static List<String> of(Path file) throws ImageFileException {
		ImagePlus image = ImageFiles.open(file);
		List<String> lines = new ArrayList<>();
		lines.add(file.toString());
		lines.add("  Size: " + image.getWidth() + " x " + image.getHeight() + " pixels, " + axes(image) + type(image));
		int channels = Hyperstack.of(image).channels();
		if (channels > 1) lines.add("  Channels: " + ChannelChoice.describe(image, channels));
		lines.add("  Pixel size: " + size(PixelSize.of(image)));
		int series = ImageFiles.seriesCount(file);
		if (series > 1) lines.add("  Images in the file: " + series + "; this is the first, \"" + file.getFileName() + "#2\" is the second");
		return lines;
	}

	private static String axes(ImagePlus image) {
		return counted(Hyperstack.of(image).channels(), "channel") + counted(image.getNSlices(), "slice") + counted(image.getNFrames(), "frame");
	}

	private static String counted(int count, String what) {
		return count + " " + what + (count == 1 ? "" : "s") + ", ";
	}

	private static String type(ImagePlus image) {
		if (image.getBitDepth() == 24) return "RGB";
		if (Palette.isIn(image)) return "palette of colours";
		String inverted = image.getBitDepth() == 8 && image.isInvertedLut() ? ", white is zero" : "";
		return image.getBitDepth() + " bit" + (image.getBitDepth() == 32 ? " floating point" : "") + inverted;
	}

	private static String size(PixelSize size) {
		if (!size.isCalibrated()) return "unknown";
		return String.format(Locale.ROOT, "%s x %s x %s %s", number(size.width()), number(size.height()), number(size.depth()), size.unit());
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, "%.6g", value).replaceFirst("0+$", "").replaceFirst("\\.$", "");
	}
}
