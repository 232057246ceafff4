package sc.fovea.train.sample;

import java.util.Arrays;
import java.util.List;

import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.geometry.Box;

/**
 * A square cut out of a sample. The labels reach further than the pixels on all sides, so that objects which the patch's edge cuts are still whole where
 * targets are measured.
 *
 * @param size side of the pixels
 * @param margin pixels by which the labels reach further on each side
 * @param channels channels per pixel
 * @param pixels values (size, size, channels)
 * @param labels ids, a square of side {@code size + 2 · margin}; {@link Sample#IGNORED} where nobody annotated
 * @param boxes around objects that the pixels show, whole even where the edge cuts them, in pixels from the corner of the patch
 * @param proposals region proposals, likewise
 */
public record Patch(int size, int margin, int channels, float[] pixels, int[] labels, List<LabelledBox> boxes, List<Box> proposals) {

	/** Copies the lists. */
	public Patch {
		boxes = List.copyOf(boxes);
		proposals = List.copyOf(proposals);
	}

	/** Without boxes. */
	public Patch(int size, int margin, int channels, float[] pixels, int[] labels) {
		this(size, margin, channels, pixels, labels, List.of(), List.of());
	}

	/** Side of the labels. */
	public int labelSide() {
		return size + 2 * margin;
	}

	/** The same patch with nothing in place of what nobody annotated, as if the image ended there. */
	public Patch known() {
		return isWhole() ? this : new Patch(size, margin, channels, pixels, Arrays.stream(labels).map(label -> Math.max(0, label)).toArray(), boxes, proposals);
	}

	private boolean isWhole() {
		for (int label : labels) {
			if (label < 0) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether every pixel of a cell is annotated.
	 *
	 * @param x first column of the cell, counted from that of the pixels
	 * @param y first row
	 * @param side of the cell
	 */
	public boolean isKnown(int x, int y, int side) {
		for (int row = y; row < y + side; row++) {
			for (int i = (margin + row) * labelSide() + margin + x, end = i + side; i < end; i++) {
				if (labels[i] < 0) {
					return false;
				}
			}
		}
		return true;
	}

	/** Whether an object has a pixel or the middle of its box inside the patch proper. */
	public boolean hasObject() {
		if (boxes.stream().anyMatch(b -> Box.ofImage(size, size).contains(b.box().centerX(), b.box().centerY()))) {
			return true;
		}
		int side = labelSide();
		for (int y = margin; y < margin + size; y++) {
			for (int i = y * side + margin, end = i + size; i < end; i++) {
				if (labels[i] > 0) {
					return true;
				}
			}
		}
		return false;
	}
}
