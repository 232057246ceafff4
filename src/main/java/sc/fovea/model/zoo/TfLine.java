package sc.fovea.model.zoo;

/**
 * Scale and shift of each channel: c of the node {@code from} becomes {@code scale[c] · x + shift[c]}.
 *
 * @param from node of the network
 * @param scale one for each channel
 * @param shift likewise
 */
record TfLine(String from, float[] scale, float[] shift) {

	/** One operation with a constant for each channel. @param isBehind whether the constant stands behind the image */
	static TfLine of(String from, String kind, float[] constant, boolean isBehind) {
		float[] scale = new float[constant.length];
		float[] shift = new float[constant.length];
		for (int c = 0; c < constant.length; c++) {
			scale[c] = switch (kind) {
				case "Mul" -> constant[c];
				case "RealDiv" -> 1 / constant[c];
				case "Sub" -> isBehind ? 1 : -1;
				default -> 1;
			};
			shift[c] = switch (kind) {
				case "Mul", "RealDiv" -> 0;
				case "Sub" -> isBehind ? -constant[c] : constant[c];
				default -> constant[c];
			};
		}
		return new TfLine(from, scale, shift);
	}

	/** This one and then the next, as one. */
	TfLine then(TfLine next) {
		float[] newScale = new float[scale.length];
		float[] newShift = new float[scale.length];
		for (int c = 0; c < scale.length; c++) {
			newScale[c] = scale[c] * next.scale[c];
			newShift[c] = shift[c] * next.scale[c] + next.shift[c];
		}
		return new TfLine(from, newScale, newShift);
	}
}
