package sc.fovea.task.shape;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.scijava.plugin.Plugin;

import sc.fovea.architecture.PoolingChoice;
import sc.fovea.backend.Backend;
import sc.fovea.model.Model;
import sc.fovea.model.TaskSettings;
import sc.fovea.predict.Predictor;
import sc.fovea.task.EvaluationRequest;
import sc.fovea.task.EvaluationRun;
import sc.fovea.task.Task;
import sc.fovea.task.TrainingRequest;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.plan.PlanRequest;

/**
 * Shape models: what outlines look like, learned from annotated objects (Cootes et al. 1995). Beside a model that segments they repair its outlines: {@code fovea segment
 * --shape learned.zip}.
 */
@Plugin(type = Task.class, priority = -5)
public final class ShapeGuided implements Task<Predictor> {

	@Override
	public String name() {
		return "shape";
	}

	@Override
	public String description() {
		return "what outlines look like, by which those that another model finds are repaired";
	}

	@Override
	public String verb() {
		return "segment";
	}

	@Override
	public List<Class<? extends TaskSettings>> settings() {
		return List.of(ShapePrior.class);
	}

	/** @throws IllegalArgumentException if something is asked for that only networks have */
	@Override
	public boolean numbersObjects() {
		return true;
	}

	@Override
	public TrainingJob training(TrainingRequest request) {
		if (request.transfer().isPresent()) {
			throw new IllegalArgumentException("A shape model is not tuned, but learned anew in seconds: \"train\" with task=shape does so.");
		}
		if (!request.plan().equals(openPlan(request.plan().seed()))) {
			throw new IllegalArgumentException(
				"A shape model is learned from outlines in one step: leave length, recipe, architecture, width, depth, pooling, dropout and "
					+ "rates as they are with task=shape.");
		}
		if (request.about().pixelSizeMicrometres().isPresent()) {
			throw new IllegalArgumentException("\"pixel_size\" does not go with task shape: shapes have no size.");
		}
		return new ShapeTraining(request.places(), request.about(), request.resume());
	}

	/** A plan in which all is left open. */
	private static PlanRequest openPlan(long seed) {
		return PlanRequest.of(new PlanRequest.Length(OptionalLong.empty(), OptionalDouble.empty(), OptionalDouble.empty()), seed)
			.with(new PlanRequest.Sampling(OptionalInt.empty(), OptionalInt.empty(), Optional.empty()))
			.with(new PlanRequest.Learning(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.empty()))
			.with(new PlanRequest.Design(Optional.empty(), OptionalDouble.empty(), OptionalInt.empty(), PoolingChoice.OPEN));
	}

	/** @throws IllegalArgumentException always: it finds no objects by itself */
	@Override
	public Predictor open(Model model, Backend backend, MemoryBudget budget) {
		throw new IllegalArgumentException(
			"'" + model.card().name() + "' is a shape model, which finds no objects by itself: give it as \"shape\" beside a \"model\" that "
				+ "segments, to \"segment\".");
	}

	/** @throws IllegalArgumentException always, as {@link #open} */
	@Override
	public EvaluationRun evaluation(Predictor predictor, EvaluationRequest request) {
		throw new IllegalArgumentException("A shape model is evaluated by what it repairs: \"segment\" with \"shape\", then \"evaluate\" with \"predicted\".");
	}
}
