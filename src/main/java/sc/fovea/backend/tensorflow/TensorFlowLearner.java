package sc.fovea.backend.tensorflow;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

import sc.fovea.backend.Learner;
import sc.fovea.backend.LearnerState;
import sc.fovea.net.Network;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** A network whose weights are variables of its graph. */
final class TensorFlowLearner implements Learner {

	private final LearningTask task;
	private final Engine engine;
	private final LearningGraph graph;
	private final Map<List<String>, Inference> answering = new HashMap<>();
	private Map<String, Operand<TFloat32>> values = Map.of();
	private long steps;

	private TensorFlowLearner(LearningTask task, Engine engine, LearningGraph graph) {
		this.task = task;
		this.engine = engine;
		this.graph = graph;
	}

	/** Builds a task into an empty engine, which the learner then owns. */
	static TensorFlowLearner open(LearningTask task, Engine engine) {
		try {
			TensorFlowLearner learner = new TensorFlowLearner(task, engine, LearningGraph.build(task, engine));
			learner.graph.variables().assign(task.weights());
			learner.graph.variables().assign(task.moments());
			return learner;
		}
		catch (RuntimeException e) {
			engine.close();
			throw Failures.of(e, "the network's graph", engine.processor().name());
		}
	}

	@Override
	public Step step(Map<String, Tensor> batch, double learningRate) {
		BatchShapes shapes = BatchShapes.of(task.network(), batch);
		checkCounts(shapes);
		shapes.checkMemory(task.network(), engine.processor());
		task.plan().losses().forEach(loss -> shapes.check(loss, batch));
		List<Tensor> values = engine.run(feeds -> {
			graph.feed(feeds, batch, steps);
			graph.adam().feed(feeds, learningRate, steps + 1);
		}, graph.step(), shapes.describe(task.network()));
		steps++;
		float[] measured = values.get(0).data();
		List<Double> parts = IntStream.range(2, measured.length).mapToObj(i -> (double) measured[i]).toList();
		return new Step(measured[0], parts, measured[1]);
	}

	/** Nothing can be learned from nothing, and TensorFlow's gradients fail on it. */
	private void checkCounts(BatchShapes shapes) {
		for (String input : task.network().inputs().keySet()) {
			if (shapes.counts().get(input) == 0) {
				throw new ShapeException(input, "at least one image", "none");
			}
		}
	}

	@Override
	public Map<String, Tensor> answer(Map<String, Tensor> inputs, List<String> nodes) {
		return answering.computeIfAbsent(List.copyOf(nodes), this::inference).run(inputs);
	}

	private Inference inference(List<String> nodes) {
		Network part = task.network().upTo(nodes.toArray(String[]::new));
		if (values.isEmpty()) {
			values = graph.answering(task, engine);
		}
		return new Inference(part, engine, graph.data(), values);
	}

	@Override
	public LearnerState state() {
		Variables variables = graph.variables();
		Weights weights = variables.fetch(task.weights().tensors().keySet());
		return new LearnerState(weights, variables.fetch(task.moments().tensors().keySet()), steps);
	}

	@Override
	public void restore(LearnerState state) {
		state.weights().check(task.network());
		Map<String, Tensor> moments = new LinkedHashMap<>();
		task.moments().tensors().forEach((name, zeros) -> moments.put(name, fitting(name, zeros, state.optimizer())));
		graph.variables().assign(state.weights());
		graph.variables().assign(new Weights(moments));
		steps = state.steps();
	}

	private static Tensor fitting(String name, Tensor expected, Weights given) {
		Tensor tensor = given.get(name);
		if (!Arrays.equals(tensor.shape(), expected.shape())) {
			throw new ShapeException(name, expected.toString(), tensor.toString());
		}
		return tensor;
	}

	@Override
	public void close() {
		engine.close();
	}
}
