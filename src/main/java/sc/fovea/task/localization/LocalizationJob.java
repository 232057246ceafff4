package sc.fovea.task.localization;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import sc.fovea.annotation.DataSet;
import sc.fovea.annotation.OneObject;
import sc.fovea.augment.Recipes;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.model.Model;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.Precision;
import sc.fovea.net.Network;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;
import sc.fovea.predict.WholeImage;
import sc.fovea.train.ExportSettings;
import sc.fovea.train.ModelTraining;
import sc.fovea.train.PatchTraining;
import sc.fovea.train.PreparedSetup;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.TrainingPlaces;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.plan.DataSurvey;
import sc.fovea.train.plan.PlanRequest;
import sc.fovea.train.plan.WholeImagePlan;
import sc.fovea.train.sample.FilePlane;
import sc.fovea.train.sample.LabelledSamples;
import sc.fovea.train.sample.Split;
import sc.fovea.train.transfer.AdaptedModel;
import sc.fovea.train.transfer.InitialWeights;
import sc.fovea.train.transfer.SourceLook;

/**
 * From a folder of images with boxes to a model that says what the one object of an image is and where, in a file. Images that do not hold exactly
 * one object of interest are left out and told. A fifth of the images judges, and the best weights are kept.
 *
 * <pre>{@code
 * OneBoxApproach approach = OneBoxApproach.fromScratch(PlanRequest.minutes(5, 1), List.of("WBC"));
 * new LocalizationJob(places, approach, TrainingJob.About.named("white-cell"), false).run(backend, listener);
 * }</pre>
 *
 * @param places what is read and written
 * @param approach how it is learned
 * @param about what cannot be learned from the images
 * @param resume whether an unfinished training is continued
 */
public record LocalizationJob(TrainingPlaces places, OneBoxApproach approach, TrainingJob.About about, boolean resume) implements TrainingJob {

	private static final double VALIDATION_SHARE = 0.2;
	private static final long STEPS = 1000;
	private static final int RGB = 3;

	@Override
	public LocalizationJob with(TrainingJob.About newAbout) {
		return new LocalizationJob(places, approach, newAbout, resume);
	}

	/**
	 * Reads the images, learns, and writes the archive with weights in 16 bits.
	 *
	 * @param listener may cancel: the best weights so far are written then
	 * @return the model that was written
	 * @throws IOException with a sentence, if an image cannot be used, none holds exactly one object of interest, or the archive cannot be written
	 * @throws IllegalArgumentException if there is an unfinished training and it shall not be resumed, or the other way round, or there are fewer
	 *        than two images
	 * @throws java.io.UncheckedIOException with a sentence, if the checkpoint is damaged or cannot be written
	 * @throws sc.fovea.backend.BackendException if the loss is not finite before the first validation, or the backend fails
	 */
	@Override
	public Model run(TrainingBackend backend, TrainingListener listener) throws IOException {
		places.checkResume(resume);
		DataSet found = DataSet.open(places.data(), places.formats());
		ModelInput input = input(FilePlane.open(found.images().get(0).image()));
		Size size = size();
		LabelledSamples data = new OneBoxReader(new WholeImage(input, Optional.of(size)), new OneObject(approach.classes())).read(found);
		data.report().lines().forEach(listener::told);
		DataSurvey survey = DataSurvey.of(data.samples(), false);
		PreparedSetup prepared = prepared(data, survey, size, listener);
		Split split = Split.of(prepared.samples(), VALIDATION_SHARE, approach.plan().seed());
		WholeImagePlan plan = new WholeImagePlan(approach.plan(), size.width(),
			Recipes.standard(input.channels() == RGB ? Recipes.LOCALIZATION_COLOUR : Recipes.LOCALIZATION));
		ModelTraining training = new ModelTraining(prepared.setup(), plan.of(plan.budget(split.training().size(), STEPS)),
			prepared.initial().with(SourceLook.SURVEY, survey.tree()).with("data", data.report().tree()),
			new ExportSettings(input, about.card(), Precision.FLOAT16));
		return places.finish(() -> training.run(backend, split, Optional.of(places.checkpoint()), listener), listener);
	}

	private ModelInput input(FilePlane first) {
		return approach.transfer().map(transfer -> AdaptedModel.input(transfer.source(), first, about.pixelSizeMicrometres()))
			.orElseGet(() -> new ModelInput(first.channels(), Normalisation.Percentile.robust(1, 99.8), about.pixelSizeMicrometres()));
	}

	/** As asked for, or as the model to begin with has it, if it sees images of one size. */
	private Size size() {
		Optional<Shape> source = approach.transfer().map(t -> t.source().network().inputs().values().iterator().next()).filter(Shape::isFixed);
		boolean isGiven = approach.side().isPresent() || source.isEmpty();
		return isGiven ? Size.of(approach.newSide()) : new Size(source.get().height(), source.get().width());
	}

	private PreparedSetup prepared(LabelledSamples data, DataSurvey survey, Size size, TrainingListener listener) {
		if (approach.transfer().isEmpty()) {
			Network trunk = approach.trunk(survey.channels());
			listener.told("Learns from images of " + size.width() + "x" + size.height() + " pixels.");
			OneBoxSetup task = OneBoxSetup.of(trunk, size, OneBoxSetup.classes(data.samples()));
			return new PreparedSetup(task, data.samples(), task.started(InitialWeights.FROM_SCRATCH));
		}
		AdaptedModel transferred = AdaptedModel.of(approach.transfer().get(), survey, data.samples());
		transferred.sentences().forEach(listener::told);
		OneBoxSetup setup = setup(transferred, OneBoxSetup.classes(data.samples()), size);
		InitialWeights initial = transferred.initial(setup.network(), setup.settings(), setup.classNodes());
		return new PreparedSetup(setup, data.samples(), setup.started(initial));
	}

	/** The model's own head if it has the same classes, or else a new one behind its backbone. */
	private static OneBoxSetup setup(AdaptedModel source, List<String> classes, Size size) {
		return source.source().task() instanceof OneBox own && own.classes().equals(classes)
			? new OneBoxSetup(source.network().withInputSize(size), own)
			: OneBoxSetup.of(source.trunk().network(), size, classes);
	}
}
