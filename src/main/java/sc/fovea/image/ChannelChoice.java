package sc.fovea.image;

import ij.CompositeImage;
import ij.ImagePlus;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * Finds the channel that someone means: by number (from 1), by the name that its file gives it ("DAPI", also a part of it that no other has), or by
 * its colour (red, green, blue, cyan, magenta, yellow, gray).
 *
 * <pre>{@code
 * int nuclei = ChannelChoice.of("dapi", image); // 1
 * }</pre>
 */
public final class ChannelChoice {

	private ChannelChoice() {}

	/**
	 * The number of a channel, from 1.
	 *
	 * @param asked number, name or colour; empty or "0" for the only channel in which there is anything
	 * @return from 1; 0 where none is asked for and several hold something
	 * @throws IllegalArgumentException saying which channels there are, if there is none of that name
	 */
	public static int of(String asked, ImagePlus image) {
		String text = asked.strip().toLowerCase(Locale.ROOT);
		Hyperstack stack = Hyperstack.of(image);
		if (isOpen(text)) return onlyFilled(stack);
		List<String> names = names(image, stack.channels());
		List<Integer> found = matching(names, name -> name.equals(text));
		if (text.matches("\\d{1,6}")) return number(Integer.parseInt(text), found, stack, image);
		if (found.isEmpty()) found = matching(colours(image, stack.channels()), colour -> colour.equals(text.equals("grey") ? "gray" : text));
		if (found.isEmpty()) found = matching(names, name -> name.contains(text));
		if (found.size() == 1) return found.get(0);
		throw new IllegalArgumentException("Expected one of the channels of \"" + image.getTitle() + "\" (" + describe(image, stack.channels()) + "), got \""
			+ asked + "\"" + (found.isEmpty() ? "" : ", which " + found.size() + " of them are") + ".");
	}

	/**
	 * The channel for a model.
	 *
	 * @param asked as in {@link #of(String, ImagePlus)}
	 * @param seen how many channels the model sees; one that sees several sees all of them, unless one is asked for
	 * @return from 1; 0 where none is asked for and the model sees several, or several hold something
	 * @throws IllegalArgumentException as {@link #of(String, ImagePlus)}
	 */
	public static int of(String asked, ImagePlus image, int seen) {
		return seen > 1 && isOpen(asked.strip()) ? 0 : of(asked, image);
	}

	/**
	 * The channel that a picture of an image shows.
	 *
	 * @param asked as in {@link #of(String, ImagePlus)}
	 * @return from 0; the first where none is asked for and several hold something
	 * @throws IllegalArgumentException as {@link #of(String, ImagePlus)}
	 */
	public static int shown(String asked, ImagePlus image) {
		return Math.max(0, of(asked, image) - 1);
	}

	private static boolean isOpen(String asked) {
		return asked.isEmpty() || asked.equals("0");
	}

	/** Channels that are called by their wavelength, such as 488, are found by it. */
	private static int number(int asked, List<Integer> called, Hyperstack stack, ImagePlus image) {
		if (asked <= stack.channels()) return asked;
		if (called.size() == 1) return called.get(0);
		throw new IllegalArgumentException("Expected a channel from 1 to " + stack.channels() + " of \"" + image.getTitle() + "\", got " + asked + ".");
	}

	/** Matches a name or a colour in small letters. */
	private interface Match {

		boolean matches(String text);
	}

	private static List<Integer> matching(List<String> texts, Match match) {
		return IntStream.range(0, texts.size()).filter(c -> !texts.get(c).isEmpty() && match.matches(texts.get(c).toLowerCase(Locale.ROOT)))
			.mapToObj(c -> c + 1).toList();
	}

	private static List<String> names(ImagePlus image, int channels) {
		List<String> names = ChannelNames.of(image);
		return names.size() == channels ? names : IntStream.range(0, channels).mapToObj(c -> "").toList();
	}

	private static List<String> colours(ImagePlus image, int channels) {
		if (channels == 3 && image.getNChannels() == 1) return List.of("red", "green", "blue");
		if (image instanceof CompositeImage composite)
			return IntStream.rangeClosed(1, channels).mapToObj(c -> colour(composite.getChannelLut(c).getRGB(255))).toList();
		return List.of();
	}

	/** The name of the colour of the largest value; empty for mixtures. */
	private static String colour(int rgb) {
		int bright = (rgb >> 16 & 255) / 128 * 4 + (rgb >> 8 & 255) / 128 * 2 + (rgb & 255) / 128;
		return List.of("", "blue", "green", "cyan", "red", "magenta", "yellow", "gray").get(bright);
	}

	/** The channels in words: "1 DAPI blue, 2 GFP green". */
	public static String describe(ImagePlus image, int channels) {
		List<String> names = names(image, channels);
		List<String> colours = colours(image, channels);
		return String.join(", ", IntStream.range(0, channels)
			.mapToObj(c -> (c + 1 + " " + names.get(c) + " " + (c < colours.size() ? colours.get(c) : "")).strip().replace("  ", " ")).toList());
	}

	private static int onlyFilled(Hyperstack stack) {
		if (stack.channels() == 1) return 1;
		int[] filled = IntStream.range(0, stack.channels()).filter(c -> isFilled(stack, c)).limit(2).map(c -> c + 1).toArray();
		return filled.length == 1 ? filled[0] : 0;
	}

	/** Whether two pixels of a channel differ. */
	private static boolean isFilled(Hyperstack stack, int channel) {
		RandomAccessibleInterval<? extends RealType<?>> pixels = Views.hyperSlice(stack.pixels(), 2, channel);
		float first = Float.NaN;
		for (RealType<?> pixel : Views.flatIterable(pixels)) {
			float value = pixel.getRealFloat();
			if (value != first && !Float.isNaN(first)) return true;
			first = value;
		}
		return false;
	}
}
