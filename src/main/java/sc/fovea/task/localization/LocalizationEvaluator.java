package sc.fovea.task.localization;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import sc.fovea.annotation.AnnotatedImage;
import sc.fovea.annotation.Annotations;
import sc.fovea.annotation.DataSet;
import sc.fovea.annotation.LeftOut;
import sc.fovea.annotation.OneObject;
import sc.fovea.annotation.Skip;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.evaluate.EvaluationReport;
import sc.fovea.evaluate.ImageResult;
import sc.fovea.evaluate.Reference;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.image.ChosenChannel;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFileException;
import sc.fovea.tile.Progress;

/**
 * Compares what a model finds in images that hold exactly one object of its classes with where the object is.
 *
 * @param localizer a loaded model, which is not closed here
 * @param channel which channel of each image a one-channel model sees, by number, name or colour; 0 for the only one
 */
public record LocalizationEvaluator(Localizer localizer, String channel) {

	/**
	 * Compares all that hold one object; others, and those that cannot be used, are left out and said.
	 *
	 * @throws ImageFileException naming the file, if an image or its annotations cannot be used and the data are strict, or more than half cannot, or no image holds
	 *        exactly one object of the model's classes
	 * @throws CancellationException if it was cancelled
	 */
	public EvaluationReport run(DataSet data, Progress progress) throws ImageFileException {
		List<LocalizedImage> compared = new ArrayList<>();
		List<ImageResult> results = new ArrayList<>();
		List<Skip> left = new ArrayList<>(data.skips());
		LeftOut failures = new LeftOut(data.isStrict(), data.images().size(), left::add);
		int done = 0;
		for (AnnotatedImage image : data.images()) {
			if (progress.isCancelled()) throw new CancellationException("Stopped after " + done + " of " + data.images().size() + " images.");
			failures.trying(() -> compare(image).ifPresentOrElse(found -> {
				compared.add(found);
				LocalizationEvaluation alone = new LocalizationEvaluation(localizer.classes(), List.of(found));
				results.add(new ImageResult(Reference.of(image), alone.score(), alone.numbers()));
			}, () -> left.add(sought().skip(image))));
			progress.progress(++done, data.images().size());
		}
		if (compared.isEmpty()) {
			throw new ImageFileException("Expected images with exactly one object of " + String.join(", ", localizer.classes()) + " in \"" + data.folder()
				+ "\", got none.");
		}
		return new EvaluationReport(new LocalizationEvaluation(localizer.classes(), compared), results, left);
	}

	private OneObject sought() {
		return new OneObject(localizer.classes());
	}

	/** The object of an image and what is found; empty if there is not exactly one. @throws ImageFileException as {@link #run} */
	public Optional<LocalizedImage> compare(AnnotatedImage image) throws ImageFileException {
		try {
			ChosenChannel opened = ChosenChannel.open(image.image(), channel, localizer.channels());
			Hyperstack pixels = opened.pixels();
			if (pixels.slices() * pixels.frames() != 1) {
				throw new ImageFileException("Expected an image of one slice and one frame, got " + pixels.slices() + " and " + pixels.frames() + " in \""
					+ image.image() + "\".");
			}
			Annotations annotations = image.annotations(Extent.plane(pixels.width(), pixels.height()));
			Optional<LabelledBox> truth = sought().in(annotations);
			if (truth.isEmpty()) return Optional.empty();
			Localization found = localizer.localize(pixels, opened.channel(), Progress.none()).get(0);
			List<String> classes = localizer.classes();
			return Optional.of(new LocalizedImage(image.name(), classes.indexOf(truth.get().label()), truth.get().box(),
				new ScoredBox(found.box(), found.score(), classes.indexOf(found.label()))));
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("\"" + image.image() + "\" cannot be used: " + e.getMessage(), e);
		}
	}
}
