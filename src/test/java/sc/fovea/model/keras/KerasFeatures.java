package sc.fovea.model.keras;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.WeightSpec;
import sc.fovea.net.Weights;

/**
 * Features that Keras gave, from {@code src/test/resources/keras}; the script there made them and says how.
 *
 * @param shape (H, W, C) of the features
 * @param values at even steps of the array
 */
record KerasFeatures(int[] shape, double[] values) {

	static KerasFeatures of(String name) throws IOException {
		try (InputStream in = KerasFeatures.class.getResourceAsStream("/keras/" + name + ".txt")) {
			List<String> lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
			return new KerasFeatures(Arrays.stream(lines.get(0).split(" ")).mapToInt(Integer::parseInt).toArray(),
				lines.stream().skip(1).mapToDouble(Double::parseDouble).toArray());
		}
	}

	/** The largest difference to our features at the places of the values, as a share of the largest value. */
	double distance(Tensor features) {
		float[] own = features.data();
		double distance = 0;
		for (int i = 0; i < values.length; i++) {
			distance = Math.max(distance, Math.abs(own[(int) ((long) i * own.length / values.length)] - values[i]));
		}
		return distance / Arrays.stream(values).map(Math::abs).max().orElseThrow();
	}

	/** The script's input. */
	static Tensor image(int height, int width, int channels) {
		Tensor image = Tensor.zeros(1, height, width, channels);
		for (int y = 0, i = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				for (int c = 0; c < channels; c++, i++) {
					image.data()[i] = (float) ((y * y + 3 * x * y + 7 * x + 5 * c) % 256 / 127.5 - 1);
				}
			}
		}
		return image;
	}

	/** The script's weights for networks of which no file is at hand. */
	static Weights recipe(Network network) {
		Map<String, Tensor> weights = new LinkedHashMap<>();
		network.weights().forEach(spec -> weights.put(spec.name(), recipe(spec)));
		return new Weights(weights);
	}

	private static Tensor recipe(WeightSpec spec) {
		CRC32 crc = new CRC32();
		crc.update(spec.name().getBytes(StandardCharsets.US_ASCII));
		int seed = (int) crc.getValue();
		Tensor tensor = Tensor.zeros(spec.shape().stream().mapToInt(Integer::intValue).toArray());
		int fanIn = spec.shape().subList(0, spec.shape().size() - 1).stream().reduce(1, (a, b) -> a * b);
		for (int i = 0; i < tensor.data().length; i++) {
			double u = share(i, seed);
			tensor.data()[i] = (float) switch (spec.name().substring(spec.name().indexOf('.') + 1)) {
				case "kernel" -> (2 * u - 1) * Math.sqrt(6.0 / fanIn);
				case "scale", "variance" -> 0.5 + u;
				default -> (2 * u - 1) * 0.1;
			};
		}
		return tensor;
	}

	private static double share(int index, int seed) {
		int h = index * (int) 2654435761L + seed;
		h = (h ^ h >>> 15) * (int) 2246822519L;
		h = (h ^ h >>> 13) * (int) 3266489917L;
		return Integer.toUnsignedLong(h ^ h >>> 16) / 4294967296.0;
	}
}
