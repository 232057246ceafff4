package sc.fovea.image;

import ij.ImagePlus;
import java.util.List;
import java.util.stream.IntStream;

/** The names of the channels of an image, as its file gives them: "DAPI", "GFP". */
public final class ChannelNames {

	private static final String KEY = "fovea.channels";

	private ChannelNames() {}

	/** Keeps names with an image; names that are all empty are none. */
	static void set(ImagePlus image, List<String> names) {
		if (names.stream().anyMatch(name -> !name.isBlank())) image.setProperty(KEY, List.copyOf(names));
	}

	/**
	 * The names, one for each channel, empty text where a channel has none; none at all where no channel has one. Where the file says nothing, those of ImageJ count:
	 * what stands in the first line of the labels of the first slice and frame, if each channel has another one.
	 */
	public static List<String> of(ImagePlus image) {
		if (image.getProperty(KEY) instanceof List<?> names) return names.stream().map(String::valueOf).toList();
		int channels = image.getNChannels();
		if (channels == 1 || image.getStackSize() < channels) return List.of();
		List<String> labels = IntStream.rangeClosed(1, channels).mapToObj(c -> image.getStack().getSliceLabel(image.getStackIndex(c, 1, 1)))
			.map(label -> label == null ? "" : label.strip().lines().findFirst().orElse("").strip()).toList();
		boolean areNames = labels.stream().noneMatch(String::isEmpty) && labels.stream().distinct().count() == channels;
		return areNames ? labels : List.of();
	}
}
