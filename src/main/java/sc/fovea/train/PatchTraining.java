package sc.fovea.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import sc.fovea.annotation.DataSet;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.model.Model;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.Precision;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.plan.DataSurvey;
import sc.fovea.train.plan.PlanAdvice;
import sc.fovea.train.plan.PlanRequest;
import sc.fovea.train.plan.TrainingPlan;
import sc.fovea.train.sample.CommonScale;
import sc.fovea.train.sample.FilePlane;
import sc.fovea.train.sample.LabelledSamples;
import sc.fovea.train.sample.SampleReader;
import sc.fovea.train.sample.Split;
import sc.fovea.train.transfer.AdaptedModel;
import sc.fovea.train.transfer.InitialWeights;
import sc.fovea.train.transfer.PretrainedEncoder;
import sc.fovea.train.transfer.SourceLook;
import sc.fovea.train.transfer.Transfer;

/**
 * From a folder of annotated images to a model in a file: from scratch, or beginning with a model that was trained on something else.
 * <p>
 * Of ten images or more a few judge and the others teach; of fewer a strip of each judges ({@link Split#suited}). While the training runs, its state is in
 * {@link TrainingPlaces#checkpoint}; the file is removed when the training came to its end, and stays when it was cancelled, so that it can be resumed.
 *
 * <pre>{@code
 * TrainingPlaces places = new TrainingPlaces(Path.of("cells"), Path.of("cells.zip"));
 * PatchTraining.Approach approach = PatchTraining.Approach.fromScratch(PlanRequest.minutes(30, 1));
 * new PatchTraining(places, new StarPatches(), approach, TrainingJob.About.named("cells"), false).run(backend, listener);
 * }</pre>
 *
 * @param places what is read and written
 * @param task what is learned
 * @param approach how it is learned
 * @param about what cannot be learned from the images
 * @param resume whether an unfinished training is continued
 */
public record PatchTraining(TrainingPlaces places, PatchTask task, Approach approach, About about, boolean resume) implements TrainingJob {

	/**
	 * How it is learned.
	 *
	 * @param plan what the user asks for; the rest follows from the images
	 * @param transfer model to begin with, if any
	 */
	public record Approach(PlanRequest plan, Optional<Transfer> transfer) {

		/** With weights drawn from the seed. */
		public static Approach fromScratch(PlanRequest plan) {
			return new Approach(plan, Optional.empty());
		}

		/** Beginning with a model. */
		public static Approach from(Transfer transfer, PlanRequest plan) {
			return new Approach(plan, Optional.of(transfer));
		}
	}

	@Override
	public PatchTraining with(About newAbout) {
		return new PatchTraining(places, task, approach, newAbout, resume);
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
		FilePlane first = FilePlane.first(found);
		ModelInput seen = input(first);
		LabelledSamples read = task.read(new SampleReader(seen.normalisation(), seen.channels()), found);
		read.report().lines().forEach(listener::told);
		Optional<CommonScale> scale = CommonScale.of(read.pixelSizes(), about.pixelSizeMicrometres());
		LabelledSamples data = scale.isPresent() ? scale.get().apply(read) : read;
		ModelInput input = scale.map(common -> common.input(seen)).orElse(seen);
		scale.map(CommonScale::sentence).ifPresent(listener::told);
		task.note(data).ifPresent(listener::told);
		Optional<PretrainedEncoder> published = PretrainedEncoder.read(approach.plan().design(), data.samples());
		PlanRequest request = published.map(own -> own.in(approach.plan())).orElse(approach.plan());
		PlanAdvice advice = new PlanAdvice(request, DataSurvey.of(data.samples(), task.areClasses()));
		Optional<AdaptedModel> source = approach.transfer().map(transfer -> AdaptedModel.of(transfer, advice.survey(), data.samples()));
		task.delay(data.samples().size()).ifPresent(listener::told);
		PreparedSetup prepared = source.map(model -> task.setup(data, advice, model, listener::isCancelled))
			.orElseGet(() -> task.setup(data, advice, listener::isCancelled));
		TrainingSetup setup = prepared.setup();
		Split split = Split.suited(prepared.samples(), approach.plan().seed());
		TrainingPlan plan = setup.plan(advice, split, source.filter(model -> model.isWhole(setup.network(), setup.settings(), setup.classNodes())).isPresent());
		listener.told(advice.survey().sentence());
		source.ifPresent(model -> model.sentences().forEach(listener::told));
		published.ifPresent(own -> listener.told("Begins with " + own.name() + ", pretrained."));
		InitialWeights initial = published.map(PretrainedEncoder::initial).orElse(prepared.initial()).with(SourceLook.SURVEY, advice.survey().tree())
			.with("data", data.report().tree());
		InitialWeights told = scale.map(common -> initial.with(CommonScale.KEY, common.tree())).orElse(initial);
		SplitTraining training = setup.training(plan, told, new ExportSettings(input, about.card(), Precision.FLOAT16));
		return places.finish(() -> training.run(backend, split, Optional.of(places.checkpoint()), listener), listener);
	}

	private ModelInput input(FilePlane first) {
		return approach.transfer().map(transfer -> AdaptedModel.input(transfer.source(), first, about.pixelSizeMicrometres()))
			.orElseGet(() -> new ModelInput(first.channels(), Normalisation.Percentile.robust(1, 99.8), about.pixelSizeMicrometres()));
	}
}
