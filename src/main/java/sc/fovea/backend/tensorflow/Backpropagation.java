package sc.fovea.backend.tensorflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.ReluGrad;
import org.tensorflow.types.TFloat32;

import sc.fovea.net.Activation;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.RegionLayer;

/**
 * Gradients of losses or outputs, node by node from the last to the first.
 * <p>
 * TensorFlow could do it in one go. But its gradient of a rectifier reads what went into it, so that the value in front of every rectifier is computed, written and
 * kept; read from what came out, which has the same sign, convolution, bias and rectifier are one operation. And its gradient of a join first asks for the
 * shapes of all inputs, which are known here.
 */
final class Backpropagation {

	private final Network network;
	private final Graph graph;
	private final Ops tf;
	private final Map<String, Operand<TFloat32>> values;
	private final Map<String, Operand<TFloat32>> learned;
	private final Set<String> passing;
	private final Map<String, List<Operand<TFloat32>>> arrived = new LinkedHashMap<>();
	private final Map<String, Operand<TFloat32>> gradients = new LinkedHashMap<>();

	/**
	 * Through a network that was built.
	 *
	 * @param engine with the network's graph
	 * @param values of its inputs and nodes
	 * @param learned weights whose gradients are wanted, by name
	 * @param sources inputs and nodes whose gradients are wanted
	 */
	Backpropagation(Network network, Engine engine, Map<String, Operand<TFloat32>> values, Map<String, Operand<TFloat32>> learned, Set<String> sources) {
		this.network = network;
		this.graph = engine.graph();
		this.tf = engine.ops().withSubScope("gradients");
		this.values = values;
		this.learned = learned;
		this.passing = new LinkedHashSet<>(sources);
		for (Node node : network.nodes()) {
			if (!weights(node).isEmpty() || inputs(node).stream().anyMatch(passing::contains)) {
				passing.add(node.name());
			}
		}
	}

	/** The weights of a node that learn. */
	private List<String> weights(Node node) {
		return network.weightsByNode().get(node.name()).stream().map(spec -> spec.name()).filter(learned::containsKey).toList();
	}

	/** The inputs of a node to which gradients go; regions are data. */
	private static List<String> inputs(Node node) {
		return node.layer() instanceof RegionLayer ? node.inputs().subList(0, 1) : node.inputs();
	}

	/**
	 * Gradients of Σ weight · part.
	 *
	 * @param parts value of each of the plan's losses
	 * @return in the order of {@link LearningTask#learned()}
	 */
	List<Operand<TFloat32>> ofLosses(LearningTask task, List<Operand<TFloat32>> parts) {
		for (int i = 0; i < parts.size(); i++) {
			String output = task.plan().losses().get(i).output();
			Operand<TFloat32> weight = tf.constant((float) task.plan().losses().get(i).weight());
			if (passing.contains(output)) {
				arrive(output, back(parts.get(i), List.of(values.get(output)), weight).get(0));
			}
		}
		run();
		return task.learned().stream().map(weight -> gradients.get(weight.weight())).toList();
	}

	/**
	 * Gradients of Σ seed · output.
	 *
	 * @param seeds factors of the outputs' values, by their names
	 * @param sources as given
	 * @throws IllegalArgumentException if no gradient reaches one
	 */
	List<Operand<TFloat32>> ofOutputs(Map<String, ? extends Operand<TFloat32>> seeds, List<String> sources) {
		seeds.forEach(this::arrive);
		run();
		Optional<String> lost = sources.stream().filter(source -> !arrived.containsKey(source)).findFirst();
		if (lost.isPresent() || sources.isEmpty()) {
			throw new IllegalArgumentException("Expected inputs or nodes on which " + seeds.keySet() + " depend smoothly, got "
				+ lost.map(source -> "'" + source + "'").orElse("none") + ".");
		}
		return sources.stream().map(this::sum).toList();
	}

	private void run() {
		List<Node> nodes = network.nodes();
		for (int i = nodes.size() - 1; i >= 0; i--) {
			if (arrived.containsKey(nodes.get(i).name())) {
				pass(nodes.get(i), sum(nodes.get(i).name()));
			}
		}
	}

	private Operand<TFloat32> sum(String node) {
		List<Operand<TFloat32>> sums = arrived.get(node);
		return sums.size() == 1 ? sums.get(0) : tf.math.addN(sums);
	}

	private void arrive(String node, Operand<TFloat32> gradient) {
		if (passing.contains(node)) {
			arrived.computeIfAbsent(node, n -> new ArrayList<>()).add(gradient);
		}
	}

	private void pass(Node node, Operand<TFloat32> gradient) {
		String input = node.inputs().get(0);
		if (node.layer() instanceof Join join) {
			passJoin(node, join, gradient);
		}
		else if (values.get(node.name()) == values.get(input)) {
			arrive(input, gradient);
		}
		else if (node.layer() instanceof Activation activation && activation.function() == Activation.Function.RELU) {
			arrive(input, ReluGrad.create(tf.scope(), gradient, values.get(node.name())));
		}
		else {
			passLayer(node, gradient);
		}
	}

	private void passJoin(Node node, Join join, Operand<TFloat32> gradient) {
		int from = 0;
		for (String input : node.inputs()) {
			int channels = network.shapes().get(input).channels();
			boolean isPart = join.kind() == Join.Kind.CONCATENATE && passing.contains(input);
			arrive(input, isPart
				? tf.slice(gradient, tf.constant(new int[] { 0, 0, 0, from }), tf.constant(new int[] { -1, -1, -1, channels }))
				: gradient);
			from += channels;
		}
	}

	private void passLayer(Node node, Operand<TFloat32> gradient) {
		List<String> inputs = inputs(node).stream().filter(passing::contains).toList();
		List<String> weights = weights(node);
		List<Operand<TFloat32>> sources = new ArrayList<>();
		inputs.forEach(input -> sources.add(values.get(input)));
		weights.forEach(weight -> sources.add(learned.get(weight)));
		if (sources.isEmpty()) return;
		List<Operand<TFloat32>> results = back(values.get(node.name()), sources, gradient);
		for (int i = 0; i < sources.size(); i++) {
			if (i < inputs.size()) {
				arrive(inputs.get(i), results.get(i));
			}
			else {
				gradients.put(weights.get(i - inputs.size()), results.get(i));
			}
		}
	}

	/** Gradients of a value with respect to its sources, by TensorFlow. */
	private List<Operand<TFloat32>> back(Operand<TFloat32> value, List<Operand<TFloat32>> sources, Operand<TFloat32> gradient) {
		Output<?>[] from = sources.stream().map(Operand::asOutput).toArray(Output[]::new);
		List<Operand<TFloat32>> results = new ArrayList<>();
		for (Output<?> result : graph.addGradients(null, new Output[] { value.asOutput() }, from, new Output[] { gradient.asOutput() })) {
			results.add(result.expect(TFloat32.class));
		}
		return results;
	}
}
