package org.example.counting;

import java.io.IOException;
import java.util.List;

import org.scijava.plugin.Plugin;

import sc.fovea.annotation.DataSet;
import sc.fovea.backend.Backend;
import sc.fovea.model.Model;
import sc.fovea.model.TaskSettings;
import sc.fovea.task.EvaluationRequest;
import sc.fovea.task.EvaluationRun;
import sc.fovea.task.Option;
import sc.fovea.task.Task;
import sc.fovea.task.TrainingRequest;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.train.PatchTraining;
import sc.fovea.train.TrainingJob;

/** Counting objects without finding each: a network regresses a density map whose integral is the number (Lempitsky and Zisserman 2010, NIPS). */
@Plugin(type = Task.class)
public final class Counting implements Task<Counter> {

	static final String VERB = "count";

	private static final Option SIGMA = Option.number("sigma", "Sigma of an object in the density map (0 = automatic)",
		"Counting: standard deviation of the Gaussian that stands for an object, in pixels; 0 takes that of the model to begin with if it counts, else a sixth of the median diameter, at least 3.",
		0);

	@Override
	public String name() {
		return "counting";
	}

	@Override
	public String description() {
		return "the number of objects, and a density map whose integral it is";
	}

	@Override
	public String verb() {
		return VERB;
	}

	@Override
	public List<Class<? extends TaskSettings>> settings() {
		return List.of(ObjectDensity.class);
	}

	@Override
	public List<Option> trainingOptions() {
		return List.of(SIGMA);
	}

	@Override
	public List<Option> tuningOptions() {
		return trainingOptions();
	}

	/** @throws IllegalArgumentException if σ is below 0 */
	@Override
	public TrainingJob training(TrainingRequest request) {
		double sigma = request.options().number(SIGMA.name());
		if (!(sigma >= 0)) throw new IllegalArgumentException("\"sigma\" must be 0 or more pixels, but is " + sigma + ".");
		PatchTraining.Approach approach = new PatchTraining.Approach(request.plan(), request.transfer());
		return new PatchTraining(request.places(), new DensityPatches(sigma), approach, request.about(), request.resume());
	}

	@Override
	public Counter open(Model model, Backend backend, MemoryBudget budget) {
		return new Counter(model, backend.runner(model.network(), model.weights()), budget);
	}

	@Override
	public EvaluationRun evaluation(Counter counter, EvaluationRequest request) throws IOException {
		request.options().requireNoThresholds(counter.model().task());
		return new CountRun(counter, DataSet.open(request.data(), request.formats()), request);
	}
}
