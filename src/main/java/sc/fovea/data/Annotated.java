package sc.fovea.data;

import java.util.List;

/**
 * A picture with everything that is known about it. Objects that overlap lie in different masks.
 *
 * @param name for reports
 * @param pixels of the picture
 * @param masks each as large as the picture
 * @param boxes around objects
 * @param points marked
 */
public record Annotated(String name, Pixels pixels, List<Mask> masks, List<LabelledBox> boxes, List<LabelledPoint> points) {

	/** Copies the lists. @throws IllegalArgumentException if a mask is of another size than the picture */
	public Annotated {
		masks = List.copyOf(masks);
		boxes = List.copyOf(boxes);
		points = List.copyOf(points);
		for (Mask mask : masks) {
			if (mask.labels().length != pixels.extent().pixels()) {
				throw new IllegalArgumentException("Expected a mask of " + pixels.extent().pixels() + " pixels for '" + name + "', got "
					+ mask.labels().length + ".");
			}
		}
	}

	/** A picture with one mask. */
	public static Annotated of(String name, Pixels pixels, Mask mask) {
		return new Annotated(name, pixels, List.of(mask), List.of(), List.of());
	}

	/** Size of the picture. */
	public Extent extent() {
		return pixels.extent();
	}

	/** The largest id of an object in any mask or box, 0 if there is none. */
	public int largestId() {
		int inMasks = masks.stream().filter(m -> !m.isSemantic()).mapToInt(Mask::largest).max().orElse(0);
		return Math.max(inMasks, boxes.stream().mapToInt(LabelledBox::id).max().orElse(0));
	}
}
