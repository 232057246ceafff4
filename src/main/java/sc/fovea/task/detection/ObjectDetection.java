package sc.fovea.task.detection;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;

import org.scijava.plugin.Plugin;

import sc.fovea.annotation.DataSet;
import sc.fovea.backend.Backend;
import sc.fovea.detect.Proposer;
import sc.fovea.detect.Proposers;
import sc.fovea.explain.Target;
import sc.fovea.model.Model;
import sc.fovea.model.TaskSettings;
import sc.fovea.predict.Detector;
import sc.fovea.task.EvaluationRequest;
import sc.fovea.task.EvaluationRun;
import sc.fovea.task.Option;
import sc.fovea.task.OptionValues;
import sc.fovea.task.TargetRequest;
import sc.fovea.task.Task;
import sc.fovea.task.TrainingRequest;
import sc.fovea.task.detection.region.Regions;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.train.PatchTask;
import sc.fovea.train.PatchTraining;
import sc.fovea.train.TrainingJob;

/** Object detection: boxes, classes and scores of all objects, in a single stage or by regions. */
@Plugin(type = Task.class, priority = 3)
public final class ObjectDetection implements Task<Detector> {

	@Override
	public String name() {
		return "detection";
	}

	@Override
	public String description() {
		return "a box, a class and a score for each object";
	}

	@Override
	public String verb() {
		return "detect";
	}

	@Override
	public List<Class<? extends TaskSettings>> settings() {
		return List.of(Boxes.class, Regions.class);
	}

	@Override
	public boolean numbersObjects() {
		return true;
	}

	@Override
	public List<Option> trainingOptions() {
		return SystemOptions.OPTIONS;
	}

	@Override
	public List<Option> usageOptions() {
		return List.of(RefinementOption.OF_USE);
	}

	@Override
	public List<Option> usageOptions(TaskSettings settings) {
		return settings instanceof Regions ? usageOptions() : List.of();
	}

	@Override
	public TrainingJob training(TrainingRequest request) throws IOException {
		PatchTask task = request.transfer().map(transfer -> continued(transfer.source())).orElseGet(() -> SystemOptions.task(request.options()));
		PatchTraining.Approach approach = new PatchTraining.Approach(request.begun(), request.transfer());
		return new PatchTraining(request.places(), task, approach, request.about(), request.resume());
	}

	/** A model by regions stays one. */
	private static PatchTask continued(Model source) {
		return source.task() instanceof Regions own ? RegionSystem.of(own, Proposers.installed()) : new BoxPatches();
	}

	/** With another refinement of the boxes. @throws IllegalArgumentException if the model has no regions to refine */
	@Override
	public Model adjusted(Model model, OptionValues options) {
		return RefinementOption.adjusted(model, options);
	}

	/** @throws IllegalArgumentException also if the model needs a proposer that is not installed */
	@Override
	public Detector open(Model model, Backend backend, MemoryBudget budget) {
		Function<String, Proposer> proposers = name -> Proposers.installed().apply(name);
		return new Detectors(proposers).open(model, backend, budget);
	}

	@Override
	public List<Target> targets(Detector detector, TargetRequest request) {
		return ExplainedBoxes.of(detector, request);
	}

	@Override
	public EvaluationRun evaluation(Detector detector, EvaluationRequest request) throws IOException {
		return new BoxEvaluation(detector, DataSet.open(request.data(), request.formats()), request);
	}
}
