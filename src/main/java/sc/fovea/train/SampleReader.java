package sc.fovea.train;

import java.util.ArrayList;
import java.util.List;

import sc.fovea.data.ImagePair;
import sc.fovea.data.Sample;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageFiles;
import sc.fovea.model.Normalisation;
import sc.fovea.task.Normaliser;
import sc.fovea.tile.ImageSource;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * Reads annotated images into samples, normalised exactly as a model will normalise them.
 *
 * @param normalisation the model's
 * @param channels channels that every image must have
 */
public record SampleReader(Normalisation normalisation, int channels) {

	/**
	 * Reads all pairs.
	 *
	 * @throws ImageFileException naming the file, if an image cannot be read, has other channels or another size than its labels, or ids that are no whole
	 *         numbers
	 */
	public List<Sample> read(List<ImagePair> pairs) throws ImageFileException {
		List<Sample> samples = new ArrayList<>(pairs.size());
		for (ImagePair pair : pairs) {
			samples.add(read(pair));
		}
		return samples;
	}

	private Sample read(ImagePair pair) throws ImageFileException {
		Hyperstack image = Hyperstack.of(ImageFiles.open(pair.image()));
		Hyperstack labels = Hyperstack.of(ImageFiles.open(pair.labels()));
		if (labels.width() != image.width() || labels.height() != image.height() || image.channels() != channels) {
			throw new ImageFileException("Expected " + channels + " channel(s) and labels of " + image.width() + "x" + image.height() + " pixels for '"
				+ pair.image() + "', got " + image.channels() + " and " + labels.width() + "x" + labels.height() + ".");
		}
		try {
			return new Sample(ImagePair.stem(pair.image()), image.width(), image.height(), channels, pixels(image), labels.labelIds());
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("\"" + pair.image() + "\" cannot be used: " + e.getMessage(), e);
		}
	}

	private float[] pixels(Hyperstack image) {
		TileSource source = Normaliser.apply(normalisation, ImageSource.of(channels == 1 ? image.plane(0, 0, 0) : image.image(0, 0)));
		float[] pixels = new float[Math.multiplyExact(Math.multiplyExact(image.width(), image.height()), channels)];
		source.read(new Region(0, 0, image.width(), image.height()), pixels);
		return pixels;
	}
}
