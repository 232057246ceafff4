package sc.fovea.model.zoo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import sc.fovea.model.Model;
import sc.fovea.model.ModelFormatException;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.net.Axis;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.task.instance.StarConvexInstances;
import sc.fovea.task.restoration.RestoredIntensities;

/**
 * A SavedModel of TensorFlow (zip or folder with {@code saved_model.pb}) whose graph is written out, as StarDist and TensorFlow 1 write it, or in functions. StarDist's is
 * known by its answer: probability and distances, joined and brought to the size of the image, which is not done here.
 */
final class SavedModelFormat implements ForeignFormat {

	private static final String MODEL = "saved_model.pb";
	private static final String INDEX = "variables/variables.index";
	private static final String DATA = "variables/variables.data-00000-of-00001";
	private static final String MEAN = "restored";
	private static final int BORDER = 2;

	@Override
	public String title() {
		return "TensorFlow SavedModel (saved_model.pb; of StarDist, CARE or Noise2Void, or another model of images)";
	}

	@Override
	public boolean recognises(ForeignFiles files) {
		return files.has(MODEL);
	}

	@Override
	public Imported read(ForeignFiles files, Wanted wanted) throws ModelFormatException {
		byte[] model = files.read(MODEL, ForeignFiles.WEIGHTS);
		byte[] index = files.has(INDEX) ? files.read(INDEX, ForeignFiles.TEXT) : new byte[0];
		byte[] data = files.has(DATA) ? files.read(DATA, ForeignFiles.WEIGHTS) : new byte[0];
		try {
			TfGraph graph = TfGraph.of(model, index.length == 0 ? Optional.empty() : Optional.of(new TensorBundle(index, data)));
			Optional<StarHeads> heads = StarHeads.of(graph);
			if (heads.isPresent()) {
				wanted.requireTask("instance-segmentation");
				return starDist(graph, heads.get(), wanted.name());
			}
			Optional<CsbdeepSettings> restoring = CsbdeepSettings.read(files);
			if (restoring.isEmpty()) return other(graph, wanted);
			wanted.requireTask("restoration");
			return restoration(graph, restoring.get(), wanted.name());
		}
		catch (IllegalArgumentException | ArithmeticException e) {
			throw files.refusal(MODEL, e.getMessage());
		}
	}

	/** The nodes of a StarDist graph that answer on the grid. */
	private record StarHeads(TfGraph.Op probability, TfGraph.Op distances) {

		static Optional<StarHeads> of(TfGraph graph) {
			TfGraph.Op joined = graph.behindIdentity(graph.output());
			if (!joined.kind().equals("ConcatV2") || joined.inputs().size() != 3) return Optional.empty();
			TfGraph.Op probability = onGrid(graph, joined.inputs().get(0));
			TfGraph.Op distances = onGrid(graph, joined.inputs().get(1));
			boolean isStar = probability.kind().equals("Sigmoid") && distances.kind().equals("BiasAdd");
			return isStar ? Optional.of(new StarHeads(probability, distances)) : Optional.empty();
		}

		/** Probability is spread by a transposed convolution, distances are repeated. */
		private static TfGraph.Op onGrid(TfGraph graph, String name) {
			TfGraph.Op op = graph.behindIdentity(name);
			if (op.kind().equals("Conv2DBackpropInput") && op.inputs().size() == 3) return graph.behindIdentity(op.inputs().get(2));
			return op.kind().equals("ResizeNearestNeighbor") && !op.inputs().isEmpty() ? graph.behindIdentity(op.inputs().get(0)) : op;
		}
	}

	private static Imported starDist(TfGraph graph, StarHeads heads, String name) {
		Map<String, String> names = new HashMap<>(
			Map.of(heads.probability().name(), StarDistNetwork.PROBABILITY, heads.distances().name(), StarDistNetwork.DISTANCES,
				heads.probability().inputs().get(0), "probability_logit", "features/BiasAdd", "features", "features/Relu", "features_relu"));
		TfBuilder builder = new TfBuilder(graph, names);
		Network network = builder.build(heads.probability().name(), heads.distances().name());
		int rays = network.shapes().get(StarDistNetwork.DISTANCES).channels();
		int grid = new ReceptiveField(network).grids(Axis.X).get(StarDistNetwork.PROBABILITY).in();
		StarConvexInstances task = new StarConvexInstances(rays, grid,
			new StarConvexInstances.Heads(StarDistNetwork.PROBABILITY, StarDistNetwork.DISTANCES, ""),
			new StarConvexInstances.Thresholds(0.5, 0.5, 1, 0.4), 0, OptionalInt.of(BORDER));
		Model model = new Model(StarDistFormat.card(name, rays, grid), ModelInput.ofAnyScale(channels(network), new Normalisation.Percentile(1, 99.8)), task,
			network, builder.weights());
		return new Imported(model, "StarDist 2D as a SavedModel of TensorFlow " + graph.version(),
			List.of("The file holds no thresholds: StarDist's own 0.5 for the probability and 0.4 for overlaps are taken.", StarDistFormat.NORMALISATION));
	}

	private static Imported restoration(TfGraph graph, CsbdeepSettings settings, String name) {
		TfBuilder builder = new TfBuilder(graph, Map.of());
		Network network = builder.build(graph.output());
		int channels = channels(network);
		String output = network.outputs().get(0);
		int given = network.shapes().get(output).channels();
		if (given != (settings.isProbabilistic() ? 2 : 1) * channels)
			throw new IllegalArgumentException("Expected as many restored channels as the " + channels + " of the image, got " + given + ".");
		Map<String, Tensor> weights = new LinkedHashMap<>(builder.weights().tensors());
		if (settings.isProbabilistic()) {
			network = network.then(MEAN, Convolution.pointwise(channels), output);
			weights.put(MEAN + ".kernel", firstHalf(channels));
			weights.put(MEAN + ".bias", Tensor.zeros(channels));
			output = MEAN;
		}
		List<String> notes = new ArrayList<>(List.of(settings.note()));
		if (settings.isProbabilistic()) notes.add("It also says how sure it is of each pixel; only the restored image is read.");
		Model model = new Model(ForeignCards.of(name, "A model of " + settings.title() + ", imported.", List.of()),
			ModelInput.ofAnyScale(channels, settings.normalisation()), new RestoredIntensities(output, true), network.withOutputs(output),
			new Weights(weights));
		return new Imported(model, settings.title() + " as a SavedModel of TensorFlow " + graph.version(), notes);
	}

	/** A kernel that passes on the first half of the channels. */
	private static Tensor firstHalf(int channels) {
		Tensor kernel = Tensor.zeros(1, 1, 2 * channels, channels);
		for (int c = 0; c < channels; c++)
			kernel.data()[c * channels + c] = 1;
		return kernel;
	}

	private static Imported other(TfGraph graph, Wanted wanted) {
		TfFront front = TfFront.of(graph);
		TfBuilder builder = new TfBuilder(graph, Map.of()).behind(front);
		LikelyTask likely = LikelyTask.of(builder.build(graph.output()), builder.weights(), wanted.task());
		boolean rescales = front.scale() != 1 || front.offset() != 0;
		List<String> notes = new ArrayList<>(List.of(likely.note(), rescales
			? "Images are scaled as the model's first operations say."
			: "The file does not say how images are scaled before the network: taken as values from 0 to 255 divided by 255."));
		Normalisation normalisation = rescales ? new Normalisation.Fixed(front.scale(), front.offset()) : new Normalisation.Fixed(1 / 255.0, 0);
		Model model = new Model(ForeignCards.of(wanted.name(), "A TensorFlow model, imported.", List.of()),
			ModelInput.ofAnyScale(channels(likely.network()), normalisation), likely.task(), likely.network(), likely.weights());
		return new Imported(model, "SavedModel of TensorFlow " + graph.version(), notes);
	}

	private static int channels(Network network) {
		return network.inputs().values().iterator().next().channels();
	}
}
