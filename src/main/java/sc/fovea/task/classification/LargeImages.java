package sc.fovea.task.classification;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import sc.fovea.net.Size;
import sc.fovea.tile.Region;

/**
 * How a network of a fixed input size sees images that are larger: shrunk, by their middle, or tile by tile, all tiles voting. What is as large as a network's input or
 * smaller is always seen as a whole.
 */
public enum LargeImages {

	/** The image is stretched to the network's size. */
	RESIZE,
	/** The middle of the image, as large as the network's input. */
	CROP,
	/** Tiles as large as the network's input that cover the image; the answer is the mean of the probabilities of all. */
	TILE;

	/** As users and archives write it. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** What a word means. @throws IllegalArgumentException if it is none of them */
	public static LargeImages of(String word) {
		return Arrays.stream(values()).filter(value -> value.word().equals(word)).findFirst()
			.orElseThrow(
				() -> new IllegalArgumentException("Expected images larger than the input of a network to be one of " + words() + ", got '" + word + "'."));
	}

	/** All words, with commas between them. */
	public static String words() {
		return Arrays.stream(values()).map(LargeImages::word).collect(Collectors.joining(", "));
	}

	/**
	 * What is seen of an image: rectangles of the proportions of the input, which have its size unless a side of the image is shorter. Tiles overlap no more than
	 * they must, and alike.
	 *
	 * @param image its size in pixels
	 * @param input size of the network's input
	 */
	public List<Region> parts(Size image, Size input) {
		boolean isLarger = image.height() > input.height() || image.width() > input.width();
		if (this == RESIZE || !isLarger) return List.of(new Region(0, 0, image.width(), image.height()));
		double scale = Math.min(1, Math.min((double) image.width() / input.width(), (double) image.height() / input.height()));
		int width = Math.max(1, (int) Math.round(scale * input.width()));
		int height = Math.max(1, (int) Math.round(scale * input.height()));
		int[] columns = starts(image.width(), width);
		int[] rows = starts(image.height(), height);
		return Arrays.stream(rows).boxed().flatMap(y -> Arrays.stream(columns).mapToObj(x -> new Region(x, y, width, height))).toList();
	}

	/** Where parts of a length begin along one side. */
	private int[] starts(int length, int part) {
		int free = length - part;
		if (this == CROP) return new int[] { free / 2 };
		int count = (length + part - 1) / part;
		return IntStream.range(0, count).map(i -> count == 1 ? 0 : (int) Math.round((double) i * free / (count - 1))).toArray();
	}
}
