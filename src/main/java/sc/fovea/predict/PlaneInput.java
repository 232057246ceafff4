package sc.fovea.predict;

import java.util.Optional;
import java.util.OptionalDouble;

import sc.fovea.image.Hyperstack;
import sc.fovea.image.PixelSize;
import sc.fovea.model.ModelInput;
import sc.fovea.predict.scale.LearnedSize;
import sc.fovea.predict.scale.ObjectSize;
import sc.fovea.predict.scale.ScaleEstimate;
import sc.fovea.tile.AffineSource;
import sc.fovea.tile.ImageSource;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TileSource;

/**
 * How a plane of an image becomes what a network sees: channels chosen, normalised, resampled.
 *
 * @param expected of the image, as the model says
 * @param options of the user
 */
public record PlaneInput(ModelInput expected, SegmentationOptions options) {

	/** Images whose pixel size differs less from the model's are not resampled: the network was trained on more variation. */
	private static final double SAME_SCALE = 1.1;

	/**
	 * A plane, ready for the network.
	 *
	 * @throws IllegalArgumentException if the channels do not fit, the pixel size is far from the model's, or a pixel is not
	 *        finite
	 */
	public TileSource of(Hyperstack image, Segmenter.Place place, Progress progress) {
		return scaled(normalised(image, place, progress), scale(image.pixelSize()));
	}

	/** A plane in its own size. @throws IllegalArgumentException as {@link #of} */
	public AffineSource normalised(Hyperstack image, Segmenter.Place place, Progress progress) {
		return Normaliser.apply(expected.normalisation(), channels(image, place, progress), progress::note);
	}

	/** A plane as it is, of the channels that are to be seen. @throws IllegalArgumentException if the channels do not fit */
	public TileSource raw(Hyperstack image, Segmenter.Place place) {
		return channels(image, place, Progress.none());
	}

	/** A plane resampled by a factor. */
	public static TileSource scaled(TileSource plane, double scale) {
		return scale == 1 ? plane : new ScaledSource(plane, scale);
	}

	/** Pixels of a plane that was resampled by a factor, along an axis. */
	public static long scaledExtent(long extent, double scale) {
		return ScaledSource.scaled(extent, scale);
	}

	/** A factor that no look at the image gave. */
	static ScaleEstimate unseen(double factor, SegmentationOptions options) {
		return options.scale() != 0 ? ScaleEstimate.asked(factor) : ScaleEstimate.calibrated(factor);
	}

	/** The factor for a plane: as asked, or from what it shows where the model knows what size objects should have, or by the pixel sizes. */
	ScaleEstimate estimate(TileSource plane, PixelSize pixelSize, Optional<LearnedSize> learned) {
		if (options.scale() != 0 || learned.isEmpty()) return unseen(scale(pixelSize), options);
		boolean isCalibrated = expected.pixelSizeMicrometres().isPresent() && pixelSize.micrometresPerPixel().isPresent();
		OptionalDouble calibrated = isCalibrated ? OptionalDouble.of(scale(pixelSize)) : OptionalDouble.empty();
		return ScaleEstimate.of(calibrated, learned.get(), ObjectSize.of(plane, learned.get().isBright()));
	}

	/** The factor by which an image is resampled: as asked, or to the model's pixel size if both are known. */
	public double scale(PixelSize pixelSize) {
		if (options.scale() != 0) {
			return options.scale();
		}
		OptionalDouble wanted = expected.pixelSizeMicrometres();
		OptionalDouble given = pixelSize.micrometresPerPixel();
		if (wanted.isEmpty() || given.isEmpty()) {
			return 1;
		}
		double scale = given.getAsDouble() / wanted.getAsDouble();
		if (scale > SegmentationOptions.LARGEST_SCALE || scale < 1 / SegmentationOptions.LARGEST_SCALE) {
			throw new IllegalArgumentException("Expected a pixel size within a factor of 16 of the model's " + wanted.getAsDouble()
				+ " µm, got " + given.getAsDouble() + " µm; correct it in Image > Properties, or set scale=1 to ignore it.");
		}
		return scale < SAME_SCALE && scale > 1 / SAME_SCALE ? 1 : scale;
	}

	private TileSource channels(Hyperstack image, Segmenter.Place place, Progress progress) {
		if (options.channel() > image.channels()) {
			throw new IllegalArgumentException("Expected a channel from 1 to " + image.channels() + ", got "
				+ options.channel() + ".");
		}
		if (options.channel() > 0 && expected.channels() > 1) {
			throw new IllegalArgumentException("Expected no choice of a channel for a model that sees " + expected.channels()
				+ " channels, got channel=" + options.channel() + ".");
		}
		if (expected.channels() == 1 && (image.channels() == 1 || options.channel() > 0)) {
			return new WatchedSource(ImageSource.of(image, Math.max(0, options.channel() - 1), place.z(), place.t()), progress);
		}
		TileSource all = new WatchedSource(ImageSource.of(image, place.z(), place.t()), progress);
		if (image.channels() == expected.channels()) {
			return all;
		}
		if (expected.channels() == 1 && isGrey(all)) {
			return new WatchedSource(ImageSource.of(image, 0, place.z(), place.t()), progress);
		}
		throw otherChannels(expected.channels(), image);
	}

	/** Whether all channels are equal everywhere, as in a grey image that was saved as RGB. */
	static boolean isGrey(TileSource source) {
		RowBands bands = new RowBands(source);
		for (int i = 0; i < bands.count(); i++) {
			if (!isGrey(bands.read(i), source.channels())) {
				return false;
			}
		}
		return true;
	}

	private static boolean isGrey(float[] values, int channels) {
		for (int i = 0; i < values.length; i += channels) {
			for (int c = 1; c < channels; c++) {
				if (values[i + c] != values[i]) {
					return false;
				}
			}
		}
		return true;
	}

	static IllegalArgumentException otherChannels(int expected, Hyperstack image) {
		String hint = expected == 1 ? "; choose one with channel=1 to channel=" + image.channels() : "";
		return new IllegalArgumentException("Expected an image of " + counted(expected) + ", got "
			+ counted(image.channels()) + " in \"" + image.title() + "\"" + hint + ".");
	}

	private static String counted(int channels) {
		return channels + (channels == 1 ? " channel" : " channels");
	}
}
