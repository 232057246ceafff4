package sc.fovea.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import sc.fovea.annotation.DataSet;
import sc.fovea.architecture.StarHeads;
import sc.fovea.architecture.Trunk;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.model.Model;
import sc.fovea.model.ModelCard;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.Precision;
import sc.fovea.model.Regions;
import sc.fovea.model.TaskSettings;

/**
 * From a folder of annotated images to a model in a file: from scratch, or beginning with a model that was trained on something else.
 * <p>
 * Of ten images or more a few judge and the others teach; of fewer a strip of each judges ({@link Split#suited}). While the training runs, its state is in
 * {@link TrainingPlaces#checkpoint}; the file is removed when the training came to its end, and stays when it was cancelled, so that it can be resumed.
 *
 * <pre>{@code
 * TrainingPlaces places = new TrainingPlaces(Path.of("cells"), Path.of("cells.zip"));
 * TrainingJob.Approach approach = TrainingJob.Approach.fromScratch(PlanRequest.minutes(30, 1));
 * new TrainingJob(places, TrainingJob.Kind.INSTANCE_SEGMENTATION, approach, TrainingJob.About.named("cells"), false).run(backend, listener);
 * }</pre>
 *
 * @param places what is read and written
 * @param kind what is learned
 * @param approach how it is learned
 * @param about what cannot be learned from the images
 * @param resume whether an unfinished training is continued
 */
public record TrainingJob(TrainingPlaces places, Kind kind, Approach approach, About about, boolean resume) implements ModelJob {

	/**
	 * How it is learned.
	 *
	 * @param plan what the user asks for; the rest follows from the images
	 * @param transfer model to begin with, if any
	 * @param system how objects are found, for detection that is not done in a single stage
	 */
	public record Approach(PlanRequest plan, Optional<Transfer> transfer, Optional<RegionSystem> system) {

		/** With weights drawn from the seed. */
		public static Approach fromScratch(PlanRequest plan) {
			return new Approach(plan, Optional.empty(), Optional.empty());
		}

		/** Detection by regions, with weights drawn from the seed. */
		public static Approach by(RegionSystem system, PlanRequest plan) {
			return new Approach(plan, Optional.empty(), Optional.of(system));
		}

		/** Beginning with a model. */
		public static Approach from(Transfer transfer, PlanRequest plan) {
			return new Approach(plan, Optional.of(transfer), Optional.empty());
		}

		/** Beginning with a model that detects by regions. */
		public static Approach from(Transfer transfer, RegionSystem system, PlanRequest plan) {
			return new Approach(plan, Optional.of(transfer), Optional.of(system));
		}
	}

	/** What can be learned. */
	public enum Kind {

		/** Labels are ids of objects. */
		INSTANCE_SEGMENTATION {
			@Override
			Lesson lesson(LabelledSamples data, PlanAdvice advice) {
				return new Lesson(new InstanceTask(advice.newTrunk(), StarHeads.standard(), advice.reach()), data.samples());
			}

			@Override
			Lesson lesson(LabelledSamples data, PlanAdvice advice, Transferred transferred) {
				InstanceTask task = transferred.instances(advice.reach());
				return new Lesson(task, data.samples(), transferred.beginning(task));
			}
		},

		/** Labels are ids of classes, 0 for background. */
		SEMANTIC_SEGMENTATION {
			@Override
			Lesson lesson(LabelledSamples data, PlanAdvice advice) {
				ClassNumbers classes = ClassNumbers.of(data.samples(), data.classes());
				SemanticTask task = new SemanticTask(advice.scoreTrunk(), classes.names());
				return new Lesson(task, data.samples().stream().map(classes::number).toList());
			}

			@Override
			Lesson lesson(LabelledSamples data, PlanAdvice advice, Transferred transferred) {
				ClassNumbers classes = ClassNumbers.of(data.samples(), data.classes());
				SemanticTask task = transferred.classes(classes.names());
				return new Lesson(task, data.samples().stream().map(classes::number).toList(), transferred.beginning(task));
			}
		},

		/** Boxes around objects of several classes, found in a single stage. */
		DETECTION {
			@Override
			LabelledSamples read(SampleReader reader, DataSet data) throws IOException {
				return reader.readBoxes(data);
			}

			@Override
			Lesson lesson(LabelledSamples data, PlanAdvice advice) {
				Trunk trunk = advice.trunkOn(DetectionTask.grid(data.samples()));
				return new Lesson(DetectionTask.of(trunk, DetectionTask.classes(data.samples())), data.samples());
			}

			@Override
			Lesson lesson(LabelledSamples data, PlanAdvice advice, Transferred transferred) {
				DetectionTask task = transferred.boxes(DetectionTask.classes(data.samples()));
				return new Lesson(task, data.samples(), transferred.beginning(task));
			}
		};

		/** What a model was trained for. @throws IllegalArgumentException if that is none of these */
		public static Kind of(Model model) {
			if (model.task() instanceof TaskSettings.StarConvexInstances) {
				return INSTANCE_SEGMENTATION;
			}
			if (model.task() instanceof TaskSettings.SemanticClasses) {
				return SEMANTIC_SEGMENTATION;
			}
			if (model.task() instanceof TaskSettings.Boxes || model.task() instanceof Regions) {
				return DETECTION;
			}
			throw new IllegalArgumentException(
				"Expected a model for segmentation or detection, got one for " + model.task().title() + ".");
		}

		/** The samples with what is learned of them. @throws IOException with a sentence, if an image or its annotations cannot be used */
		LabelledSamples read(SampleReader reader, DataSet data) throws IOException {
			return reader.read(data, this == SEMANTIC_SEGMENTATION);
		}

		/** The task with a new network, and the samples as it needs them. @throws IllegalArgumentException if the samples do not fit */
		abstract Lesson lesson(LabelledSamples data, PlanAdvice advice);

		/** The task with the network of a model. @throws IllegalArgumentException if the samples do not fit */
		abstract Lesson lesson(LabelledSamples data, PlanAdvice advice, Transferred transferred);
	}

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

	@Override
	public TrainingJob with(About newAbout) {
		return new TrainingJob(places, kind, approach, newAbout, resume);
	}

	/**
	 * Reads the images, trains, and writes the archive with weights in 16 bits.
	 *
	 * @param listener may cancel: the best weights so far are written then
	 * @return the model that was written
	 * @throws IOException with a sentence, if an image cannot be used, or the archive cannot be written
	 * @throws IllegalArgumentException if there is an unfinished training and it shall not be resumed, or the other way round, or the images do not fit the task
	 *         or the model to begin with
	 * @throws java.io.UncheckedIOException with a sentence, if the checkpoint is damaged or cannot be written
	 * @throws java.util.concurrent.CancellationException if it was cancelled before there was a model
	 * @throws sc.fovea.backend.BackendException if the loss is not finite before the first validation, or the backend fails
	 */
	@Override
	public Model run(TrainingBackend backend, TrainingListener listener) throws IOException {
		places.checkResume(resume);
		DataSet found = DataSet.open(places.data(), places.formats());
		FilePlane first = FilePlane.open(found.images().get(0).image());
		ModelInput input = input(first);
		LabelledSamples data = kind.read(new SampleReader(input.normalisation(), input.channels()), found);
		data.report().lines().forEach(listener::told);
		if (kind == Kind.SEMANTIC_SEGMENTATION) ClassNumbers.of(data.samples(), data.classes()).note().ifPresent(listener::told);
		Optional<PretrainedEncoder> published = PretrainedEncoder.read(approach.plan().design(), data.samples());
		PlanAdvice advice = new PlanAdvice(published.map(own -> own.in(approach.plan())).orElse(approach.plan()),
			DataSurvey.of(data.samples(), kind == Kind.SEMANTIC_SEGMENTATION));
		Optional<Transferred> transferred = approach.transfer().map(transfer -> Transferred.of(transfer, advice.survey(), data.samples()));
		approach.system().flatMap(system -> system.delay(data.samples().size())).ifPresent(listener::told);
		Lesson fresh = transferred.map(t -> continued(data, advice, t, listener)).orElseGet(() -> fresh(data, advice, listener));
		Lesson lesson = published.map(own -> new Lesson(fresh.task(), fresh.samples(), own.beginning())).orElse(fresh);
		Split split = Split.suited(lesson.samples(), approach.plan().seed());
		TrainingPlan plan = lesson.plan(advice, split, transferred.filter(t -> t.isWhole(lesson.task())).isPresent());
		listener.told(advice.survey().sentence());
		transferred.ifPresent(t -> t.sentences().forEach(listener::told));
		published.ifPresent(own -> listener.told("Begins with " + own.name() + ", pretrained."));
		SplitTraining training = lesson.training(plan,
			lesson.beginning().with(SourceLook.SURVEY, advice.survey().tree()).with("data", data.report().tree()),
			new Packaging(input, about.card(), Precision.FLOAT16));
		return places.finish(() -> training.run(backend, split, Optional.of(places.checkpoint()), listener), listener);
	}

	private Lesson continued(LabelledSamples data, PlanAdvice advice, Transferred transferred, TrainingListener listener) {
		return approach.system().map(system -> system.continued(transferred, data.samples(), listener::isCancelled))
			.orElseGet(() -> kind.lesson(data, advice, transferred));
	}

	private Lesson fresh(LabelledSamples data, PlanAdvice advice, TrainingListener listener) {
		return approach.system().map(system -> system.lesson(data.samples(), advice, listener::isCancelled)).orElseGet(() -> kind.lesson(data, advice));
	}

	private ModelInput input(FilePlane first) {
		return approach.transfer().map(transfer -> Transferred.input(transfer.source(), first, about.pixelSizeMicrometres()))
			.orElseGet(() -> new ModelInput(first.channels(), new Normalisation.Percentile(1, 99.8), about.pixelSizeMicrometres()));
	}
}
