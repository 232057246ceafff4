package sc.fovea.task.instance;

import java.util.Arrays;

import sc.fovea.predict.BitMask;
import sc.fovea.predict.Places;

/**
 * The mask by which outlines are sharpened, stretched to the size of the labels.
 *
 * @param mask at the network's scale
 * @param scale pixels of the mask per pixel of the labels
 * @param growth pixels of the labels by which objects may grow into the foreground
 */
public record Foreground(BitMask mask, double scale, int growth) {

	/** Reads rows of {@code width} pixels. @param target receives them from index 0 on */
	void read(int fromY, int toY, int width, boolean[] target) {
		int[] columns = Places.of(0, width, scale, mask.width());
		int[] rows = Places.of(fromY, toY - fromY, scale, mask.height());
		for (int i = 0; i < rows.length; i++) {
			mask.read(rows[i], columns, target, i * width);
		}
	}
}
