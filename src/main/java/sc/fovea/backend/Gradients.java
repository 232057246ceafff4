package sc.fovea.backend;

import java.util.Map;

import sc.fovea.net.Network;
import sc.fovea.net.Tensor;

/**
 * A network in inference mode that also says how its outputs change with what lies before them: gradients of a weighted sum of outputs with respect to inputs and
 * inner nodes. It is the graph of a {@link Learner} without losses, and nothing in it learns. Owner of native memory; may be called from several threads.
 *
 * <pre>{@code
 * try (Gradients gradients = backend.gradients(network.upTo("logits"), weights, List.of("last_features", "image"))) {
 *     Tensor ofClass = ...;                                             // (1, 1, 1, classes), 1 at the class and 0 elsewhere
 *     gradients.of(Map.of("image", image), Map.of("logits", ofClass)).get("last_features");
 * }
 * }</pre>
 */
public interface Gradients extends AutoCloseable {

	/** The network; its outputs are what is differentiated. */
	Network network();

	/**
	 * The values of the network's outputs, and of the sources.
	 *
	 * @param inputs a tensor (N, H, W, C) for each input of the network
	 * @throws sc.fovea.net.ShapeException if an input does not fit
	 * @throws BackendException as {@link Runner#run(Map)}
	 */
	Map<String, Tensor> values(Map<String, Tensor> inputs);

	/**
	 * ∂S/∂source for S = Σ seed · output over all values of all outputs.
	 *
	 * @param inputs as for {@link #values}
	 * @param seeds for each output a tensor in the shape of its value
	 * @return for each source a tensor in the shape of its value
	 * @throws sc.fovea.net.ShapeException if an input or a seed does not fit
	 * @throws BackendException as {@link Runner#run(Map)}
	 */
	Map<String, Tensor> of(Map<String, Tensor> inputs, Map<String, Tensor> seeds);

	@Override
	void close();
}
