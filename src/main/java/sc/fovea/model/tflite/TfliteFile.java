package sc.fovea.model.tflite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fovea.model.ModelFormatException;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.Normalization;
import sc.fovea.net.Tensor;
import sc.fovea.net.WeightSpec;
import sc.fovea.net.Weights;

/**
 * The convolutions of a TensorFlow Lite file, in the order in which they are computed. Weights of 8 bits become floating point, scale · (q − zero point); nothing else of
 * the quantised arithmetic is kept.
 *
 * <pre>{@code
 * TfliteFile file = TfliteFile.open(Path.of("mobilenet_v1_0.25_128_quant.tflite"));
 * Weights weights = file.weights(new MobileNetV1().features(3, 0.25));
 * }</pre>
 *
 * @param name of the file, for messages
 * @param convolutions its convolutions with weights
 */
public record TfliteFile(String name, List<TfliteConvolution> convolutions) {

	private static final byte[] MAGIC = "TFL3".getBytes(StandardCharsets.US_ASCII);
	/** The largest published networks have some 100 MB. */
	private static final long LARGEST = 1L << 29;
	private static final int CONVOLUTION = 3;
	private static final int DEPTHWISE = 4;

	/** Copies the list. */
	public TfliteFile {
		convolutions = List.copyOf(convolutions);
	}

	/** Whether a file says of itself that it is one of TensorFlow Lite. @throws ModelFormatException if it cannot be read */
	public static boolean isOne(Path file) throws ModelFormatException {
		if (!Files.isRegularFile(file)) return false;
		try (InputStream in = Files.newInputStream(file)) {
			byte[] start = in.readNBytes(2 * MAGIC.length);
			return start.length == 2 * MAGIC.length && Arrays.equals(start, MAGIC.length, 2 * MAGIC.length, MAGIC, 0, MAGIC.length);
		}
		catch (IOException e) {
			throw new ModelFormatException(file.toString(), "", e);
		}
	}

	/** Reads a file. @throws ModelFormatException if there is none, it is damaged, or larger than 512 MiB */
	public static TfliteFile open(Path file) throws ModelFormatException {
		try {
			long size = Files.size(file);
			if (size > LARGEST) {
				throw new ModelFormatException(file.toString(), "", "Expected a TensorFlow Lite file of at most 512 MiB, got " + size + " bytes.");
			}
			ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
			return new TfliteFile(file.toString(), read(FlatTable.root(bytes)));
		}
		// A damaged file leads outside of itself, or to extents without measure.
		catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException | NegativeArraySizeException e) {
			ModelFormatException refusal = new ModelFormatException(file.toString(), "",
				"Expected an undamaged TensorFlow Lite file, got one that cannot be read (" + e.getMessage() + ").");
			refusal.initCause(e);
			throw refusal;
		}
		catch (ModelFormatException e) {
			throw e;
		}
		catch (IOException e) {
			throw new ModelFormatException(file.toString(), "", e);
		}
	}

	/** The fields of the schema: Model has operator codes (1), subgraphs (2) and buffers (4), SubGraph tensors (0) and operators (3). */
	private static List<TfliteConvolution> read(FlatTable model) {
		List<FlatTable> graphs = model.tables(2);
		if (graphs.isEmpty()) throw new IllegalArgumentException("no network in it");
		int[] codes = model.tables(1).stream().mapToInt(TfliteFile::code).toArray();
		List<FlatTable> buffers = model.tables(4);
		List<FlatTable> tensors = graphs.get(0).tables(0);
		List<TfliteConvolution> convolutions = new ArrayList<>();
		for (FlatTable operator : graphs.get(0).tables(3)) {
			int code = codes[operator.whole(0, 0)];
			if (code == CONVOLUTION || code == DEPTHWISE) {
				IntBuffer inputs = operator.vector(1, Integer.BYTES).asIntBuffer();
				List<TfliteTensor> weights = new ArrayList<>();
				for (int i = 1; i < inputs.limit() && inputs.get(i) >= 0; i++) {
					FlatTable tensor = tensors.get(inputs.get(i));
					weights.add(TfliteTensor.of(tensor, buffers.get(tensor.whole(2, 0))));
				}
				convolutions.add(TfliteConvolution.of(code == DEPTHWISE, weights));
			}
		}
		return convolutions;
	}

	/** The number of an operation: older files have only the first field, which ends at 127. */
	private static int code(FlatTable operator) {
		return Math.max(operator.small(0, 0), operator.whole(3, 0));
	}

	/**
	 * The weights of a network whose convolutions are the first of the file, in the same order. A normalization behind a convolution, which such files have already
	 * multiplied into its kernel, passes values on and only adds the bias.
	 *
	 * @throws ModelFormatException if the file has fewer convolutions, or one is of another shape or kind
	 */
	public Weights weights(Network network) throws ModelFormatException {
		Map<String, List<WeightSpec>> specs = network.weightsByNode();
		Map<String, Tensor> tensors = new LinkedHashMap<>();
		int next = 0;
		for (Node node : network.nodes()) {
			if (specs.get(node.name()).isEmpty() || node.layer() instanceof Normalization) continue;
			if (!(node.layer() instanceof Convolution layer)) throw refusal(node.name(), "a network of convolutions", node.layer().toString());
			if (next == convolutions.size()) throw refusal(node.name(), "one more convolution", "only " + next);
			TfliteConvolution stored = convolutions.get(next++);
			boolean isDepthwise = layer.connection() == Convolution.Connection.DEPTHWISE;
			WeightSpec kernel = specs.get(node.name()).get(0);
			if (stored.isDepthwise() != isDepthwise || !stored.shape().equals(kernel.shape())) {
				throw refusal(node.name(), (isDepthwise ? "a depthwise kernel of " : "a kernel of ") + kernel.shape(),
					(stored.isDepthwise() ? "a depthwise one of " : "one of ") + stored.shape()
						+ ": the file is of another network, width or number of channels");
			}
			tensors.put(kernel.name(), stored.kernel());
			place(network, node, layer, stored, tensors);
		}
		return new Weights(tensors);
	}

	/** The bias of a convolution: its own, or the shift of the normalization behind it. */
	private void place(Network network, Node node, Convolution layer, TfliteConvolution stored, Map<String, Tensor> tensors) throws ModelFormatException {
		if (layer.bias()) {
			tensors.put(node.name() + ".bias", stored.bias());
			return;
		}
		Node behind = network.nodes().stream().filter(other -> other.layer() instanceof Normalization && other.inputs().contains(node.name())).findFirst()
			.orElseThrow(() -> refusal(node.name(), "a convolution with a bias or a normalization behind it", "neither"));
		int channels = stored.bias().data().length;
		float one = (float) (1 - ((Normalization) behind.layer()).epsilon());
		tensors.put(behind.name() + ".scale", filled(channels, 1));
		tensors.put(behind.name() + ".shift", stored.bias());
		tensors.put(behind.name() + ".mean", filled(channels, 0));
		tensors.put(behind.name() + ".variance", filled(channels, one));
	}

	private static Tensor filled(int channels, float value) {
		Tensor tensor = Tensor.zeros(channels);
		Arrays.fill(tensor.data(), value);
		return tensor;
	}

	private ModelFormatException refusal(String layer, String expected, String got) {
		return new ModelFormatException(name, layer, "Expected " + expected + ", got " + got + ".");
	}
}
