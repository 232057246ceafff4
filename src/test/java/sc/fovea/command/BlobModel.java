package sc.fovea.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import ij.ImagePlus;
import ij.process.FloatProcessor;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.model.ModelCard;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.TaskSettings;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.Size;
import sc.fovea.net.SoftArgmax;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.task.detection.Boxes;
import sc.fovea.task.instance.StarConvexInstances;
import sc.fovea.task.localization.OneBox;

/**
 * A model whose weights are set by hand: where the mean of 9x9 pixels is bright there is a disc of radius 6. It needs no training, so
 * tests know its answer.
 */
public final class BlobModel {

	/** Name under which {@link #install} stores it. */
	public static final String NAME = "blobs";

	private static final int RAYS = 16;
	private static final int WINDOW = 9;
	private static final float RADIUS = 6;

	private BlobModel() {}

	/** Name under which {@link #install} stores the model that gives boxes of the classes {@code bright} and {@code dark}. */
	public static final String BOXES = "blob-boxes";

	/** Name under which {@link #install} stores the model that says where the one disc or square of an image is; it takes it for {@code bright}. */
	public static final String ONE_BOX = "one-blob";

	/** Puts the models into a new store, and makes the store Fovea's own for this Java. */
	public static void install(Path folder) throws IOException {
		Files.createDirectories(folder);
		ModelArchive.write(model(), folder.resolve(NAME + ".zip"));
		ModelArchive.write(boxes(), folder.resolve(BOXES + ".zip"));
		ModelArchive.write(oneBox(), folder.resolve(ONE_BOX + ".zip"));
		System.setProperty("fovea.models", folder.toString());
	}

	/** Bright discs of radius 6 on a dark ground. @param centres x and y of each */
	public static ImagePlus image(String title, int[]... centres) {
		FloatProcessor pixels = new FloatProcessor(96, 80);
		for (int i = 0; i < pixels.getPixelCount(); i++) {
			int x = i % 96;
			int y = i / 96;
			boolean inside = Arrays.stream(centres).anyMatch(c -> Math.hypot(x - c[0], y - c[1]) <= RADIUS);
			pixels.setf(i, (inside ? 200 : 10) + i % 3);
		}
		return new ImagePlus(title, pixels.convertToByte(false));
	}

	static Model model() {
		Network network = Network.input("image", 1)
			.then("mean", Convolution.of(1, WINDOW))
			.then("probability", new Activation(Activation.Function.SIGMOID))
			.then("distances", Convolution.pointwise(RAYS), "image")
			.withOutputs("probability", "distances");
		ModelCard card = new ModelCard(NAME, "Bright discs of radius 6.", "1.0.0", new ModelCard.Credits(List.of("Fovea developers"), List.of(), "CC0-1.0"),
			new ModelCard.Data("None: the weights are set by hand.", "", "CC0-1.0"), ModelCard.Scores.NONE, "Finds nothing else.");
		TaskSettings task = new StarConvexInstances(RAYS, 1, new StarConvexInstances.Heads("probability", "distances", ""),
			new StarConvexInstances.Thresholds(0.5, 0.5, 0.3, 0.6), 0);
		return new Model(card, new ModelInput(1, new Normalisation.Percentile(1, 99.8), OptionalDouble.of(0.5)), task, network, weights(network));
	}

	/** The same discs as boxes of 12 x 12 pixels; nothing is dark enough for the other class. */
	static Model boxes() {
		Network network = Network.input("image", 1).then("mean", Convolution.of(2, WINDOW)).then("scores", new Activation(Activation.Function.SIGMOID))
			.then("distances", Convolution.pointwise(4), "image").withOutputs("scores", "distances");
		Tensor kernel = Tensor.zeros(WINDOW, WINDOW, 1, 2);
		for (int i = 0; i < kernel.data().length; i++) {
			kernel.data()[i] = (i % 2 == 0 ? 20f : -20f) / (WINDOW * WINDOW);
		}
		Weights weights = Weights.initialise(network, 1).with(Map.of("mean.kernel", kernel, "mean.bias", filled(-14, 2),
			"distances.kernel", filled(0, 1, 1, 1, 4), "distances.bias", filled((float) Math.log(RADIUS), 4)));
		TaskSettings task = new Boxes(List.of("bright", "dark"), 1, new Boxes.Heads("scores", "distances"),
			new Boxes.Thresholds(0.5, 0.2));
		Model model = model();
		ModelCard card = new ModelCard(BOXES, "Bright discs of radius 6.", "1.0.0", model.card().credits(), model.card().trainingData(), ModelCard.Scores.NONE,
			"Finds nothing else.");
		return new Model(card, model.input(), task, network, weights);
	}

	/**
	 * Bright pixels count evenly and dark ones not at all: an object of even brightness is at their mean, and a square reaches √3, a disc 2 standard deviations to each
	 * side of it. The box is that of a square. Half of it will be right.
	 */
	static Model oneBox() {
		Network network = Network.input("image", 1).then("map", Convolution.pointwise(1)).then("places", new SoftArgmax()).then("box", Dense.of(4))
			.then("sure", Dense.of(1), "places").then("confidence", new Activation(Activation.Function.SIGMOID))
			.then("most", new GlobalPooling(Pooling.Kind.MAX), "image").then("classes_logit", Dense.of(2))
			.then("classes", new Activation(Activation.Function.SOFTMAX)).withOutputs("classes", "box", "confidence");
		float reach = (float) Math.sqrt(3);
		Tensor edges = Tensor.of(new float[] { 1, 0, 1, 0, 0, 1, 0, 1, -reach, 0, reach, 0, 0, -reach, 0, reach }, 4, 4);
		Weights weights = Weights.initialise(network, 1)
			.with(Map.of("map.kernel", filled(60, 1, 1, 1, 1), "map.bias", filled(0, 1), "box.kernel", edges, "box.bias",
				filled(0, 4), "sure.kernel", filled(0, 4, 1), "sure.bias", filled(0, 1), "classes_logit.kernel", Tensor.of(new float[] { 40, -40 }, 1, 2),
				"classes_logit.bias", Tensor.of(new float[] { -20, 20 }, 2)));
		Model model = model();
		ModelCard card = new ModelCard(ONE_BOX, "One bright thing.", "1.0.0", model.card().credits(), model.card().trainingData(), ModelCard.Scores.NONE,
			"Finds nothing else.");
		TaskSettings task = new OneBox(List.of("bright", "dark"), new OneBox.Heads("classes", "box", "confidence"));
		return new Model(card, new ModelInput(1, new Normalisation.Fixed(1 / 200.0, 0), OptionalDouble.empty()), task,
			network.withInputSize(new Size(160, 160)), weights);
	}

	private static Weights weights(Network network) {
		return Weights.initialise(network, 1).with(Map.of(
			"mean.kernel", filled(20f / (WINDOW * WINDOW), WINDOW, WINDOW, 1, 1), "mean.bias", filled(-14, 1),
			"distances.kernel", filled(0, 1, 1, 1, RAYS), "distances.bias", filled(RADIUS, RAYS)));
	}

	private static Tensor filled(float value, int... shape) {
		Tensor tensor = Tensor.zeros(shape);
		Arrays.fill(tensor.data(), value);
		return tensor;
	}
}
