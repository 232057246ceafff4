package sc.fovea.train.loop;

import java.util.List;
import java.util.Map;

import sc.fovea.net.Tensor;

/** What a network says as it is now, in inference mode. */
@FunctionalInterface
public interface NetworkAnswers {

	/**
	 * The values of nodes.
	 *
	 * @param inputs those inputs of the network that the nodes need, by name
	 * @param nodes names, at least one
	 */
	Map<String, Tensor> of(Map<String, Tensor> inputs, List<String> nodes);
}
