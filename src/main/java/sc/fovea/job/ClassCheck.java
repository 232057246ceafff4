package sc.fovea.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import sc.fovea.data.ClassFolders;
import sc.fovea.image.ImageFileException;
import sc.fovea.task.classification.ClassSurvey;

/**
 * What a training would find in a folder with a folder of images for each class.
 *
 * @param lines for people
 * @param failures a sentence for each image that cannot be read
 */
public record ClassCheck(List<String> lines, List<String> failures) {

	/** The task for which such folders are. */
	public static final String TASK = "classification";

	/** Copies the list. */
	public ClassCheck {
		lines = List.copyOf(lines);
		failures = List.copyOf(failures);
	}

	/**
	 * Reads all images, if that is asked for or the folder is laid out so.
	 *
	 * @param task what the images are for, or {@link TrainingSettings#AUTOMATIC}
	 * @return empty if it is another folder, or for another task
	 * @throws ImageFileException if classification is asked for and the folder is laid out otherwise, or its images have different channels
	 */
	public static Optional<ClassCheck> of(Path folder, String task) throws ImageFileException {
		boolean isAsked = task.equals(TASK) || task.equals(TrainingSettings.AUTOMATIC) && ClassFolders.isOne(folder);
		return isAsked ? Optional.of(of(folder)) : Optional.empty();
	}

	/** @param isStrict whether an image that cannot be read is an error @throws ImageFileException with its name, if it is */
	public void require(boolean isStrict) throws ImageFileException {
		if (isStrict && !failures.isEmpty()) throw new ImageFileException(failures.get(0));
	}

	private static ClassCheck of(Path folder) throws ImageFileException {
		ClassFolders listed = ClassFolders.list(folder);
		ClassSurvey survey = ClassSurvey.of(listed);
		ClassFolders usable = survey.folders();
		List<String> lines = new ArrayList<>(usable.report().lines().toList());
		lines.add(String.format(Locale.ROOT, "%s images of %s bits; half have a mean side of at most %d pixels, and a network would see %dx%d.",
			survey.channels() == 1 ? "Grey" : survey.channels() + "-channel", survey.areBytes() ? "8" : "more than 8", survey.side(), survey.size().width(),
			survey.size().height()));
		int[] counts = IntStream.range(0, usable.classes().size()).map(usable::count).toArray();
		int largest = IntStream.of(counts).max().orElse(0);
		int smallest = IntStream.of(counts).min().orElse(0);
		if (largest > smallest) {
			lines.add(String.format(Locale.ROOT, "The largest class has %.1f times as many images as the smallest; a training shows every class equally often.",
				(double) largest / smallest));
		}
		List<String> failures = usable.skipped().stream().filter(skip -> !listed.skipped().contains(skip))
			.map(skip -> "\"" + skip.path() + "\" cannot be used: " + skip.reason() + ".").toList();
		return new ClassCheck(lines, failures);
	}
}
