package sc.fovea.image;

import ij.ImagePlus;
import java.util.List;

/** The names of the channels of an image, as its file gives them: "DAPI", "GFP". */
public final class ChannelNames {

	private static final String KEY = "fovea.channels";

	private ChannelNames() {}

	/** Keeps names with an image; names that are all empty are none. */
	static void set(ImagePlus image, List<String> names) {
		if (names.stream().anyMatch(name -> !name.isBlank())) image.setProperty(KEY, List.copyOf(names));
	}

	/** The names, one for each channel, empty text where a channel has none; none at all where no channel has one. */
	public static List<String> of(ImagePlus image) {
		return image.getProperty(KEY) instanceof List<?> names ? names.stream().map(String::valueOf).toList() : List.of();
	}
}
