package sc.fovea.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fovea.geometry.Box;

/**
 * An annotated image, ready for training: normalised pixels and the id of the object at each pixel.
 *
 * @param name file name, for reports
 * @param width columns
 * @param height rows
 * @param channels channels per pixel
 * @param pixels values (H, W, C), normalised; shared
 * @param labels ids (H, W), 0 for background, {@link #IGNORED} where nobody annotated; shared
 * @param boxes around objects, for detection; empty where labels tell the objects
 * @param proposals region proposals that do not depend on a network: they are made once, and move with the pixels; empty unless a detector learns from them
 */
public record Sample(String name, int width, int height, int channels, float[] pixels, int[] labels, List<LabelledBox> boxes, List<Box> proposals) {

	/** The label of a pixel that is not annotated: what is there neither teaches nor counts. */
	public static final int IGNORED = -1;

	/** Copies the lists. @throws IllegalArgumentException if an array has not the length that width, height and channels ask for */
	public Sample {
		boxes = List.copyOf(boxes);
		proposals = List.copyOf(proposals);
		int count = Math.multiplyExact(width, height);
		if (pixels.length != Math.multiplyExact(count, channels) || labels.length != count) {
			throw new IllegalArgumentException("Expected " + count + " labels and " + channels + " times as many values in sample '" + name + "', got "
				+ labels.length + " and " + pixels.length + ".");
		}
	}

	/** Without boxes. @throws IllegalArgumentException as above */
	public Sample(String name, int width, int height, int channels, float[] pixels, int[] labels) {
		this(name, width, height, channels, pixels, labels, List.of());
	}

	/** Without proposals. @throws IllegalArgumentException as above */
	public Sample(String name, int width, int height, int channels, float[] pixels, int[] labels, List<LabelledBox> boxes) {
		this(name, width, height, channels, pixels, labels, boxes, List.of());
	}

	/** The same with region proposals. */
	public Sample proposed(List<Box> newProposals) {
		return new Sample(name, width, height, channels, pixels, labels, boxes, newProposals);
	}

	/** The same picture with other labels. @throws IllegalArgumentException if there is not one for each pixel */
	public Sample labelled(int[] newLabels) {
		return new Sample(name, width, height, channels, pixels, newLabels, boxes, proposals);
	}

	/** Number of objects: of boxes, or of different ids above 0 if there are none. */
	public long objects() {
		return !boxes.isEmpty() ? boxes.size() : Arrays.stream(labels).filter(id -> id > 0).distinct().count();
	}

	/**
	 * A part of the sample. Objects that its edge cuts are annotated as far as they are seen, as at any edge of an image.
	 *
	 * @param partName its name
	 * @param part of whole pixels, inside the image
	 */
	public Sample part(String partName, Box part) {
		int x = (int) part.x();
		int y = (int) part.y();
		int w = (int) part.width();
		int h = (int) part.height();
		float[] partPixels = new float[w * h * channels];
		int[] partLabels = new int[w * h];
		for (int row = 0; row < h; row++) {
			int from = (y + row) * width + x;
			System.arraycopy(labels, from, partLabels, row * w, w);
			System.arraycopy(pixels, from * channels, partPixels, row * w * channels, w * channels);
		}
		List<LabelledBox> seen = boxes.stream().map(b -> b.at(b.box().intersection(part), b.slice())).filter(b -> b.box().area() > 0)
			.map(b -> b.at(b.box().translate(-x, -y), b.slice())).toList();
		List<Box> proposed = proposals.stream().map(b -> b.intersection(part)).filter(b -> b.area() > 0).map(b -> b.translate(-x, -y)).toList();
		return new Sample(partName, w, h, channels, partPixels, partLabels, seen, proposed);
	}

	/**
	 * The sample continued by its mirror image to the right and below until it has at least the given size; itself if it has. Pixels and labels are mirrored
	 * alike, so that what is seen is also annotated.
	 */
	public Sample atLeast(int newWidth, int newHeight) {
		int w = Math.max(width, newWidth);
		int h = Math.max(height, newHeight);
		if (w == width && h == height) {
			return this;
		}
		float[] morePixels = new float[Math.multiplyExact(Math.multiplyExact(w, h), channels)];
		int[] moreLabels = new int[w * h];
		for (int y = 0, i = 0; y < h; y++) {
			for (int x = 0; x < w; x++, i++) {
				int from = mirror(y, height) * width + mirror(x, width);
				moreLabels[i] = labels[from];
				System.arraycopy(pixels, from * channels, morePixels, i * channels, channels);
			}
		}
		return new Sample(name, w, h, channels, morePixels, moreLabels, mirroredBoxes(w, h), mirroredProposals(w, h));
	}

	/** The boxes and their mirror images as far as they are seen. */
	private List<LabelledBox> mirroredBoxes(int newWidth, int newHeight) {
		List<LabelledBox> all = new ArrayList<>();
		Box seen = Box.ofImage(newWidth, newHeight);
		for (int row = 0; row * height < newHeight; row++) {
			for (int column = 0; column * width < newWidth; column++) {
				for (LabelledBox labelled : boxes) {
					Box part = mirrored(labelled.box(), column, row).intersection(seen);
					if (part.area() > 0) all.add(labelled.at(part, labelled.slice()));
				}
			}
		}
		return all;
	}

	private List<Box> mirroredProposals(int newWidth, int newHeight) {
		Sample asBoxes = new Sample(name, width, height, channels, pixels, labels, proposals.stream().map(box -> LabelledBox.of("", box)).toList());
		return asBoxes.mirroredBoxes(newWidth, newHeight).stream().map(LabelledBox::box).toList();
	}

	private Box mirrored(Box box, int column, int row) {
		double x = column * width + (column % 2 == 0 ? box.x() : width - box.right());
		double y = row * height + (row % 2 == 0 ? box.y() : height - box.bottom());
		return new Box(x, y, box.width(), box.height());
	}

	/** 0 1 … n−1 | n−1 n−2 … 0 | 0 1 …: the edge pixel is repeated once. */
	private static int mirror(int index, int extent) {
		int folded = index % (2 * extent);
		return folded < extent ? folded : 2 * extent - 1 - folded;
	}
}
