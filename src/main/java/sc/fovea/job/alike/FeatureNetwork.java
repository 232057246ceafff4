package sc.fovea.job.alike;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import sc.fovea.alike.FeatureMaps;
import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.model.Model;
import sc.fovea.net.Activation;
import sc.fovea.net.Axis;
import sc.fovea.net.Convolution;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.Ratio;
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.net.Upsampling;
import sc.fovea.task.instance.StarConvexInstances;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TilePlan;
import sc.fovea.tile.TileSource;
import sc.fovea.tile.TiledInference;

/**
 * The layers of a model that look-alikes are found by: of activations on a grid of at most {@value #COARSEST} pixels those that go on to another grid, are joined, or decide (what a 1 × 1 convolution
 * reads); and the outlines of a star-convex model. Owner of what runs them.
 */
final class FeatureNetwork implements AutoCloseable {

	private static final int COARSEST = 4;
	/** Longest side of a tile in pixels: the maps of 512² take about 100 MB of a U-Net of 16 to 128 filters. */
	private static final int SIDE = 512;
	private static final Size POINT = new Size(1, 1);

	private final Model model;
	private final MemoryBudget budget;
	private final Map<String, Ratio> grids;
	private final List<String> layers;
	private final Optional<StarConvexInstances> stars;
	private final Runner runner;

	/** Takes what there is of a model. @throws IllegalArgumentException with a sentence, if its layers are too coarse, or it sees the whole image */
	FeatureNetwork(Model model, Backend backend, MemoryBudget budget) {
		this.model = model;
		this.budget = budget.withSide(Math.min(budget.side(), SIDE));
		this.grids = new ReceptiveField(model.network()).grids(Axis.X);
		this.layers = layers(model.network(), grids);
		this.stars = stars();
		Set<String> outputs = new LinkedHashSet<>(layers);
		stars.ifPresent(task -> outputs.addAll(task.outputs()));
		if (layers.isEmpty()) throw refusal("has none");
		Network part = model.network().upTo(outputs.toArray(String[]::new));
		TilePlan.reasonAgainstTiles(part).ifPresent(reason -> {
			throw refusal("sees the whole image");
		});
		this.runner = backend.runner(part, model.weights().of(part));
	}

	private IllegalArgumentException refusal(String why) {
		return new IllegalArgumentException(
			"Expected a model with layers that see every " + COARSEST + " pixels or less, as a U-Net has, but '" + model.card().name() + "' " + why + ".");
	}

	private static List<String> layers(Network network, Map<String, Ratio> grids) {
		Set<String> passed = new HashSet<>(network.outputs());
		for (Node node : network.nodes()) {
			boolean isPointwise = node.layer() instanceof Convolution convolution && convolution.kernel().equals(POINT);
			if (isPointwise || node.layer() instanceof Join || node.layer() instanceof Upsampling) passed.addAll(node.inputs());
		}
		passed.removeAll(network.outputs());
		return network.nodes().stream().filter(node -> node.layer() instanceof Activation && passed.contains(node.name())).map(Node::name)
			.filter(name -> grids.get(name).out() == 1 && grids.get(name).in() <= COARSEST).toList();
	}

	/** The model's own outlines, if their grid is not coarser than cells. */
	private Optional<StarConvexInstances> stars() {
		return model.task() instanceof StarConvexInstances task && task.grid() <= FeatureMaps.CELL ? Optional.of(task) : Optional.empty();
	}

	Model model() {
		return model;
	}

	/** Takes the maps of a tile. */
	interface Sink {

		/** @param x first column of the tile @param y first row of the tile */
		void accept(FeatureMaps maps, int x, int y);
	}

	/** Looks at a plane, tile by tile. */
	void run(TileSource plane, Sink sink, Progress progress) {
		new TiledInference(runner, budget).run(plane,
			(tile, answers) -> sink.accept(maps(answers, tile.width(), tile.height()), (int) tile.x(), (int) tile.y()), progress);
	}

	/** All maps of a small plane. */
	FeatureMaps whole(TileSource plane) {
		int width = (int) plane.width();
		int height = (int) plane.height();
		Map<String, Tensor> all = new LinkedHashMap<>();
		new TiledInference(runner, budget).run(plane, (tile, answers) -> answers.forEach((name, part) -> {
			int step = grids.get(name).in();
			Tensor map = all.computeIfAbsent(name, n -> Tensor.zeros(1, (height + step - 1) / step, (width + step - 1) / step, part.channels()));
			int length = part.width() * part.channels();
			for (int y = 0; y < part.height(); y++) {
				int to = ((int) tile.y() / step + y) * map.width() + (int) tile.x() / step;
				System.arraycopy(part.data(), y * length, map.data(), to * part.channels(), length);
			}
		}), Progress.none());
		return maps(all, width, height);
	}

	private FeatureMaps maps(Map<String, Tensor> answers, int width, int height) {
		List<FeatureMaps.Layer> maps = new ArrayList<>();
		layers.forEach(name -> maps.add(layer(answers, name)));
		Optional<FeatureMaps.Own> own = stars.map(StarConvexInstances::heads)
			.map(heads -> new FeatureMaps.Own(layer(answers, heads.probability()), layer(answers, heads.distances()),
				Optional.of(heads.foreground()).filter(name -> !name.isEmpty()).map(name -> layer(answers, name))));
		return new FeatureMaps(width, height, maps, own);
	}

	private FeatureMaps.Layer layer(Map<String, Tensor> answers, String name) {
		Tensor map = answers.get(name);
		return new FeatureMaps.Layer(map.data(), map.width(), map.channels(), grids.get(name).in());
	}

	@Override
	public void close() {
		runner.close();
	}
}
