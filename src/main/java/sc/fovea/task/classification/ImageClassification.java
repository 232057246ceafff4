package sc.fovea.task.classification;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.scijava.plugin.Plugin;

import sc.fovea.backend.Backend;
import sc.fovea.data.ClassFolders;
import sc.fovea.explain.Target;
import sc.fovea.model.Model;
import sc.fovea.model.TaskSettings;
import sc.fovea.task.EvaluationRequest;
import sc.fovea.task.EvaluationRun;
import sc.fovea.task.Option;
import sc.fovea.task.TargetRequest;
import sc.fovea.task.Task;
import sc.fovea.task.TrainingRequest;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.train.TrainingJob;

/** Image classification: a class for an image, learned from a folder of images for each class. */
@Plugin(type = Task.class, priority = 1)
public final class ImageClassification implements Task<Classifier> {

	@Override
	public String name() {
		return "classification";
	}

	@Override
	public String description() {
		return "a class and its probability for each image";
	}

	@Override
	public String verb() {
		return "classify";
	}

	@Override
	public List<Class<? extends TaskSettings>> settings() {
		return List.of(ImageClasses.class);
	}

	@Override
	public boolean recognises(Path data) {
		return ClassFolders.isOne(data);
	}

	@Override
	public List<Option> trainingOptions() {
		return ClassOptions.OF_TRAINING;
	}

	@Override
	public List<Option> tuningOptions() {
		return ClassOptions.OF_TUNING;
	}

	@Override
	public TrainingJob training(TrainingRequest request) throws IOException {
		return new ClassificationJob(request.places(), ClassOptions.approach(request), request.about(), request.resume());
	}

	@Override
	public Classifier open(Model model, Backend backend, MemoryBudget budget) {
		return Classifier.open(model, backend);
	}

	@Override
	public List<Target> targets(Classifier classifier, TargetRequest request) {
		return List.of(ExplainedClass.of(classifier, request));
	}

	@Override
	public EvaluationRun evaluation(Classifier classifier, EvaluationRequest request) throws IOException {
		request.requireNoThresholds("images are classified");
		return new ClassFolderEvaluation(new ClassEvaluator(classifier, request.channel()), ClassFolders.list(request.data()), request.formats().isStrict());
	}
}
