package sc.fovea.task.instance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.scijava.plugin.Plugin;

import sc.fovea.annotation.DataSet;
import sc.fovea.backend.Backend;
import sc.fovea.evaluate.Evaluator;
import sc.fovea.evaluate.FolderPrediction;
import sc.fovea.evaluate.InstanceMeasure;
import sc.fovea.evaluate.ModelPrediction;
import sc.fovea.evaluate.Reference;
import sc.fovea.explain.Target;
import sc.fovea.model.Model;
import sc.fovea.model.TaskSettings;
import sc.fovea.predict.Segmenter;
import sc.fovea.task.EvaluationRequest;
import sc.fovea.task.EvaluationRun;
import sc.fovea.task.LabelEvaluation;
import sc.fovea.task.Option;
import sc.fovea.task.PretrainedOption;
import sc.fovea.task.TargetRequest;
import sc.fovea.task.Task;
import sc.fovea.task.TrainingRequest;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.train.PatchTraining;
import sc.fovea.train.TrainingJob;

/** Instance segmentation by star-convex polygons (Schmidt et al. 2018, arXiv:1806.03535). */
@Plugin(type = Task.class, priority = 5)
public final class InstanceSegmentation implements Task<Segmenter> {

	@Override
	public String name() {
		return "instance-segmentation";
	}

	@Override
	public String description() {
		return "an outline and a number for each object";
	}

	@Override
	public String verb() {
		return "segment";
	}

	@Override
	public List<Class<? extends TaskSettings>> settings() {
		return List.of(StarConvexInstances.class);
	}

	@Override
	public boolean numbersObjects() {
		return true;
	}

	@Override
	public List<Option> trainingOptions() {
		return List.of(PretrainedOption.WEIGHTS);
	}

	@Override
	public TrainingJob training(TrainingRequest request) throws IOException {
		PatchTraining.Approach approach = new PatchTraining.Approach(request.begun(), request.transfer());
		return new PatchTraining(request.places(), new StarPatches(), approach, request.about(), request.resume());
	}

	@Override
	public Segmenter open(Model model, Backend backend, MemoryBudget budget) {
		return new Segmenter(model, StarSegmenter.open(model, (StarConvexInstances) model.task(), backend, budget));
	}

	@Override
	public List<Target> targets(Segmenter segmenter, TargetRequest request) {
		return ExplainedStars.of(segmenter, request);
	}

	@Override
	public EvaluationRun evaluation(Segmenter segmenter, EvaluationRequest request) throws IOException {
		DataSet data = DataSet.open(request.data(), request.formats());
		Evaluator<?> evaluator = new Evaluator<>(new InstanceMeasure(), new ModelPrediction(segmenter, request.options(), request.channel()));
		return new LabelEvaluation(evaluator, Reference.images(data), data.skips(), request);
	}

	@Override
	public EvaluationRun comparison(Path predicted, EvaluationRequest request) throws IOException {
		List<Reference> references = Reference.labels(request.data(), request.formats().splitsMasks());
		Evaluator<?> evaluator = new Evaluator<>(new InstanceMeasure(), FolderPrediction.of(predicted, references).splitting(request.formats().splitsMasks()));
		return new LabelEvaluation(evaluator, references, List.of(), request);
	}
}
