package sc.fovea.task.instance;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.model.Model;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Padding;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** A backend that answers each pixel with a disc: whole pixels of its value are the radius, the rest is the probability. So images of dots say which candidates there are. */
final class DiscOracle implements Backend {

	private static final int RAYS = 32;

	static Model model() {
		Convolution wide = new Convolution(1, Size.of(3), Size.of(1), 1, Padding.SAME, Convolution.Connection.FULL, false);
		Network network = Network.input("image", 1).then("features", wide).then("probability", Convolution.pointwise(1), "features")
			.then("distances", Convolution.pointwise(RAYS), "features").withOutputs("probability", "distances");
		StarConvexInstances settings = new StarConvexInstances(RAYS, 1, new StarConvexInstances.Heads("probability", "distances", ""),
			new StarConvexInstances.Thresholds(0.1, 0.5, 0.2, 0.6), 0);
		ModelInput input = new ModelInput(1, new Normalisation.None(), OptionalDouble.empty());
		return new Model(StarOracle.card(), input, settings, network, Weights.initialise(network, 1));
	}

	@Override
	public String library() {
		return "oracle";
	}

	@Override
	public String device() {
		return "oracle";
	}

	@Override
	public Runner runner(Network network, Weights weights) {
		return new DiscRunner(network);
	}

	@Override
	public void close() {}

	private record DiscRunner(Network network) implements Runner {

		@Override
		public Map<String, Tensor> run(Map<String, Tensor> inputs) {
			Tensor image = inputs.values().iterator().next();
			Tensor distances = Tensor.zeros(1, image.height(), image.width(), RAYS);
			Tensor probability = Tensor.zeros(1, image.height(), image.width(), 1);
			for (int i = 0; i < image.data().length; i++) {
				int radius = (int) image.data()[i];
				probability.data()[i] = image.data()[i] - radius;
				Arrays.fill(distances.data(), RAYS * i, RAYS * (i + 1), radius);
			}
			return Map.of("probability", probability, "distances", distances);
		}

		@Override
		public void close() {}
	}
}
