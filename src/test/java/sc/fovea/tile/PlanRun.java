package sc.fovea.tile;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

import sc.fovea.backend.Runner;
import sc.fovea.net.Axis;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/**
 * Runs a plan over an image of noise with two channels and puts the answers together.
 *
 * @param runner of the plan's network
 * @param plan the tiles
 */
record PlanRun(Runner runner, TilePlan plan) {

	Map<String, Tensor> answers() {
		Map<String, Tensor> answers = new LinkedHashMap<>();
		TileSource source = new MirroredSource(new NoiseImage(2, plan.imageWidth(), plan.imageHeight()));
		new TilePass(runner, plan, source, (tile, parts) -> paste(tile, parts, answers), Progress.none()).run();
		return answers;
	}

	private void paste(Tile tile, Map<String, Tensor> parts, Map<String, Tensor> answers) {
		parts.forEach((output, part) -> {
			Tensor all = answers.computeIfAbsent(output, name -> zeros(name, part.channels()));
			int x = (int) tile.originX(plan.grid(output, Axis.X));
			int y = (int) tile.originY(plan.grid(output, Axis.Y));
			int length = part.width() * part.channels();
			for (int row = 0; row < part.height() && length > 0; row++) {
				System.arraycopy(part.data(), row * length, all.data(), ((y + row) * all.width() + x) * part.channels(), length);
			}
		});
	}

	private Tensor zeros(String output, int channels) {
		return Tensor.zeros(1, (int) plan.extent(output, Axis.Y), (int) plan.extent(output, Axis.X), channels);
	}

	/** Every weight random, so that neither biases nor running statistics are trivial. */
	static Weights weights(Network network) {
		SplittableRandom random = new SplittableRandom(7);
		Map<String, Tensor> filled = new HashMap<>();
		network.weights().forEach(spec -> {
			Tensor tensor = Tensor.zeros(spec.shape().stream().mapToInt(Integer::intValue).toArray());
			for (int i = 0; i < tensor.data().length; i++) {
				tensor.data()[i] = (float) (spec.name().endsWith("variance") ? 0.5 + random.nextDouble() : random.nextDouble() - 0.4);
			}
			filled.put(spec.name(), tensor);
		});
		return new Weights(filled);
	}
}
