package sc.fovea.image;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The description that Python's tifffile writes unless told otherwise: <code>{"shape": [2, 3, 64, 64], "axes": "CZYX"}</code>. Pages follow one
 * another in the order of the array, the last axis first.
 *
 * @param axes letters of those axes that lie across pages, the slowest first
 * @param size of these axes
 */
record ShapedDescription(String axes, int[] size) {

	private static final Pattern SHAPE = Pattern.compile("\\{\\s*\"shape\":\\s*\\[([\\d, ]+)\\]");
	private static final Pattern AXES = Pattern.compile("\"axes\":\\s*\"([A-Z]+)\"");

	/** What a description says; nothing where it is no such, or says nothing about axes across pages that are c, z and t. */
	static Optional<ShapedDescription> of(String description) {
		Matcher shape = SHAPE.matcher(description);
		Matcher axes = AXES.matcher(description);
		if (!shape.lookingAt() || !axes.find()) return Optional.empty();
		int[] sizes = Arrays.stream(shape.group(1).split(",")).map(String::strip).filter(s -> s.matches("\\d{1,9}")).mapToInt(Integer::parseInt).toArray();
		String letters = axes.group(1);
		int across = letters.indexOf("YX");
		boolean isUsable = letters.length() == sizes.length && across > 0 && letters.substring(0, across).matches("[CZT]+")
			&& letters.substring(0, across).chars().distinct().count() == across;
		return isUsable ? Optional.of(new ShapedDescription(letters.substring(0, across), Arrays.copyOf(sizes, across))) : Optional.empty();
	}

	/** The size of an axis; 1 where it does not lie across pages. */
	int size(char axis) {
		int at = axes.indexOf(axis);
		return at < 0 ? 1 : size[at];
	}

	/** Number of pages. */
	long pages() {
		return Arrays.stream(size).asLongStream().reduce(1, (a, b) -> a * b);
	}

	/** The page of a plane. */
	int page(int c, int z, int t) {
		int page = 0;
		for (int i = 0; i < size.length; i++)
			page = page * size[i] + (axes.charAt(i) == 'C' ? c : axes.charAt(i) == 'Z' ? z : t);
		return page;
	}
}
