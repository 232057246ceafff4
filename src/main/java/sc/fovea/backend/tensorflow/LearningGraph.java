package sc.fovea.backend.tensorflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

import sc.fovea.backend.Loss;
import sc.fovea.net.Node;
import sc.fovea.net.Tensor;

/**
 * The graph of one training step: network, losses, gradients, and the changes of the variables.
 *
 * @param variables weights and moments
 * @param data placeholders of the network's inputs and of the losses' targets and masks, by name
 * @param count placeholder of the number of steps done
 * @param adam the optimizer
 * @param step what a step computes; it fetches (loss, norm of the gradient, parts...)
 */
record LearningGraph(Variables variables, Map<String, Operand<TFloat32>> data, Operand<TInt64> count, AdamOps adam, Engine.Wanted step) {

	/** Builds a task into an empty engine. */
	static LearningGraph build(LearningTask task, Engine engine) {
		return new Construction(task, engine).graph();
	}

	/** Adds the whole network in inference mode, which reads the same inputs and variables. @return the values of its nodes by name */
	Map<String, Operand<TFloat32>> answering(LearningTask task, Engine engine) {
		NodeMode inference = new NodeMode.Inference();
		return new GraphBuilder(engine.ops().withSubScope("answering"), task.network()).nodes(data, variables.values(), node -> inference);
	}

	/** Feeds a batch. */
	void feed(Feeds feeds, Map<String, Tensor> batch, long steps) {
		data.forEach((name, placeholder) -> feeds.with(placeholder, batch.get(name)));
		feeds.withCount(count, steps);
	}

	/** The graph while it is built. */
	private static final class Construction {

		private final LearningTask task;
		private final Engine engine;
		private final Ops tf;
		private final Variables variables;
		private final Set<String> learning;
		private final Map<String, Operand<TFloat32>> data = new LinkedHashMap<>();
		private final Map<String, Operand<TFloat32>> statistics = new LinkedHashMap<>();
		private final Placeholder<TInt64> count;

		Construction(LearningTask task, Engine engine) {
			this.task = task;
			this.engine = engine;
			this.tf = engine.ops().withSubScope("learning");
			this.variables = new Variables(engine);
			this.learning = task.learning();
			this.count = tf.placeholder(TInt64.class, Placeholder.shape(org.tensorflow.ndarray.Shape.scalar()));
		}

		LearningGraph graph() {
			variables.declare(task.weights());
			variables.declare(task.moments());
			GraphBuilder builder = new GraphBuilder(engine.ops(), task.network());
			data.putAll(builder.inputs());
			Map<String, Operand<TFloat32>> values = builder.nodes(data, variables.values(), this::mode);
			List<Operand<TFloat32>> parts = task.plan().losses().stream().map(loss -> part(loss, values.get(loss.output()))).toList();
			AdamOps adam = new AdamOps(tf, task.plan().optimizer(), variables);
			return new LearningGraph(variables, data, count, adam, step(parts, gradients(values).ofLosses(task, parts), adam));
		}

		private Backpropagation gradients(Map<String, Operand<TFloat32>> values) {
			Map<String, Operand<TFloat32>> learned = new LinkedHashMap<>();
			task.learned().forEach(weight -> learned.put(weight.weight(), variables.value(weight.weight())));
			return new Backpropagation(task.network(), engine, values, learned, Set.of());
		}

		private NodeMode mode(Node node) {
			if (!learning.contains(node.name())) {
				return new NodeMode.Frozen();
			}
			long own = task.plan().seed() * 0x9E3779B97F4A7C15L + node.name().hashCode();
			Ops ops = tf.withSubScope(node.name());
			return new NodeMode.Training(ops.stack(List.of(ops.constant(own), count)), statistics::put);
		}

		private Operand<TFloat32> part(Loss loss, Operand<TFloat32> output) {
			int channels = task.network().shapes().get(loss.output()).channels();
			LossOps.Pair pair = new LossOps.Pair(output, data(loss.target()), channels);
			LossOps losses = new LossOps(tf);
			return loss.mask().isEmpty() ? losses.mean(loss.kind(), pair) : losses.mean(loss.kind(), pair, data(loss.mask()));
		}

		private Operand<TFloat32> data(String name) {
			return data.computeIfAbsent(name, n -> tf.placeholder(TFloat32.class));
		}

		private Engine.Wanted step(List<Operand<TFloat32>> parts, List<Operand<TFloat32>> gradients, AdamOps adam) {
			Operand<TFloat32> loss = total(parts);
			List<LearningTask.Learned> learned = task.learned();
			Operand<TFloat32> norm = gradients.isEmpty() ? tf.constant(0f) : adam.norm(gradients);
			List<Operand<TFloat32>> clipped = adam.clip(gradients, norm);
			List<Operand<TFloat32>> measured = new ArrayList<>(List.of(loss, norm));
			measured.addAll(parts);
			Operand<TFloat32> report = tf.stack(measured);
			List<Op> readers = new ArrayList<>(clipped);
			readers.add(report);
			readers.addAll(statistics.values());
			List<Op> changes = new ArrayList<>();
			for (int i = 0; i < learned.size(); i++) {
				changes.add(adam.update(learned.get(i), clipped.get(i), readers));
			}
			Ops after = tf.withControlDependencies(readers);
			statistics.forEach((name, next) -> changes.add(after.assign(variables.variable(name), next)));
			return new Engine.Wanted(List.of(report), changes);
		}

		private Operand<TFloat32> total(List<Operand<TFloat32>> parts) {
			List<Operand<TFloat32>> terms = new ArrayList<>();
			for (int i = 0; i < parts.size(); i++) {
				terms.add(tf.math.mul(parts.get(i), tf.constant((float) task.plan().losses().get(i).weight())));
			}
			return tf.math.addN(terms);
		}
	}
}
