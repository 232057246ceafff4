package sc.fovea.backend.tensorflow;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import sc.fovea.backend.LearningPlan;
import sc.fovea.backend.Loss;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.RegionLayer;
import sc.fovea.net.Tensor;
import sc.fovea.net.WeightSpec;
import sc.fovea.net.Weights;

/**
 * What is to be learned.
 *
 * @param network the network
 * @param weights the beginning
 * @param plan losses, optimizer and frozen nodes
 */
record LearningTask(Network network, Weights weights, LearningPlan plan) {

	/** @throws IllegalArgumentException if a loss or a rate names a node that does not exist */
	LearningTask {
		plan.losses().forEach(loss -> network.ancestors(loss.output()));
		plan.rates().keySet().forEach(network::node);
	}

	/**
	 * The trained weights that a gradient reaches, in the network's order: not those of frozen nodes or of branches without a
	 * loss.
	 */
	List<Learned> learned() {
		Set<String> reached = reached();
		Map<String, List<WeightSpec>> specs = network.weightsByNode();
		return network.nodes().stream().filter(node -> reached.contains(node.name()) && !plan.isFrozen(node.name()))
			.flatMap(node -> specs.get(node.name()).stream().filter(WeightSpec::trained)
				.map(spec -> new Learned(spec.name(), plan.rate(node.name()))))
			.toList();
	}

	/** The nodes that work in training mode: not frozen, and needed by a loss. */
	Set<String> learning() {
		Set<String> needed = plan.losses().stream().flatMap(loss -> network.ancestors(loss.output()).stream()).collect(Collectors.toSet());
		needed.removeIf(plan::isFrozen);
		return needed;
	}

	/**
	 * The optimizer's memory at the beginning: zeros under {@code <weight>.m} and {@code <weight>.v} for each weight that learns.
	 */
	Weights moments() {
		Map<String, Tensor> zeros = new LinkedHashMap<>();
		for (Learned learned : learned()) {
			int[] shape = weights.get(learned.weight()).shape();
			zeros.put(learned.weight() + ".m", Tensor.zeros(shape));
			zeros.put(learned.weight() + ".v", Tensor.zeros(shape));
		}
		return new Weights(zeros);
	}

	/** Nodes on the way back from a loss; regions are data, so the way ends there. */
	private Set<String> reached() {
		Set<String> reached = new LinkedHashSet<>();
		plan.losses().stream().map(Loss::output).forEach(reached::add);
		for (int i = network.nodes().size() - 1; i >= 0; i--) {
			Node node = network.nodes().get(i);
			if (reached.contains(node.name())) {
				reached.addAll(node.layer() instanceof RegionLayer ? node.inputs().subList(0, 1) : node.inputs());
			}
		}
		return reached;
	}

	/**
	 * A weight that learns.
	 *
	 * @param weight its name
	 * @param rate factor of the learning rate
	 */
	record Learned(String weight, double rate) {

		/** Whether weight decay acts on it. */
		boolean decays() {
			return weight.endsWith(".kernel");
		}
	}
}
