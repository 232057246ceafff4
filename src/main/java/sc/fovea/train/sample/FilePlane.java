package sc.fovea.train.sample;

import java.util.Optional;
import java.nio.file.Path;

import sc.fovea.annotation.DataSet;
import sc.fovea.annotation.AnnotatedImage;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageFiles;
import sc.fovea.tile.ImageSource;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * The only plane of an image file. Every exception names the file.
 *
 * @param file where it lies
 * @param image its pixels
 */
public record FilePlane(Path file, Hyperstack image) {

	/** @throws ImageFileException if the file cannot be read, or has several slices or frames */
	public static FilePlane open(Path file) throws ImageFileException {
		Hyperstack image = hyperstack(file);
		if (image.slices() * image.frames() != 1) {
			throw new ImageFileException("Expected an image of one slice and one frame, got " + image.slices() + " and " + image.frames() + " in \"" + file
				+ "\".");
		}
		return new FilePlane(file, image);
	}

	private static Hyperstack hyperstack(Path file) throws ImageFileException {
		try {
			return Hyperstack.of(ImageFiles.open(file));
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("\"" + file + "\" cannot be used: " + e.getMessage(), e);
		}
	}

	/** Width in pixels. */
	public int width() {
		return image.width();
	}

	/** Height in pixels. */
	public int height() {
		return image.height();
	}

	/** Number of channels that differ: 1 for a grey image that was saved as RGB. */
	public int channels() {
		return isGrey() ? 1 : image.channels();
	}

	private boolean isGrey() {
		int channels = image.channels();
		float[] values = channels == 1 ? new float[0] : read(ImageSource.of(image, 0, 0));
		for (int i = 0; i < values.length; i++) {
			if (values[i] != values[i - i % channels]) {
				return false;
			}
		}
		return true;
	}

	/** The pixels. @throws ImageFileException if the image has other channels */
	TileSource source(int channels) throws ImageFileException {
		if (image.channels() == channels) {
			return ImageSource.of(image, 0, 0);
		}
		if (channels == 1 && isGrey()) {
			return ImageSource.of(image, 0, 0, 0);
		}
		throw new ImageFileException(
			"Expected " + channels + (channels == 1 ? " channel" : " channels") + ", got " + image.channels() + " in \"" + file + "\".");
	}

	/** All values of a source, (H, W, C). */
	public static float[] read(TileSource source) {
		int width = Math.toIntExact(source.width());
		int height = Math.toIntExact(source.height());
		float[] values = new float[Math.multiplyExact(Math.multiplyExact(width, height), source.channels())];
		source.read(new Region(0, 0, width, height), values);
		return values;
	}

	/** The first image that can be read, whose channels the model will see. @throws ImageFileException of the first of all, if that may not be left out, or none can */
	public static FilePlane first(DataSet data) throws ImageFileException {
		Optional<ImageFileException> failure = Optional.empty();
		for (AnnotatedImage image : data.images()) {
			try {
				return open(image.image());
			}
			catch (ImageFileException e) {
				if (data.isStrict()) throw e;
				failure = failure.or(() -> Optional.of(e));
			}
		}
		throw failure.orElseThrow();
	}
}
