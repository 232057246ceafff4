package sc.fovea.model.zoo;

import java.util.Map;
import java.util.Optional;

import sc.fovea.net.Activation;

/** Names that Keras has for activations. */
final class Activations {

	private static final Map<String, Activation.Function> KERAS = Map.ofEntries(Map.entry("relu", Activation.Function.RELU),
		Map.entry("relu6", Activation.Function.RELU6), Map.entry("elu", Activation.Function.ELU), Map.entry("selu", Activation.Function.SELU),
		Map.entry("swish", Activation.Function.SWISH), Map.entry("silu", Activation.Function.SWISH), Map.entry("softplus", Activation.Function.SOFTPLUS),
		Map.entry("sigmoid", Activation.Function.SIGMOID), Map.entry("tanh", Activation.Function.TANH), Map.entry("softmax", Activation.Function.SOFTMAX));

	private Activations() {}

	/** The function of a Keras name; empty for one that Fovea has not. */
	static Optional<Activation.Function> keras(String name) {
		return Optional.ofNullable(KERAS.get(name));
	}
}
