package sc.fovea.predict.scale;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * By which factor an image is resampled, and why.
 *
 * @param factor above 1 if it is enlarged
 * @param reason what decided
 * @param diameter typical one of the objects, in pixels of the image, if the image was asked
 */
public record ScaleEstimate(double factor, Reason reason, OptionalDouble diameter) {

	/**
	 * Objects that differ less from the learned size are left as they are, and calibration decides where the image does not differ more from it. The network
	 * learns from sizes that vary about the typical one: of 39 images with nuclei of 9 to 53 pixels, those that were resampled to 21 lost 12 of 1,689.
	 */
	static final double TOLERATED = 2.6;
	/** A second look at nearly the same scale would show the same. */
	private static final double LEAST_CHANGE = 1.5;
	/** Enlarging further shows nothing more. */
	private static final double MOST_ENLARGED = 2;
	private static final double MOST_SHRUNK = 1.0 / 16;

	/** What decided on a factor. */
	public enum Reason {
		/** The user. */
		ASKED("as asked"),
		/** The pixel sizes of image and model. */
		CALIBRATION("by the pixel sizes of image and model"),
		/** How large objects are in the image. */
		IMAGE("by the size of the objects in the image"),
		/** How large the objects were that the network found in a first try. */
		OBJECTS("by the size of the objects that were found first"),
		/** Nothing is known, or there is nothing to do. */
		NONE("");

		private final String words;

		Reason(String words) {
			this.words = words;
		}
	}

	/** What the user asked for. */
	public static ScaleEstimate asked(double factor) {
		return new ScaleEstimate(factor, Reason.ASKED, OptionalDouble.empty());
	}

	/** What calibration says. @param factor 1 if it says nothing */
	public static ScaleEstimate calibrated(double factor) {
		return new ScaleEstimate(factor, factor == 1 ? Reason.NONE : Reason.CALIBRATION, OptionalDouble.empty());
	}

	/**
	 * From the image, supported by its calibration.
	 *
	 * @param calibrated factor by the pixel sizes, if both are known
	 * @param learned what the model saw
	 * @param seen what the image shows, if anything stands out
	 */
	public static ScaleEstimate of(OptionalDouble calibrated, LearnedSize learned, Optional<ObjectSize> seen) {
		if (seen.isEmpty()) return calibrated(calibrated.orElse(1));
		double diameter = seen.get().typical();
		double wanted = limited(learned.diameter() / diameter);
		if (calibrated.isPresent() && ratio(calibrated.getAsDouble(), wanted) < TOLERATED) {
			double factor = calibrated.getAsDouble();
			return new ScaleEstimate(factor, factor == 1 ? Reason.NONE : Reason.CALIBRATION, OptionalDouble.of(diameter));
		}
		boolean isSame = ratio(learned.diameter(), diameter) < TOLERATED;
		return new ScaleEstimate(isSame ? 1 : wanted, isSame ? Reason.NONE : Reason.IMAGE, OptionalDouble.of(diameter));
	}

	/**
	 * A better one after a first try.
	 *
	 * @param learned what the model saw
	 * @param found median diameter of the objects that were found, in pixels of the image
	 * @return empty if they were about as large as expected, or the factor would hardly change
	 */
	public Optional<ScaleEstimate> corrected(LearnedSize learned, double found) {
		double wanted = limited(learned.diameter() / found);
		boolean isGood = ratio(found * factor, learned.diameter()) < TOLERATED || ratio(wanted, factor) < LEAST_CHANGE;
		return isGood || reason == Reason.ASKED ? Optional.empty() : Optional.of(new ScaleEstimate(wanted, Reason.OBJECTS, OptionalDouble.of(found)));
	}

	private static double limited(double factor) {
		return Math.max(MOST_SHRUNK, Math.min(MOST_ENLARGED, factor));
	}

	/** How often the smaller goes into the larger. */
	static double ratio(double a, double b) {
		return Math.max(a / b, b / a);
	}

	/** For people: {@code objects of about 84 pixels, resampled by 0.25, by the size of the objects in the image}; empty if nothing was done. */
	public String words() {
		if (factor == 1) return "";
		String size = diameter.isEmpty() ? "" : String.format(Locale.ROOT, "objects of about %.0f pixels, ", diameter.getAsDouble());
		return size + String.format(Locale.ROOT, "resampled by %.2f ", factor) + reason.words;
	}
}
