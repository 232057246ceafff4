package sc.fovea.task.classification;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import sc.fovea.data.ClassFolders;
import sc.fovea.data.Sample;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFileException;
import sc.fovea.model.ModelInput;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.predict.WholeImage;
import sc.fovea.train.sample.FilePlane;

/**
 * Reads images of classes into samples, exactly as a model will see them: normalised and of one size. Every pixel of a sample has the label 1 + class.
 *
 * @param input what the model will expect
 */
public record ClassReader(WholeImage input) {

	/** The samples. @throws ImageFileException naming the file, if an image cannot be used */
	public List<Sample> read(ClassFolders folders) throws ImageFileException {
		List<Sample> samples = new ArrayList<>();
		for (ClassFolders.Item item : folders.images()) {
			samples.add(sample(folders, item));
		}
		return samples;
	}

	private Sample sample(ClassFolders folders, ClassFolders.Item item) throws ImageFileException {
		Tensor pixels = pixels(item.file(), FilePlane.open(item.file()).image());
		int[] labels = new int[pixels.height() * pixels.width()];
		Arrays.fill(labels, 1 + item.number());
		String name = folders.folder().relativize(item.file()).toString().replace('\\', '/');
		return new Sample(name, pixels.width(), pixels.height(), pixels.channels(), pixels.data(), labels);
	}

	private Tensor pixels(Path file, Hyperstack image) throws ImageFileException {
		try {
			return input.of(image, WholeImage.View.FIRST);
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("\"" + file + "\" cannot be used: " + e.getMessage(), e);
		}
	}

	/** Number of a sample's class, from 0. */
	static int number(Sample sample) {
		return sample.labels()[0] - 1;
	}

	/** Numbers of the classes of samples. */
	static int[] numbers(List<Sample> samples) {
		return samples.stream().mapToInt(ClassReader::number).toArray();
	}

	/** A reader for a network's input. */
	static ClassReader of(ModelInput input, Size size) {
		return new ClassReader(new WholeImage(input, Optional.of(size)));
	}
}
