package sc.fovea.predict;

import java.util.OptionalDouble;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

import sc.fovea.image.Hyperstack;
import sc.fovea.image.PixelSize;
import sc.fovea.model.ModelInput;
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
		double scale = scale(image.pixelSize());
		TileSource normalised = Normaliser.apply(expected.normalisation(), channels(image, place, progress));
		return scale == 1 ? normalised : new ScaledSource(normalised, scale);
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
			return watched(image.plane(Math.max(0, options.channel() - 1), place.z(), place.t()), progress);
		}
		TileSource all = watched(image.image(place.z(), place.t()), progress);
		if (image.channels() == expected.channels()) {
			return all;
		}
		if (expected.channels() == 1 && isGrey(all)) {
			return watched(image.plane(0, place.z(), place.t()), progress);
		}
		throw otherChannels(expected.channels(), image);
	}

	private static TileSource watched(RandomAccessibleInterval<? extends RealType<?>> pixels, Progress progress) {
		return new WatchedSource(ImageSource.of(pixels), progress);
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
