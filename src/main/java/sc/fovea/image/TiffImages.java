package sc.fovea.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.LUT;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import sc.fovea.image.tiff.TiffRaster;

/** Images of TIFF files in memory, with what ImageJ keeps beside the pixels. */
final class TiffImages {

	private static final int MOST_CHANNELS = 7;
	private static final int SIGN = 1 << 15;

	private TiffImages() {}

	/** Reads all pixels. @throws IOException naming the block that cannot be read */
	static ImagePlus toImagePlus(Path file, TiffSeries series) throws IOException {
		TiffImage source = series.image();
		ImageStack stack = new ImageStack(source.width(), source.height());
		for (int page = 0; page < source.pages().size(); page++)
			for (Object plane : source.planes(page))
				stack.addSlice(null, isSigned(series) ? signed((short[]) plane) : plane);
		label(stack, series);
		ImagePlus plain = new ImagePlus(file.getFileName().toString(), stack);
		plain.setDimensions(source.channels(), source.slices(), source.frames());
		source.pixelSize().applyTo(plain);
		calibrate(plain, series.notes());
		ImagePlus image = source.channels() > 1 && !source.isRgb() ? composite(plain, series) : single(plain, series);
		image.setOpenAsHyperStack(image.getNDimensions() > 3 || series.notes().text("hyperstack", "").equals("true"));
		series.data().applyTo(image);
		return named(image, series);
	}

	/** An image with the names of its channels. */
	static ImagePlus named(ImagePlus image, TiffSeries series) {
		ChannelNames.set(image, series.names());
		return image;
	}

	private static void label(ImageStack stack, TiffSeries series) {
		List<String> labels = series.data().labels();
		for (int i = 0; i < Math.min(labels.size(), stack.getSize()); i++)
			stack.setSliceLabel(labels.get(i), i + 1);
	}

	/** Frame interval, origin and what ImageJ measures grey values in. */
	private static void calibrate(ImagePlus image, ImageJDescription notes) {
		Calibration calibration = image.getCalibration();
		calibration.frameInterval = notes.number("finterval", 0);
		calibration.xOrigin = notes.number("xorigin", 0);
		calibration.yOrigin = notes.number("yorigin", 0);
		calibration.zOrigin = notes.number("zorigin", 0);
		if (!notes.text("tunit", "").isEmpty()) calibration.setTimeUnit(notes.text("tunit", ""));
	}

	/** ImageJ writes signed numbers 32,768 too high, with a straight line that takes it away again. */
	private static boolean isSigned(TiffSeries series) {
		ImageJDescription notes = series.notes();
		return series.image().bitDepth() == 16 && notes.text("cf", "").equals("0") && notes.number("c0", 0) == -SIGN && notes.number("c1", 0) == 1;
	}

	private static float[] signed(short[] plane) {
		float[] values = new float[plane.length];
		for (int i = 0; i < values.length; i++)
			values[i] = (plane[i] & 0xffff) - SIGN;
		return values;
	}

	private static ImagePlus composite(ImagePlus plain, TiffSeries series) {
		if (plain.getNChannels() > MOST_CHANNELS && series.notes().text("mode", "").isEmpty()) return single(plain, series);
		int mode = switch (series.notes().text("mode", "composite")) {
			case "color" -> CompositeImage.COLOR;
			case "grayscale", "gray" -> CompositeImage.GRAYSCALE;
			default -> CompositeImage.COMPOSITE;
		};
		CompositeImage image = new CompositeImage(plain, mode);
		double[] ranges = series.data().ranges();
		List<LUT> tables = series.data().tables();
		for (int c = 1; c <= image.getNChannels(); c++) {
			LUT table = c <= tables.size() ? tables.get(c - 1) : image.getChannelLut(c);
			if (2 * c <= ranges.length) {
				table.min = ranges[2 * c - 2];
				table.max = ranges[2 * c - 1];
			}
			if (c <= tables.size() || 2 * c <= ranges.length) image.setChannelLut(table, c);
		}
		return image;
	}

	private static ImagePlus single(ImagePlus image, TiffSeries series) {
		TiffRaster raster = series.image().pages().get(0);
		if (image.getBitDepth() == 24) return image;
		if (series.image().palette().colours().length > 0) return series.image().palette().applyTo(image);
		int[] colours = series.pages().get(0).palette();
		if (colours.length == 256) image.setLut(Palette.of(colours).table());
		if (raster.isInverted()) invert(image);
		double min = series.notes().number("min", 0);
		double max = series.notes().number("max", 0);
		if (max > min) image.setDisplayRange(min, max);
		return image;
	}

	private static void invert(ImagePlus image) {
		ImageProcessor processor = image.getProcessor();
		processor.invertLut();
		image.setLut(processor.getLut());
	}
}
