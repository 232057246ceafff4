package sc.fovea.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import sc.fovea.data.ImagePair;
import sc.fovea.data.LabelPlane;
import sc.fovea.data.Sample;
import sc.fovea.image.ImageFileException;
import sc.fovea.model.Normalisation;
import sc.fovea.task.Normaliser;

/**
 * Reads annotated images into samples, normalised exactly as a model will normalise them. A grey image that was saved as RGB counts as one channel, as it does
 * when a model is used.
 *
 * @param normalisation the model's
 * @param channels channels that every image must have
 */
public record SampleReader(Normalisation normalisation, int channels) {

	/** Channels of an image file; 1 if all its channels are equal. @throws ImageFileException if it cannot be read */
	public static int channels(Path file) throws ImageFileException {
		return FilePlane.open(file).channels();
	}

	/**
	 * Reads all pairs.
	 *
	 * @throws ImageFileException naming the file, if an image or its labels cannot be read, have slices or frames, are of different size or have other channels
	 *         than expected, or if a pixel is not finite or an id no whole number
	 */
	public List<Sample> read(List<ImagePair> pairs) throws ImageFileException {
		List<Sample> samples = new ArrayList<>(pairs.size());
		for (ImagePair pair : pairs) {
			samples.add(read(pair));
		}
		return samples;
	}

	private Sample read(ImagePair pair) throws ImageFileException {
		FilePlane image = FilePlane.open(pair.image());
		LabelPlane labels = LabelPlane.open(pair.labels());
		if (labels.width() != image.width() || labels.height() != image.height()) {
			throw new ImageFileException("Expected labels of " + image.width() + "x" + image.height() + " pixels for \"" + pair.image() + "\", got "
				+ labels.width() + "x" + labels.height() + " in \"" + pair.labels() + "\".");
		}
		return new Sample(ImagePair.stem(pair.image()), image.width(), image.height(), channels, pixels(image), labels.ids());
	}

	private float[] pixels(FilePlane image) throws ImageFileException {
		try {
			return FilePlane.read(Normaliser.apply(normalisation, image.source(channels)));
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("\"" + image.file() + "\" cannot be used: " + e.getMessage(), e);
		}
	}
}
