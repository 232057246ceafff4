package sc.fovea.task.instance;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.geometry.DistanceTransform;
import sc.fovea.geometry.StarDistances;
import sc.fovea.geometry.StarRays;
import sc.fovea.model.Model;
import sc.fovea.model.ModelCard;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Padding;
import sc.fovea.net.Pooling;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.net.Upsampling;
import sc.fovea.net.Weights;

/**
 * A backend that knows the answer: objects are the connected pixels of one rounded value above 0, and probability, distances and
 * foreground are computed from them by definition. So images of ids (or a mask of objects that do not touch) give exactly what a
 * perfect network would answer.
 * <p>
 * Its network only declares what such an answer depends on: {@link #REACH} pixels around.
 */
public final class StarOracle implements Backend {

	/** Largest extent of an object in the tests' images. */
	public static final int REACH = 48;

	public static final int RAYS = 32;

	private final int grid;

	public StarOracle(int grid) {
		this.grid = grid;
	}

	/** A network whose grid is 1/grid and whose tiles lie on multiples of {@code alignment}. */
	public static Network network(int grid, int alignment) {
		Convolution wide = new Convolution(1, Size.of(3), Size.of(1), REACH, Padding.SAME, Convolution.Connection.FULL, false);
		Network net = Network.input("image", 1).then("reach", wide).then("foreground", Convolution.pointwise(1))
			.then("coarse", Pooling.max(grid), "reach").then("step", Pooling.max(alignment / grid))
			.then("features", Upsampling.nearest(alignment / grid));
		return net.then("probability", Convolution.pointwise(1), "features").then("distances", Convolution.pointwise(RAYS), "features")
			.withOutputs("probability", "distances", "foreground");
	}

	public static StarConvexInstances settings(int grid) {
		return new StarConvexInstances(RAYS, grid, new StarConvexInstances.Heads("probability", "distances", "foreground"),
			new StarConvexInstances.Thresholds(0.4, 0.5, 0.3, 0.6), 2);
	}

	public static Model model(int grid, int alignment, Normalisation normalisation, OptionalDouble pixelSize) {
		Network network = network(grid, alignment);
		ModelInput input = new ModelInput(1, normalisation, pixelSize);
		return new Model(card(), input, settings(grid), network, Weights.initialise(network, 1));
	}

	/** Sees ids as they are. */
	public static Model model(int grid) {
		return model(grid, 2 * grid, new Normalisation.None(), OptionalDouble.empty());
	}

	public static ModelCard card() {
		ModelCard.Credits credits = new ModelCard.Credits(List.of("Fovea developers"), List.of(), "CC0-1.0");
		return new ModelCard("oracle", "Knows the answer.", "1.0.0", credits,
			new ModelCard.Data("none", "none", "CC0-1.0"), ModelCard.Scores.NONE, "Sees ids, not images.");
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
		return new OracleRunner(network, grid);
	}

	@Override
	public void close() {}

	private record OracleRunner(Network network, int grid) implements Runner {

		@Override
		public Map<String, Tensor> run(Map<String, Tensor> inputs) {
			Tensor image = inputs.values().iterator().next();
			int[] objects = objects(image);
			int height = image.height() / grid;
			int width = image.width() / grid;
			Map<String, Tensor> answers = new LinkedHashMap<>();
			answers.put("probability", Tensor.zeros(1, height, width, 1));
			answers.put("distances", Tensor.zeros(1, height, width, RAYS));
			answers.put("foreground", Tensor.zeros(1, image.height(), image.width(), 1));
			fill(objects, image.width(), answers);
			return answers;
		}

		private void fill(int[] objects, int width, Map<String, Tensor> answers) {
			float[] probability = DistanceTransform.objectProbability(objects, width, objects.length / width);
			Tensor cells = answers.get("probability");
			float[] distances = answers.get("distances").data();
			for (int cell = 0; cell < cells.data().length; cell++) {
				int x = cell % cells.width() * grid;
				int y = cell / cells.width() * grid;
				cells.data()[cell] = probability[y * width + x];
				if (objects[y * width + x] > 0) {
					StarDistances.at(objects, width, objects.length / width, x, y, StarRays.of(RAYS), distances, cell * RAYS);
				}
			}
			float[] foreground = answers.get("foreground").data();
			for (int i = 0; i < foreground.length; i++) {
				foreground[i] = objects[i] > 0 ? 1 : 0;
			}
		}

		@Override
		public void close() {}
	}

	/** Numbers the 4-connected pixels of one rounded value above 0. */
	public static int[] objects(Tensor image) {
		int[] values = new int[image.data().length];
		Arrays.setAll(values, i -> Math.round(image.data()[i]));
		return components(values, image.width());
	}

	public static int[] components(int[] values, int width) {
		int[] objects = new int[values.length];
		int[] open = new int[values.length];
		int count = 0;
		for (int i = 0; i < values.length; i++) {
			if (values[i] > 0 && objects[i] == 0) {
				objects[i] = ++count;
				open[0] = i;
				flood(values, objects, width, open);
			}
		}
		return objects;
	}

	/** Gives the first of the open pixels' number to all that are joined with it. */
	private static void flood(int[] values, int[] objects, int width, int[] open) {
		int start = open[0];
		int count = 1;
		while (count > 0) {
			int at = open[--count];
			int x = at % width;
			for (int next : new int[] { x > 0 ? at - 1 : at, x + 1 < width ? at + 1 : at, at - width, at + width }) {
				if (next >= 0 && next < values.length && objects[next] == 0 && values[next] == values[start]) {
					objects[next] = objects[start];
					open[count++] = next;
				}
			}
		}
	}
}
