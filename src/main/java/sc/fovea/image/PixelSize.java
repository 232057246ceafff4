package sc.fovea.image;

import ij.ImagePlus;
import ij.measure.Calibration;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The size of a pixel and the distance of slices, as ImageJ keeps them.
 * <p>
 * {@code new PixelSize(0.65, 0.65, 2, "micron").micrometresPerPixel()} is 0.65;
 * {@code PixelSize.PIXEL.micrometresPerPixel()} is empty.
 *
 * @param width  width of a pixel, in {@code unit}
 * @param height height of a pixel, in {@code unit}
 * @param depth  distance of two slices, in {@code unit}
 * @param unit   unit of length as written in the image, for example "µm", "micron", "nm"; "pixel" where it is unknown
 */
public record PixelSize(double width, double height, double depth, String unit) {

	/** One pixel per pixel: an image whose size is unknown. */
	public static final PixelSize PIXEL = new PixelSize(1, 1, 1, "pixel");

	/**
	 * Checks the values.
	 *
	 * @throws IllegalArgumentException if a size is not a positive number
	 */
	public PixelSize {
		Objects.requireNonNull(unit, "unit");
		requirePositive(width, "width");
		requirePositive(height, "height");
		requirePositive(depth, "depth");
	}

	private static void requirePositive(double size, String what) {
		if (!(size > 0) || Double.isInfinite(size))
			throw new IllegalArgumentException("The " + what + " of a pixel must be a positive number, but is " + size + ".");
	}

	/** The pixel size of an image; see {@link #of(Calibration)}. */
	public static PixelSize of(ImagePlus image) {
		return of(image.getCalibration());
	}

	/** The pixel size that a calibration states; a value that is not a positive number, as damaged headers have it, counts as 1. */
	public static PixelSize of(Calibration calibration) {
		String unit = calibration.getUnit();
		return new PixelSize(usable(calibration.pixelWidth), usable(calibration.pixelHeight), usable(calibration.pixelDepth),
			unit == null ? "pixel" : readableUnit(unit));
	}

	/** A unit whose µ was written in one encoding and read in another, or as an escape, as "µm"; others as they are. */
	static String readableUnit(String unit) {
		return unit.strip().matches("(\\\\u00[bB]5|.{0,3}[\u00b5\u03bc]|[\u00c2?\ufffd]|\u00ce\u00bc|\u00ef\u00bf\u00bd|u|\u00e6)m") ? "\u00b5m" : unit;
	}

	private static double usable(double size) {
		return size > 0 && Double.isFinite(size) ? size : 1;
	}

	/** Whether the unit is a length that microscopes are calibrated in: metres and their parts, but no pixels and no inches. */
	public boolean isCalibrated() {
		return micrometresPerUnit(unit).isPresent();
	}

	/** Side of a pixel in µm, the geometric mean of width and height; empty where the image is not calibrated. */
	public OptionalDouble micrometresPerPixel() {
		OptionalDouble perUnit = micrometresPerUnit(unit);
		if (perUnit.isEmpty()) return perUnit;
		double side = width == height ? width : Math.sqrt(width * height);
		return OptionalDouble.of(side * perUnit.getAsDouble());
	}

	/**
	 * The size of the pixels of an image that is resampled in x and y; the depth stays.
	 *
	 * @param factor new pixel size over old: 2 for an image of half the width
	 * @throws IllegalArgumentException if the factor is not a positive number
	 */
	public PixelSize scale(double factor) {
		return new PixelSize(width * factor, height * factor, depth, unit);
	}

	/** Calibrates an image with these sizes; its other calibration (origin, density, frame interval) stays. */
	public void applyTo(ImagePlus image) {
		Calibration calibration = image.getCalibration().copy();
		calibration.pixelWidth = width;
		calibration.pixelHeight = height;
		calibration.pixelDepth = depth;
		calibration.setUnit(unit);
		image.setCalibration(calibration);
	}

	private static OptionalDouble micrometresPerUnit(String unit) {
		double factor = switch (readableUnit(unit).strip().toLowerCase(Locale.ROOT)) {
			case "\u00b5m", "micron", "microns", "micrometer", "micrometers", "micrometre", "micrometres" -> 1;
			case "nm", "nanometer", "nanometers", "nanometre", "nanometres" -> 1e-3;
			case "\u00e5", "\u212b", "a", "angstrom", "angstroms" -> 1e-4;
			case "pm", "picometer", "picometers", "picometre", "picometres" -> 1e-6;
			case "mm", "millimeter", "millimeters", "millimetre", "millimetres" -> 1e3;
			case "cm", "centimeter", "centimeters", "centimetre", "centimetres" -> 1e4;
			case "m", "meter", "meters", "metre", "metres" -> 1e6;
			default -> 0;
		};
		return factor == 0 ? OptionalDouble.empty() : OptionalDouble.of(factor);
	}
}
