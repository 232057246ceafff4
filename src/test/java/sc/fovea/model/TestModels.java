package sc.fovea.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Pooling;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.task.instance.StarConvexInstances;

/** Small models for tests. */
public final class TestModels {

	private static final byte[] PNG = "\u0089PNG\r\n\u001a\npicture".getBytes(StandardCharsets.ISO_8859_1);

	private TestModels() {}

	/** A star-convex model with everything in it. */
	static Model full() {
		return new Model(card("test-stars"), new ModelInput(1, new Normalisation.Percentile(1, 99.8), OptionalDouble.of(0.5)), stars(), network(), weights(),
			new TrainingRecord(Map.of("plan", Map.of("epochs", 3, "rate", 1e-3f, "flip", true), "history", List.of(0.5, Double.NaN, 1e-9))),
			new Samples(Optional.of(random(1, 16, 16, 1)), Map.of("probability", random(1, 8, 8, 1), "distances", random(1, 8, 8, 8)), PNG));
	}

	public static ModelCard card(String name) {
		return new ModelCard(name, "Nuclei: \"fluorescence\" – 2-D, µm.", "1.0.0",
			new ModelCard.Credits(List.of("Fovea developers"), List.of(new ModelCard.Citation("Schmidt et al. 2018", "10.1007/978-3-030-00934-2_30"),
				new ModelCard.Citation("Fovea", "https://fovea.sc/")), "CC-BY-4.0"),
			new ModelCard.Data("497 images", "https://example.org/data", "CC0-1.0"),
			new ModelCard.Scores(Map.of("AP@0.5", 0.9, "mAP", 0.7), "50 images kept back"), "Fails on tissue.");
	}

	static StarConvexInstances stars() {
		return new StarConvexInstances(8, 2, new StarConvexInstances.Heads("probability", "distances", ""),
			new StarConvexInstances.Thresholds(0.5, 0.5, 0.3, 0.6), 2);
	}

	static Network network() {
		return Network.input("image", 1)
			.then("conv", Convolution.of(4, 3).withoutBias())
			.then("norm", Normalization.batch())
			.then("relu", Activation.relu())
			.then("pool", Pooling.max(2))
			.then("distances", Convolution.pointwise(8))
			.then("probability", Convolution.pointwise(1), "pool")
			.withOutputs("probability", "distances");
	}

	static Weights weights() {
		return Weights.initialise(network(), 7);
	}

	static Tensor random(int... shape) {
		Tensor tensor = Tensor.zeros(shape);
		Random random = new Random(5);
		for (int i = 0; i < tensor.data().length; i++) {
			tensor.data()[i] = (float) random.nextGaussian();
		}
		return tensor;
	}
}
