package sc.fovea.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.Tensor;
import sc.fovea.net.WeightSpec;
import sc.fovea.net.Weights;

/**
 * The same network with a head that knows nothing: the last layer with weights before a score is drawn anew. A map that stays the same then does not explain what the
 * network learned (Adebayo et al. 2018, arXiv:1810.03292, section 3).
 */
public final class RandomHead {

	private RandomHead() {}

	/**
	 * The weights of a part of a network, of which the last layer is random.
	 *
	 * @param part whose only output is the score's node
	 * @param weights of it, and perhaps of more
	 * @throws IllegalArgumentException if no layer before the score has weights
	 */
	public static Weights of(Network part, Weights weights, long seed) {
		Map<String, List<WeightSpec>> specs = part.weightsByNode();
		Set<String> before = part.ancestors(part.outputs().get(0));
		String head = part.nodes().stream().map(Node::name).filter(name -> before.contains(name) && !specs.get(name).isEmpty())
			.reduce((first, second) -> second)
			.orElseThrow(() -> new IllegalArgumentException("Expected a layer with weights before '" + part.outputs().get(0) + "', got none."));
		Weights fresh = Weights.initialise(part, seed);
		Map<String, Tensor> drawn = new LinkedHashMap<>();
		specs.get(head).forEach(spec -> drawn.put(spec.name(), fresh.get(spec.name())));
		return weights.of(part).with(drawn);
	}
}
