package sc.fovea.task.localization;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.scijava.plugin.Plugin;

import sc.fovea.annotation.DataSet;
import sc.fovea.backend.Backend;
import sc.fovea.explain.Target;
import sc.fovea.model.Model;
import sc.fovea.model.TaskSettings;
import sc.fovea.task.EvaluationRequest;
import sc.fovea.task.EvaluationRun;
import sc.fovea.task.Option;
import sc.fovea.task.OptionValues;
import sc.fovea.task.TargetRequest;
import sc.fovea.task.Task;
import sc.fovea.task.TrainingRequest;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.train.TrainingJob;

/** Single-object localization: class and box of the one object of an image. */
@Plugin(type = Task.class, priority = 2)
public final class ObjectLocalization implements Task<Localizer> {

	private static final Option CLASSES = Option.text("classes", "Classes of the one object (empty = all)",
		"Localization: names of classes, separated by commas; images that hold exactly one object of them are learned from, whatever else they hold.", "");
	private static final Option SIDE = Option.whole("side", "Side of images for the network (0 = by the images)",
		"Classification and localization: images are stretched to squares of so many pixels; 0 takes about their own size, 32 to 224, or for localization 160.",
		0);

	@Override
	public String name() {
		return "localization";
	}

	@Override
	public String description() {
		return "class and box of the one object of an image";
	}

	@Override
	public String verb() {
		return "localize";
	}

	@Override
	public List<Class<? extends TaskSettings>> settings() {
		return List.of(OneBox.class);
	}

	@Override
	public boolean numbersObjects() {
		return true;
	}

	@Override
	public List<Option> trainingOptions() {
		return List.of(CLASSES, SIDE);
	}

	@Override
	public List<Option> tuningOptions() {
		return trainingOptions();
	}

	/** The classes are those that are named, or those of the model to begin with if it finds one object. */
	@Override
	public TrainingJob training(TrainingRequest request) {
		OptionValues options = request.options();
		int side = options.whole(SIDE.name());
		OneBoxApproach approach = new OneBoxApproach(request.plan(), request.transfer(), classes(request),
			side == 0 ? OptionalInt.empty() : OptionalInt.of(side));
		return new LocalizationJob(request.places(), approach, request.about(), request.resume());
	}

	private static List<String> classes(TrainingRequest request) {
		List<String> named = request.options().names(CLASSES.name());
		Optional<TaskSettings> source = request.transfer().map(transfer -> transfer.source().task());
		return named.isEmpty() && source.isPresent() && source.get() instanceof OneBox own ? own.classes() : named;
	}

	@Override
	public Localizer open(Model model, Backend backend, MemoryBudget budget) {
		return Localizer.open(model, backend);
	}

	@Override
	public List<Target> targets(Localizer localizer, TargetRequest request) {
		return List.of(ExplainedObject.of(localizer, request));
	}

	@Override
	public EvaluationRun evaluation(Localizer localizer, EvaluationRequest request) throws IOException {
		request.requireNoThresholds("the model finds one in each image");
		return new LocalizationFolderEvaluation(new LocalizationEvaluator(localizer, request.channel()),
			DataSet.open(request.data(), request.formats()), request.channel());
	}
}
