package sc.fovea.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.net.Network;
import sc.fovea.net.Shape;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/**
 * A network with its weights and all that is needed to use it rightly. Immutable; its parts fit each other.
 *
 * <pre>{@code
 * Model model = ModelStore.standard().load("nuclei");
 * try (Runner runner = backend.runner(model.network(), model.weights())) { ... }
 * }</pre>
 *
 * @param card what a person must know
 * @param input how an image becomes the network's only input
 * @param task how the outputs become an answer
 * @param network the layers
 * @param weights finite numbers for all of them
 * @param training how it was made
 * @param samples test tensors and a picture
 */
public record Model(ModelCard card, ModelInput input, TaskSettings task, Network network, Weights weights, TrainingRecord training,
	Samples samples) {

	/**
	 * @throws ShapeException if the weights do not fit the network, or input, task or samples need another one
	 * @throws IllegalArgumentException if a weight is not finite, or the network has several inputs
	 */
	public Model {
		checkInput(input, network, task.regionInputs());
		task.check(network);
		weights.check(network);
		weights.tensors().forEach(Model::checkFinite);
		checkSamples(samples, network);
	}

	/** Without training record and samples. */
	public Model(ModelCard card, ModelInput input, TaskSettings task, Network network, Weights weights) {
		this(card, input, task, network, weights, TrainingRecord.NONE, Samples.NONE);
	}

	/** The same with another card. */
	public Model withCard(ModelCard newCard) {
		return new Model(newCard, input, task, network, weights, training, samples);
	}

	/** The same with other settings of the task, for example a better threshold. */
	public Model withTask(TaskSettings newTask) {
		return new Model(card, input, newTask, network, weights, training, samples);
	}

	/** The same with other weights. The samples go, since they no longer hold. */
	public Model withWeights(Weights newWeights) {
		return new Model(card, input, task, network, newWeights, training, new Samples(Optional.empty(), Map.of(), samples.cover()));
	}

	/** The same with another training record. */
	public Model withTraining(TrainingRecord newTraining) {
		return new Model(card, input, task, network, weights, newTraining, samples);
	}

	/** The same with other samples. */
	public Model withSamples(Samples newSamples) {
		return new Model(card, input, task, network, weights, training, newSamples);
	}

	/** Name of the network's input that takes the image. */
	public String imageInput() {
		return imageInput(network, task.regionInputs());
	}

	private static String imageInput(Network network, List<String> regions) {
		List<String> images = network.inputs().keySet().stream().filter(name -> !regions.contains(name)).toList();
		if (images.size() != 1) {
			throw new IllegalArgumentException("Expected a network with one input for an image, got " + network.inputs().keySet() + ".");
		}
		return images.get(0);
	}

	private static void checkInput(ModelInput input, Network network, List<String> regions) {
		String name = imageInput(network, regions);
		if (network.inputs().get(name).channels() != input.channels()) {
			throw new ShapeException(name, input.channels() + " channels as the model's input", network.inputs().get(name).toString());
		}
	}

	private static void checkFinite(String name, Tensor weight) {
		for (float value : weight.data()) {
			if (!Float.isFinite(value)) {
				throw new IllegalArgumentException("Expected finite weights in '" + name + "', got " + value + ".");
			}
		}
	}

	private static void checkSamples(Samples samples, Network network) {
		if (samples.input().isEmpty()) {
			return;
		}
		Tensor input = samples.input().get();
		if (input.rank() != 4) {
			throw new ShapeException("test input", "a tensor (N, H, W, C)", input.toString());
		}
		String[] known = samples.outputs().keySet().stream().filter(network.outputs()::contains).toArray(String[]::new);
		Map<String, Shape> shapes = known.length == 0 ? Map.of() : network.upTo(known).shapes(input.imageShape());
		samples.outputs().forEach((name, output) -> {
			Shape expected = shapes.get(name);
			if (!network.outputs().contains(name) || output.rank() != 4 || output.batch() != input.batch() || !output.imageShape().equals(expected)) {
				throw new ShapeException(name, "a test output " + expected + " of one of " + network.outputs(), output.toString());
			}
		});
	}
}
