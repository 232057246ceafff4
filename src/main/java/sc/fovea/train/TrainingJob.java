package sc.fovea.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import sc.fovea.backend.TrainingBackend;
import sc.fovea.data.ImagePair;
import sc.fovea.data.Sample;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.model.ModelCard;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.Precision;
import sc.fovea.net.Weights;

/**
 * From a folder of annotated images to a model in a file.
 * <p>
 * Eight percent of the images, at least one, judge; the others teach. While the training runs, its state is in {@link Places#checkpoint}; the file is removed when
 * the budget was used, and stays when the training was cancelled, so that it can be resumed.
 *
 * <pre>{@code
 * TrainingPlan plan = TrainingPlan.standard(Budget.ofMinutes(30), 1);
 * TrainingJob.Places places = new TrainingJob.Places(Path.of("cells"), Path.of("cells.zip"), Optional.empty());
 * new TrainingJob(places, TrainingJob.Kind.INSTANCE_SEGMENTATION, plan, TrainingJob.About.named("cells"), false).run(backend, listener);
 * }</pre>
 *
 * @param places what is read and written
 * @param kind what is learned
 * @param plan budget, schedule, augmentation, seed
 * @param about what cannot be learned from the images
 * @param resume whether an unfinished training is continued
 */
public record TrainingJob(Places places, Kind kind, TrainingPlan plan, About about, boolean resume) {

	private static final double VALIDATION_SHARE = 0.08;

	/**
	 * What is read and written.
	 *
	 * @param data folder with {@code images} and {@code labels}
	 * @param output archive to write
	 * @param start model to begin with, if any: its weights that fit are taken over
	 */
	public record Places(Path data, Path output, Optional<Path> start) {

		/** The file beside the output in which the state of the training is kept. */
		public Path checkpoint() {
			return output.resolveSibling(output.getFileName() + ".checkpoint");
		}
	}

	/** What can be learned. */
	public enum Kind {

		/** Labels are ids of objects. */
		INSTANCE_SEGMENTATION {
			@Override
			Lesson lesson(List<Sample> samples) {
				return new Lesson(InstanceTask.standard(samples.get(0).channels()), samples);
			}
		},

		/** Labels are ids of classes, 0 for background. */
		SEMANTIC_SEGMENTATION {
			@Override
			Lesson lesson(List<Sample> samples) {
				ClassNumbers classes = ClassNumbers.of(samples);
				return new Lesson(SemanticTask.standard(samples.get(0).channels(), classes.names()), samples.stream().map(classes::number).toList());
			}
		};

		/** The task, with the samples as it needs them. @throws IllegalArgumentException if the samples do not fit */
		abstract Lesson lesson(List<Sample> samples);
	}

	private record Lesson(TrainingTask task, List<Sample> samples) {}

	/**
	 * What the trainer must say about a model.
	 *
	 * @param card for people; scores are filled in
	 * @param pixelSizeMicrometres side of a pixel of the images in µm, to which other images will be resampled; empty if it is not known
	 */
	public record About(ModelCard card, OptionalDouble pixelSizeMicrometres) {

		/** Only a name. @throws IllegalArgumentException if the name is not of a-z, 0-9 and - */
		public static About named(String name) {
			ModelCard.Credits credits = new ModelCard.Credits(List.of("not stated"), List.of(), "LicenseRef-not-stated");
			return new About(new ModelCard(name, "", "1.0.0", credits, new ModelCard.Data("", "", ""), ModelCard.Scores.NONE, ""), OptionalDouble.empty());
		}
	}

	/**
	 * Reads the images, trains, and writes the archive with weights in 16 bits.
	 *
	 * @param listener may cancel: the best weights so far are written then
	 * @return the model that was written
	 * @throws IOException with a sentence, if an image or the model to begin with cannot be used, or the archive cannot be written
	 * @throws IllegalArgumentException if there is an unfinished training and it shall not be resumed, or the other way round, or the images do not fit the task
	 * @throws java.io.UncheckedIOException with a sentence, if the checkpoint is damaged or cannot be written
	 * @throws sc.fovea.backend.BackendException if the loss is not finite before the first validation, or the backend fails
	 */
	public Model run(TrainingBackend backend, TrainingListener listener) throws IOException {
		checkResume();
		Weights start = places.start().isEmpty() ? ModelTraining.FROM_SCRATCH : ModelArchive.read(places.start().get()).weights();
		List<ImagePair> pairs = ImagePair.list(places.data());
		int channels = SampleReader.channels(pairs.get(0).image());
		ModelInput input = new ModelInput(channels, new Normalisation.Percentile(1, 99.8), about.pixelSizeMicrometres());
		Lesson lesson = kind.lesson(new SampleReader(input.normalisation(), channels).read(pairs));
		ModelTraining training = new ModelTraining(lesson.task(), plan, start, new Packaging(input, about.card(), Precision.FLOAT16));
		Split split = Split.of(lesson.samples(), VALIDATION_SHARE, plan.seed());
		Model model = training.run(backend, split, Optional.of(places.checkpoint()), listener);
		ModelArchive.write(model, places.output(), Precision.FLOAT16);
		if (!listener.isCancelled()) {
			Files.deleteIfExists(places.checkpoint());
		}
		return model;
	}

	private void checkResume() {
		Path checkpoint = places.checkpoint();
		if (resume && !Files.exists(checkpoint)) {
			throw new IllegalArgumentException("Expected an unfinished training in \"" + checkpoint + "\" to resume, got none.");
		}
		if (!resume && Files.exists(checkpoint)) {
			throw new IllegalArgumentException("Expected no unfinished training, got \"" + checkpoint + "\"; resume it, or delete that file to start again.");
		}
	}
}
