package sc.fovea.train.transfer;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import sc.fovea.architecture.Backbone;
import sc.fovea.architecture.PublishedInput;
import sc.fovea.architecture.UNet;
import sc.fovea.data.Sample;
import sc.fovea.model.ModelFormatException;
import sc.fovea.model.keras.KerasWeights;
import sc.fovea.model.tflite.TfliteFile;
import sc.fovea.net.Convolution;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/**
 * A trunk with published weights. Its first layer, a 1×1 convolution called {@link #RANGE}, takes pixels from 0 to 1 to the values that the weights were made for,
 * so that a model's normalisation need not know of them.
 *
 * <pre>{@code
 * Pretrained trunk = Pretrained.read(Path.of("mobilenetV2_0.35_96x96_greyscale_weights.h5"), List.of(new MobileNetV2()), samples);
 * trunk.network().describe();
 * }</pre>
 *
 * @param title of architecture and width, for people
 * @param network whose output are features
 * @param weights of it
 * @param halvings from the image to the features
 */
public record Pretrained(String title, Network network, Weights weights, int halvings) {

	/** Name of the first layer. */
	public static final String RANGE = "range";

	private static final String AXIS = "axis";
	/** Width multipliers that are published. */
	private static final double[] MULTIPLIERS = { 1, 0.75, 0.5, 0.35, 0.25, 0.2, 0.1, 0.05, 1.3, 1.4 };
	/** Channels of published weights: colour, and grey. */
	private static final int[] CHANNELS = { 3, 1 };

	/**
	 * The trunk of a file of Keras or TensorFlow Lite. Which of the backbones it is of, which width multiplier and whether it is for colour or grey images, is found out by trying: the shapes
	 * of all weights must fit.
	 * <p>
	 * Weights for grey images see colours too: one trunk looks at each of the {@link ColourAxes} of the samples, and the features of all are joined. Layer {@code L} of
	 * the file is {@code axis1_L}, {@code axis2_L}, … then. Weights for colour images see a grey one as a colour image with equal channels.
	 *
	 * @param file an .h5 file, see {@link KerasWeights}, or a .tflite file, see {@link TfliteFile}
	 * @param backbones that come into question
	 * @param samples that it is to learn from, with values from 0 to 1
	 * @throws ModelFormatException if the file is damaged or of none of the backbones
	 */
	public static Pretrained read(Path file, List<Backbone> backbones, List<Sample> samples) throws ModelFormatException {
		Found found = find(file, backbones);
		int channels = samples.get(0).channels();
		return found.published() == 1 && channels > 1 ? found.byAxis(ColourAxes.of(samples)) : found.whole(channels);
	}

	/** Whether a node is a layer of a file in the trunk of one colour axis. */
	static boolean isCopy(String node, String layer) {
		return node.endsWith("_" + layer) && node.substring(0, node.length() - layer.length() - 1).matches(AXIS + "\\d+");
	}

	/** Reads the weights of a network from one kind of file. */
	@FunctionalInterface
	private interface Source {

		Weights weights(Network network) throws ModelFormatException;
	}

	private static Source source(Path file) throws ModelFormatException {
		return TfliteFile.isOne(file) ? TfliteFile.open(file)::weights : network -> KerasWeights.read(file, network);
	}

	private static Found find(Path file, List<Backbone> backbones) throws ModelFormatException {
		Source source = source(file);
		ModelFormatException last = new ModelFormatException(file.toString(), "", "Expected a backbone to read weights for, got none.");
		for (Backbone backbone : backbones) {
			for (int published : CHANNELS) {
				for (double multiplier : MULTIPLIERS) {
					Optional<Network> features = features(backbone, published, multiplier);
					if (features.isEmpty()) continue;
					try {
						return new Found(backbone, multiplier, published, source.weights(features.get()));
					}
					catch (ModelFormatException e) {
						last = e;
					}
				}
			}
		}
		throw refusal(file, backbones, last);
	}

	/** Empty if the multiplier would leave a layer without filters. */
	private static Optional<Network> features(Backbone backbone, int channels, double multiplier) {
		try {
			return Optional.of(backbone.features(channels, multiplier));
		}
		catch (IllegalArgumentException e) {
			return Optional.empty();
		}
	}

	private static ModelFormatException refusal(Path file, List<Backbone> backbones, ModelFormatException last) {
		ModelFormatException refusal = new ModelFormatException(file.toString(), "", "Expected Keras weights (.h5) or TensorFlow Lite weights (.tflite) of "
			+ String.join(" or ", backbones.stream().map(Backbone::name).toList()) + ", got a file that fits none of them; the last was refused because: "
			+ last.getMessage());
		refusal.initCause(last);
		return refusal;
	}

	/** What was found in a file. */
	private record Found(Backbone backbone, double multiplier, int published, Weights weights) {

		/** One trunk that sees all channels. */
		Pretrained whole(int channels) {
			Network features = backbone.features(published, multiplier);
			Network whole = Network.input(UNet.IMAGE, channels).then(RANGE, Convolution.pointwise(published)).replaceAfter(RANGE, features);
			Map<String, Tensor> all = new LinkedHashMap<>();
			all.put(RANGE + ".kernel", mixing(channels));
			all.put(RANGE + ".bias", offsets());
			all.putAll(weights.tensors());
			return new Pretrained(title(), whole, new Weights(all), backbone.halvings());
		}

		private String title() {
			return backbone.name() + " of width " + String.valueOf(multiplier).replaceFirst("\\.0$", "");
		}

		/** A trunk for each axis, layer by layer side by side, so that shares of the layers are shares of every trunk; their features one behind the other. */
		Pretrained byAxis(ColourAxes axes) {
			Network features = backbone.features(1, multiplier);
			int count = axes.bias().length;
			String[] prefixes = IntStream.rangeClosed(1, count).mapToObj(i -> AXIS + i + "_").toArray(String[]::new);
			Network all = Network.input(UNet.IMAGE, count);
			Map<String, Tensor> tensors = new LinkedHashMap<>();
			for (int i = 0; i < count; i++) {
				all = all.then(prefixes[i] + RANGE, Convolution.pointwise(1), UNet.IMAGE);
				tensors.put(prefixes[i] + RANGE + ".kernel", Tensor.of(floats(axes.kernel()[i]), 1, 1, count, 1));
				tensors.put(prefixes[i] + RANGE + ".bias", Tensor.of(floats(axes.bias()[i]), 1));
			}
			for (Node node : features.nodes()) {
				for (String prefix : prefixes) {
					String[] inputs = node.inputs().stream().map(in -> prefix + (in.equals(UNet.IMAGE) ? RANGE : in)).toArray(String[]::new);
					all = all.then(prefix + node.name(), node.layer(), inputs);
				}
			}
			weights.tensors().forEach((name, tensor) -> Arrays.stream(prefixes).forEach(prefix -> tensors.put(prefix + name, tensor)));
			String[] last = Arrays.stream(prefixes).map(prefix -> prefix + features.last()).toArray(String[]::new);
			return new Pretrained(title() + " for each of " + count + " colour axes", all.then("axes", Join.concatenate(), last), new Weights(tensors),
				backbone.halvings());
		}

		private static float[] floats(double... values) {
			float[] floats = new float[values.length];
			for (int i = 0; i < floats.length; i++) {
				floats[i] = (float) values[i];
			}
			return floats;
		}

		/** From image channels to the network's: each to its own; a single one, or an unknown number, to all. */
		private Tensor mixing(int channels) {
			Tensor kernel = Tensor.zeros(1, 1, channels, published);
			float scale = (float) backbone.publishedInput().scale();
			for (int in = 0; in < channels; in++) {
				for (int out = 0; out < published; out++) {
					int own = backbone.publishedInput().isBlueFirst() ? published - 1 - out : out;
					float share = channels == published ? (in == own ? 1 : 0) : 1f / channels;
					kernel.data()[in * published + out] = scale * share;
				}
			}
			return kernel;
		}

		private Tensor offsets() {
			PublishedInput input = backbone.publishedInput();
			double mean = input.offsets().stream().mapToDouble(o -> o).average().orElse(0);
			Tensor bias = Tensor.zeros(published);
			for (int c = 0; c < published; c++) {
				bias.data()[c] = (float) (published == 1 ? mean : input.offsets().get(c).doubleValue());
			}
			return bias;
		}
	}
}
