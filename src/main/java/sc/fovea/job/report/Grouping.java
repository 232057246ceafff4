package sc.fovea.job.report;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How images are put together to be compared.
 *
 * <pre>{@code
 * Grouping.of("folder").group("plate1/B03.tif");                                    // "plate1"
 * Grouping.of("(?<plate>P\\d+)_(?<well>[A-P]\\d\\d)").group("P7_B03_w1.tif");       // "P7 B03"
 * }</pre>
 *
 * @param pattern that finds the group in the name of an image; empty for its folder
 * @param isOne whether all images are one group
 */
public record Grouping(Optional<Pattern> pattern, boolean isOne) {

	/** What a name is in that has no group. */
	public static final String OTHERS = "others";

	/** A well: a row of the plate as a letter, and a column as a number, for example B03. */
	private static final Pattern WELL = Pattern.compile("([A-Pa-p])0*(\\d{1,2})");

	/**
	 * A place on a plate.
	 *
	 * @param plate its name; empty if there is only one
	 * @param row from 0
	 * @param column from 0
	 */
	public record Well(String plate, int row, int column) {}

	/**
	 * The grouping that a text means.
	 *
	 * @param text {@code folder}, {@code none} or a regular expression; empty for {@code folder}
	 * @throws IllegalArgumentException if it is no regular expression, with one sentence
	 */
	public static Grouping of(String text) {
		if (text.isEmpty() || text.equals("folder")) return new Grouping(Optional.empty(), false);
		if (text.equals("none")) return new Grouping(Optional.empty(), true);
		try {
			return new Grouping(Optional.of(Pattern.compile(text)), false);
		}
		catch (PatternSyntaxException e) {
			throw new IllegalArgumentException("\"group\" must be folder, none or a regular expression, but is \"" + text + "\": " + e.getDescription() + ".",
				e);
		}
	}

	/** The group of an image: its folder, or what the pattern finds: its groups with spaces between them, or all of it if it has none. @param image its name, with slashes */
	public String group(String image) {
		if (isOne) return "";
		if (pattern.isEmpty()) return image.substring(0, Math.max(0, image.lastIndexOf('/')));
		Matcher found = pattern.get().matcher(image);
		if (!found.find()) return OTHERS;
		if (found.groupCount() == 0) return found.group();
		StringBuilder words = new StringBuilder();
		for (int i = 1; i <= found.groupCount(); i++) {
			if (found.group(i) != null) words.append(words.isEmpty() ? "" : " ").append(found.group(i));
		}
		return words.toString();
	}

	/** The place of an image on a plate; empty if the pattern has no group {@code well}, or what it finds is none. */
	public Optional<Well> well(String image) {
		Matcher found = pattern.map(p -> p.matcher(image)).orElse(null);
		if (found == null || !has("well") || !found.find() || found.group("well") == null) return Optional.empty();
		Matcher well = WELL.matcher(found.group("well"));
		if (!well.matches() || Integer.parseInt(well.group(2)) < 1) return Optional.empty();
		String plate = has("plate") && found.group("plate") != null ? found.group("plate") : "";
		return Optional.of(new Well(plate, Character.toUpperCase(well.group(1).charAt(0)) - 'A', Integer.parseInt(well.group(2)) - 1));
	}

	private boolean has(String name) {
		return pattern.orElseThrow().pattern().contains("(?<" + name + ">");
	}
}
