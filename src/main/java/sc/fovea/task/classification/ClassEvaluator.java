package sc.fovea.task.classification;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import sc.fovea.annotation.LeftOut;
import sc.fovea.annotation.Skip;
import sc.fovea.data.ClassFolders;
import sc.fovea.evaluate.EvaluationReport;
import sc.fovea.evaluate.ImageResult;
import sc.fovea.evaluate.Reference;
import sc.fovea.evaluate.Truth;
import sc.fovea.image.ChosenChannel;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFileException;
import sc.fovea.predict.WholeImage;
import sc.fovea.tile.Progress;

/**
 * Compares what a model says about images with the folders that they lie in.
 *
 * @param classifier a loaded model, which is not closed here
 * @param channel which channel of each image a one-channel model sees, by number, name or colour; 0 for the only one
 */
public record ClassEvaluator(Classifier classifier, String channel) {

	/**
	 * Compares all.
	 *
	 * @throws ImageFileException naming the file or folder, if an image cannot be used, or a folder is of a class that the model does not know
	 * @throws CancellationException if it was cancelled
	 */
	public ClassEvaluation run(ClassFolders folders, Progress progress) throws ImageFileException {
		int[] numbers = numbers(folders);
		List<ClassifiedImage> images = new ArrayList<>();
		for (ClassFolders.Item item : folders.images()) {
			if (progress.isCancelled()) throw new CancellationException("Stopped after " + images.size() + " of " + folders.images().size() + " images.");
			images.add(one(folders, item, numbers[item.number()]));
			progress.progress(images.size(), folders.images().size());
		}
		return new ClassEvaluation(classifier.classes(), images);
	}

	/**
	 * Compares all, for a report whose images are ranked by the probability of the truth.
	 *
	 * @param isStrict whether an image that cannot be used is an error, and not only left out; more than half of all always are
	 * @throws ImageFileException as {@link #run}
	 */
	public EvaluationReport report(ClassFolders folders, boolean isStrict, Progress progress) throws ImageFileException {
		int[] numbers = numbers(folders);
		int count = folders.images().size();
		List<ClassifiedImage> images = new ArrayList<>();
		List<ImageResult> results = new ArrayList<>();
		List<Skip> left = new ArrayList<>();
		LeftOut failures = new LeftOut(isStrict, count, left::add);
		for (int i = 0; i < count; i++) {
			if (progress.isCancelled()) throw new CancellationException("Stopped after " + i + " of " + count + " images.");
			ClassFolders.Item item = folders.images().get(i);
			failures.trying(() -> {
				ClassifiedImage image = one(folders, item, numbers[item.number()]);
				images.add(image);
				results.add(result(image, item.file()));
			});
			progress.progress(i + 1L, count);
		}
		return new EvaluationReport(new ClassEvaluation(classifier.classes(), images), results, left);
	}

	private ImageResult result(ClassifiedImage image, Path file) {
		String name = image.name().replaceFirst("\\.[^./]*$", "").replace('/', '_');
		Reference reference = new Reference(name, file.getParent(), Truth.of(file, Optional.empty(), false), Optional.of(file));
		return new ImageResult(reference, image.probabilityOfTruth(), new ClassEvaluation(classifier.classes(), List.of(image)).numbers());
	}

	/** What an image is called: its path within the folder. */
	static String name(ClassFolders folders, Path file) {
		return folders.folder().relativize(file).toString().replace('\\', '/');
	}

	/** The model's number of each folder. */
	private int[] numbers(ClassFolders folders) throws ImageFileException {
		int[] numbers = new int[folders.classes().size()];
		for (int i = 0; i < numbers.length; i++) {
			numbers[i] = classifier.classes().indexOf(folders.classes().get(i));
			if (numbers[i] < 0) {
				throw new ImageFileException("Expected folders of the classes " + String.join(", ", classifier.classes()) + ", got \""
					+ folders.folder().resolve(folders.classes().get(i)) + "\".");
			}
		}
		return numbers;
	}

	private ClassifiedImage one(ClassFolders folders, ClassFolders.Item item, int truth) throws ImageFileException {
		try {
			ChosenChannel opened = ChosenChannel.open(item.file(), channel, classifier.channels());
			Hyperstack image = opened.pixels();
			if (image.slices() * image.frames() != 1) {
				throw new ImageFileException("Expected an image of one slice and one frame, got " + image.slices() + " and " + image.frames() + " in \""
					+ item.file() + "\".");
			}
			WholeImage.View view = new WholeImage.View(0, 0, opened.channel(), Optional.empty());
			return new ClassifiedImage(name(folders, item.file()), truth, classifier.classify(image, view));
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("\"" + item.file() + "\" cannot be used: " + e.getMessage(), e);
		}
	}
}
