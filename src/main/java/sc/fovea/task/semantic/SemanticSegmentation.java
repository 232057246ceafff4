package sc.fovea.task.semantic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.scijava.plugin.Plugin;

import sc.fovea.annotation.DataSet;
import sc.fovea.backend.Backend;
import sc.fovea.evaluate.Evaluator;
import sc.fovea.evaluate.FolderPrediction;
import sc.fovea.evaluate.ModelPrediction;
import sc.fovea.evaluate.Reference;
import sc.fovea.evaluate.SemanticMeasure;
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

/** Semantic segmentation: a class for every pixel (Long, Shelhamer and Darrell 2015, arXiv:1411.4038). */
@Plugin(type = Task.class, priority = 4)
public final class SemanticSegmentation implements Task<Segmenter> {

	@Override
	public String name() {
		return "semantic-segmentation";
	}

	@Override
	public String description() {
		return "a class for every pixel";
	}

	@Override
	public String verb() {
		return "segment";
	}

	@Override
	public List<Class<? extends TaskSettings>> settings() {
		return List.of(SemanticClasses.class);
	}

	@Override
	public List<Option> trainingOptions() {
		return List.of(PretrainedOption.WEIGHTS);
	}

	@Override
	public TrainingJob training(TrainingRequest request) throws IOException {
		PatchTraining.Approach approach = new PatchTraining.Approach(request.begun(), request.transfer());
		return new PatchTraining(request.places(), new SemanticPatches(), approach, request.about(), request.resume());
	}

	/** @throws IllegalArgumentException if the model has more classes than 256 */
	@Override
	public Segmenter open(Model model, Backend backend, MemoryBudget budget) {
		return new Segmenter(model, ClassSegmenter.open(model, (SemanticClasses) model.task(), backend, budget));
	}

	@Override
	public List<Target> targets(Segmenter segmenter, TargetRequest request) {
		return ExplainedPixels.of(segmenter, request);
	}

	@Override
	public EvaluationRun evaluation(Segmenter segmenter, EvaluationRequest request) throws IOException {
		DataSet data = DataSet.open(request.data(), request.formats());
		SemanticMeasure measure = new SemanticMeasure(((SemanticClasses) segmenter.model().task()).classes());
		Evaluator<?> evaluator = new Evaluator<>(measure, new ModelPrediction(segmenter, request.options(), request.channel()));
		return new LabelEvaluation(evaluator, Reference.images(data), data.skips(), request);
	}

	@Override
	public EvaluationRun comparison(Path predicted, EvaluationRequest request) throws IOException {
		List<Reference> references = Reference.labels(request.data(), false);
		Evaluator<?> evaluator = new Evaluator<>(new SemanticMeasure(List.of()), FolderPrediction.of(predicted, references));
		return new LabelEvaluation(evaluator, references, List.of(), request);
	}
}
