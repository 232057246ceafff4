package sc.fovea.image;

import ij.measure.Calibration;
import java.util.stream.DoubleStream;
import sc.fovea.image.tiff.TiffPage;

/**
 * The pixel size that a TIFF states by its resolution and ImageJ's description.
 * <p>
 * Resolutions per inch or centimetre count where they are those of a microscope. Programs that know nothing write the resolution of a screen
 * or a printer: those, and sizes that no microscope has, are unknown.
 */
final class TiffPixelSize {

	private static final int NO_UNIT = 1;
	private static final int CENTIMETRE = 3;
	private static final double MICROMETRES_PER_INCH = 25_400;
	private static final double MICROMETRES_PER_CENTIMETRE = 10_000;
	/** Dots per inch of screens and printers. */
	private static final double[] PLACEHOLDERS = { 1, 72, 75, 90, 96, 100, 120, 144, 150, 180, 192, 200, 220, 240, 254, 300, 360, 400, 480, 600, 720, 1200,
		1440, 2400 };
	/** Pixels above this size are no microscope's, in µm. */
	private static final double LARGEST = 1000;
	private static final double LARGEST_BY_DOTS = 100;
	/** A pixel of a nanometre is not given in µm: 1000 pixels per unit is what some programs write for "unknown". */
	private static final double SMALLEST_IN_MICROMETRES = 0.0015;

	private TiffPixelSize() {}

	static PixelSize of(TiffPage page) {
		ImageJDescription notes = ImageJDescription.of(page.description());
		double[] perUnit = page.resolution();
		double x = perUnit[0] > 0 ? perUnit[0] : perUnit[1];
		double y = perUnit[1] > 0 ? perUnit[1] : perUnit[0];
		double spacing = Math.abs(notes.number("spacing", 1));
		double depth = spacing > 0 ? spacing : 1;
		PixelSize unknown = new PixelSize(1, 1, depth, "pixel");
		String unit = notes.text("unit", "");
		if (!unit.isEmpty() && !page.hasResolution()) return stated(1, 1, depth, unit); // as ImageJ takes it
		if (!(x > 0) || !(y > 0)) return unknown;
		if (!unit.isEmpty() && !unit.equals("inch")) return stated(1 / x, 1 / y, depth, unit);
		return page.resolutionUnit() == NO_UNIT ? unknown : byDots(page, x, y, depth);
	}

	/** By ImageJ's unit. */
	private static PixelSize stated(double width, double height, double depth, String unit) {
		Calibration calibration = new Calibration();
		calibration.pixelWidth = width;
		calibration.pixelHeight = height;
		calibration.pixelDepth = depth;
		calibration.setUnit(PixelSize.readableUnit(unit));
		PixelSize size = PixelSize.of(calibration);
		double side = size.micrometresPerPixel().orElse(1);
		boolean isNanometreInMicrometres = size.unit().equals("\u00b5m") && side < SMALLEST_IN_MICROMETRES;
		return side >= LARGEST || isNanometreInMicrometres ? PixelSize.PIXEL : size;
	}

	private static PixelSize byDots(TiffPage page, double x, double y, double depth) {
		double unit = page.resolutionUnit() == CENTIMETRE ? MICROMETRES_PER_CENTIMETRE : MICROMETRES_PER_INCH;
		double dots = x * MICROMETRES_PER_INCH / unit;
		boolean isPlaceholder = DoubleStream.of(PLACEHOLDERS).anyMatch(known -> Math.abs(known - dots) < known * 2e-3) || unit / x >= LARGEST_BY_DOTS;
		return isPlaceholder ? PixelSize.PIXEL : new PixelSize(unit / x, unit / y, depth, "\u00b5m");
	}
}
