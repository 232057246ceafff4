package sc.fovea.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fovea.architecture.Backbone;
import sc.fovea.architecture.PublishedInput;
import sc.fovea.architecture.UNet;
import sc.fovea.model.ModelFormatException;
import sc.fovea.model.keras.KerasWeights;
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
 * Pretrained trunk = Pretrained.read(Path.of("mobilenetV2_0.35_96x96_greyscale_weights.h5"), List.of(new MobileNetV2()), 3);
 * trunk.network().describe();
 * }</pre>
 *
 * @param title of architecture and width, for people
 * @param network whose output are features
 * @param weights of it
 */
public record Pretrained(String title, Network network, Weights weights) {

	/** Name of the first layer. */
	public static final String RANGE = "range";

	private static final String CHANNEL = "channel";
	/** Width multipliers that are published. */
	private static final double[] MULTIPLIERS = { 1, 0.75, 0.5, 0.35, 0.25, 0.2, 0.1, 0.05, 1.3, 1.4 };
	/** Channels of published weights: colour, and grey. */
	private static final int[] CHANNELS = { 3, 1 };

	/**
	 * The trunk of a Keras file. Which of the backbones it is of, which width multiplier and whether it is for colour or grey images, is found out by trying: the shapes
	 * of all weights must fit.
	 * <p>
	 * Weights for grey images see colours too: each kernel of the first convolution is spread over the channels, k'[c] = k / channels. Weights for colour images see a
	 * grey one as a colour image with equal channels.
	 *
	 * @param file an .h5 file, see {@link KerasWeights}
	 * @param backbones that come into question
	 * @param channels of the images
	 * @throws ModelFormatException if the file is damaged or of none of the backbones
	 */
	public static Pretrained read(Path file, List<Backbone> backbones, int channels) throws ModelFormatException {
		return find(file, backbones).whole(channels);
	}

	/**
	 * The same for features that are not to learn any more: weights for grey images see each channel on its own, and the features of all channels are joined. Spreading
	 * kernels over the channels would only show them the mean, in which colours are lost.
	 *
	 * @throws ModelFormatException as {@link #read}
	 */
	public static Pretrained readFixed(Path file, List<Backbone> backbones, int channels) throws ModelFormatException {
		Found found = find(file, backbones);
		return found.published() == 1 && channels > 1 ? found.byChannel(channels) : found.whole(channels);
	}

	private static Found find(Path file, List<Backbone> backbones) throws ModelFormatException {
		ModelFormatException last = new ModelFormatException(file.toString(), "", "Expected a backbone to read weights for, got none.");
		for (Backbone backbone : backbones) {
			for (int published : CHANNELS) {
				for (double multiplier : MULTIPLIERS) {
					try {
						Network features = backbone.features(published, multiplier);
						return new Found(backbone, multiplier, published, KerasWeights.read(file, features));
					}
					catch (ModelFormatException e) {
						last = e;
					}
				}
			}
		}
		throw refusal(file, backbones, last);
	}

	private static ModelFormatException refusal(Path file, List<Backbone> backbones, ModelFormatException last) {
		ModelFormatException refusal = new ModelFormatException(file.toString(), "", "Expected Keras weights of "
			+ String.join(" or ", backbones.stream().map(Backbone::name).toList()) + ", got a file that fits none of them; the last was refused because: "
			+ last.getMessage());
		refusal.initCause(last);
		return refusal;
	}

	/** What was found in a file. */
	private record Found(Backbone backbone, double multiplier, int published, Weights weights) {

		/** One trunk that sees all channels. */
		Pretrained whole(int channels) {
			int seen = published == 1 ? channels : published;
			Network features = backbone.features(seen, multiplier);
			Network whole = Network.input(UNet.IMAGE, channels).then(RANGE, Convolution.pointwise(seen)).replaceAfter(RANGE, features);
			Map<String, Tensor> all = new LinkedHashMap<>();
			all.put(RANGE + ".kernel", mixing(channels, seen));
			all.put(RANGE + ".bias", offsets(seen));
			all.putAll(weights.tensors());
			String first = features.weights().get(0).name();
			all.put(first, spread(weights.get(first), seen));
			return new Pretrained(title(), whole, new Weights(all));
		}

		private String title() {
			return backbone.name() + " of width " + String.valueOf(multiplier).replaceFirst("\\.0$", "");
		}

		/** A trunk for each channel; their features one behind the other. */
		Pretrained byChannel(int channels) {
			Network features = backbone.features(1, multiplier);
			Network all = Network.input(UNet.IMAGE, channels);
			Map<String, Tensor> tensors = new LinkedHashMap<>();
			String[] last = new String[channels];
			for (int c = 0; c < channels; c++) {
				String prefix = CHANNEL + (c + 1) + "_";
				all = all.then(prefix + RANGE, Convolution.pointwise(1), UNet.IMAGE);
				tensors.put(prefix + RANGE + ".kernel", only(c, channels));
				tensors.put(prefix + RANGE + ".bias", offsets(1));
				for (Node node : features.nodes()) {
					String[] inputs = node.inputs().stream().map(in -> prefix + (in.equals(UNet.IMAGE) ? RANGE : in)).toArray(String[]::new);
					all = all.then(prefix + node.name(), node.layer(), inputs);
				}
				weights.tensors().forEach((name, tensor) -> tensors.put(prefix + name, tensor));
				last[c] = all.last();
			}
			return new Pretrained(title() + " for each channel", all.then("channels", Join.concatenate(), last), new Weights(tensors));
		}

		/** A kernel that takes one channel. */
		private Tensor only(int channel, int channels) {
			Tensor kernel = Tensor.zeros(1, 1, channels, 1);
			kernel.data()[channel] = (float) backbone.publishedInput().scale();
			return kernel;
		}

		/** From image channels to the network's: each to its own; a single one, or an unknown number, to all. */
		private Tensor mixing(int channels, int seen) {
			Tensor kernel = Tensor.zeros(1, 1, channels, seen);
			float scale = (float) backbone.publishedInput().scale();
			for (int in = 0; in < channels; in++) {
				for (int out = 0; out < seen; out++) {
					int own = backbone.publishedInput().isBlueFirst() ? seen - 1 - out : out;
					float share = channels == seen ? (in == own ? 1 : 0) : 1f / channels;
					kernel.data()[in * seen + out] = scale * share;
				}
			}
			return kernel;
		}

		private Tensor offsets(int seen) {
			PublishedInput input = backbone.publishedInput();
			double mean = input.offsets().stream().mapToDouble(o -> o).average().orElse(0);
			Tensor bias = Tensor.zeros(seen);
			for (int c = 0; c < seen; c++) {
				bias.data()[c] = (float) (published == 1 ? mean : input.offsets().get(c).doubleValue());
			}
			return bias;
		}

		/** A kernel (h, w, c, filters) for more channels. */
		private static Tensor spread(Tensor kernel, int channels) {
			int[] shape = kernel.shape();
			if (shape[2] == channels) {
				return kernel;
			}
			Tensor wide = Tensor.zeros(shape[0], shape[1], channels, shape[3]);
			for (int i = 0; i < wide.data().length; i++) {
				int tap = i / (channels * shape[3]);
				wide.data()[i] = kernel.data()[tap * shape[3] + i % shape[3]] / channels;
			}
			return wide;
		}
	}
}
