package sc.fovea.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import sc.fovea.net.Tensor;

/**
 * What lets others check and recognise a model: an input with the outputs that the network gives for it, and a picture.
 *
 * @param input what the network is given (N, H, W, C), after normalisation
 * @param outputs what it answers, by the name of the output
 * @param cover a PNG file as bytes, empty if there is none
 */
public record Samples(Optional<Tensor> input, Map<String, Tensor> outputs, byte[] cover) {

	/** No tensors and no picture. */
	public static final Samples NONE = new Samples(Optional.empty(), Map.of(), new byte[0]);
	private static final byte[] PNG = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

	/**
	 * Copies map and picture; the tensors are shared.
	 *
	 * @throws IllegalArgumentException if the picture is no PNG, or there are
	 * outputs without an input
	 */
	public Samples {
		outputs = Collections.unmodifiableMap(new TreeMap<>(outputs));
		cover = cover.clone();
		if (cover.length > 0 && !Arrays.equals(PNG, 0, PNG.length, cover, 0, Math.min(PNG.length, cover.length))) {
			throw new IllegalArgumentException("Expected a PNG file as cover, got something else of " + cover.length + " bytes.");
		}
		if (input.isEmpty() && !outputs.isEmpty()) {
			throw new IllegalArgumentException("Expected a test input with the test outputs " + outputs.keySet() + ", got none.");
		}
	}

	/** A copy of the picture. */
	@Override
	public byte[] cover() {
		return cover.clone();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Samples s && input.equals(s.input) && outputs.equals(s.outputs) && Arrays.equals(cover, s.cover);
	}

	@Override
	public int hashCode() {
		return 31 * (31 * input.hashCode() + outputs.hashCode()) + Arrays.hashCode(cover);
	}

	@Override
	public String toString() {
		return "Samples[input=" + input + ", outputs=" + outputs + ", cover=" + cover.length + " bytes]";
	}
}
