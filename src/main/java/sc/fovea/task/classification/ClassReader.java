package sc.fovea.task.classification;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fovea.data.ClassFolders;
import sc.fovea.data.Sample;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFileException;
import sc.fovea.net.Tensor;
import sc.fovea.predict.WholeImage;
import sc.fovea.train.sample.FilePlane;

/**
 * Reads images of classes into samples, exactly as a model will see them: normalised and of one size. Every pixel of a sample has the label 1 + class.
 *
 * @param input what the model will expect
 * @param larger how images larger than that are seen; tile by tile they are learned by their middle
 */
public record ClassReader(WholeImage input, LargeImages larger) {

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
			LargeImages seen = larger == LargeImages.RESIZE ? larger : LargeImages.CROP;
			return input.parts(image, WholeImage.View.FIRST, whole -> seen.parts(whole, input.size().orElse(whole))).get(0);
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
}
