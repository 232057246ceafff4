package sc.fovea.train;

/**
 * A square cut out of a sample. The labels reach further than the pixels on all sides, so that objects which the patch's edge cuts are still whole where
 * targets are measured.
 *
 * @param size side of the pixels
 * @param margin pixels by which the labels reach further on each side
 * @param channels channels per pixel
 * @param pixels values (size, size, channels)
 * @param labels ids, a square of side {@code size + 2 · margin}
 */
public record Patch(int size, int margin, int channels, float[] pixels, int[] labels) {

	/** Side of the labels. */
	public int labelSide() {
		return size + 2 * margin;
	}

	/** Whether an object has a pixel inside the patch proper. */
	public boolean hasObject() {
		int side = labelSide();
		for (int y = margin; y < margin + size; y++) {
			for (int i = y * side + margin, end = i + size; i < end; i++) {
				if (labels[i] != 0) {
					return true;
				}
			}
		}
		return false;
	}
}
