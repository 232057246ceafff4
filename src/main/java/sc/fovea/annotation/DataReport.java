package sc.fovea.annotation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was read of a data set, for people and for the record of a training.
 *
 * <pre>{@code
 * 12 images with annotations: 5 as ImageJ ROIs, 7 as label image
 * 352 objects: mitosis 52, nucleus 300
 * Diameters in pixels: median 18.2, 5 % below 9.1, 5 % above 31.0
 * Left out: 2 marked twice ("0012-0345" in "labels/a.zip", ...)
 * }</pre>
 *
 * @param formats number of images by the format of their annotations
 * @param objects number by class; those of label images are of the class {@value Tag#OBJECT}
 * @param pixels share of all pixels by the number of the class in label images, where they hold classes
 * @param diameters of all objects in pixels, ascending: those of discs of the same area, 2·√(area / π); shared
 * @param ignored share of all pixels that nobody annotated
 * @param skips what was left out
 */
public record DataReport(Map<String, Integer> formats, Map<String, Integer> objects, Map<String, Double> pixels, double[] diameters, double ignored,
	List<Skip> skips) {

	private static final int NAMED = 3;
	/** Fewer objects may well be of a class each. */
	private static final int MANY = 6;
	/** Label images with more classes than a line can list hold ids of objects, as a rule. */
	private static final int LISTED = 12;

	/** Copies what can be changed, and sorts the diameters. */
	public DataReport {
		formats = Collections.unmodifiableMap(new TreeMap<>(formats));
		objects = Collections.unmodifiableMap(new TreeMap<>(objects));
		pixels = Collections.unmodifiableMap(new LinkedHashMap<>(pixels));
		diameters = diameters.clone();
		Arrays.sort(diameters);
		skips = List.copyOf(skips);
	}

	/** Number of images. */
	public int images() {
		return formats.values().stream().mapToInt(Integer::intValue).sum();
	}

	/** The diameter below which a share of the objects lies, interpolated between neighbours; not a number if there are no objects. */
	public double diameter(double share) {
		if (diameters.length == 0) return Double.NaN;
		double place = share * (diameters.length - 1);
		int below = (int) place;
		int above = Math.min(diameters.length - 1, below + 1);
		return diameters[below] + (place - below) * (diameters[above] - diameters[below]);
	}

	/** The report as lines of text. */
	public List<String> lines() {
		List<String> lines = new ArrayList<>();
		lines.add(counted(images(), "image") + " with annotations: " + joined(formats, (format, count) -> count + " as " + format));
		int count = objects.values().stream().mapToInt(Integer::intValue).sum();
		if (pixels.isEmpty() || count > 0) lines.add(counted(count, "object") + (count == 0 ? "" : ": " + joined(objects, (label, n) -> label + " " + n)));
		if (count >= MANY && objects.size() > count / 2) {
			lines.add("Nearly each object has a class of its own: " + objects.size() + " classes for " + count
				+ " objects. Classes come from the names; if all are of one kind, give them one name, or none.");
		}
		if (!pixels.isEmpty())
			lines.add("Pixels: " + joined(largest(pixels), (label, share) -> label + " " + percent(share))
				+ (pixels.size() > LISTED ? ", and " + (pixels.size() - LISTED) + " others" : ""));
		if (diameters.length > 0) {
			lines.add(String.format(Locale.ROOT, "Diameters in pixels: median %.1f, 5 %% below %.1f, 5 %% above %.1f", diameter(0.5), diameter(0.05),
				diameter(0.95)));
		}
		if (ignored > 0) lines.add("Not annotated, and neither learned nor judged: " + percent(ignored) + " of the pixels");
		lines.addAll(lines(skips));
		return lines;
	}

	/** What was left out, or may be a mistake: a line for each kind. */
	public static List<String> lines(List<Skip> skips) {
		List<String> lines = new ArrayList<>();
		byReason(skips).forEach((reason, some) -> lines.add(reason.fate() + ": " + some.size() + " " + reason.text() + " (" + named(some) + ")"));
		return lines;
	}

	/** Those of the largest shares, as many as a line can list. */
	private static Map<String, Double> largest(Map<String, Double> shares) {
		if (shares.size() <= LISTED) return shares;
		Map<String, Double> largest = new LinkedHashMap<>();
		shares.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue().reversed()).limit(LISTED).map(Map.Entry::getKey).toList()
			.forEach(label -> largest.put(label, shares.get(label)));
		return largest;
	}

	private static Map<Skip.Reason, List<Skip>> byReason(List<Skip> skips) {
		return skips.stream().collect(Collectors.groupingBy(Skip::reason, TreeMap::new, Collectors.toList()));
	}

	private static String named(List<Skip> skips) {
		String first = skips.stream().limit(NAMED).map(Skip::what).collect(Collectors.joining(", "));
		return skips.size() > NAMED ? first + ", ..." : first;
	}

	/** Writes an entry. */
	private interface Entry<V> {

		String text(String key, V value);
	}

	private static <V> String joined(Map<String, V> map, Entry<V> entry) {
		return map.entrySet().stream().map(e -> entry.text(e.getKey(), e.getValue())).collect(Collectors.joining(", "));
	}

	private static String percent(double share) {
		return String.format(Locale.ROOT, "%.1f %%", 100 * share);
	}

	private static String counted(int count, String what) {
		return count + " " + what + (count == 1 ? "" : "s");
	}

	/** The numbers as a tree of maps for the record of a training. */
	public Map<String, Object> tree() {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("images", images());
		tree.put("formats", formats);
		tree.put("objects", objects);
		tree.put("pixel_shares", pixels);
		if (diameters.length > 0) {
			tree.put("diameters", Map.of("median", diameter(0.5), "percent_5", diameter(0.05), "percent_95", diameter(0.95)));
		}
		tree.put("ignored_share", ignored);
		Map<String, Object> left = new LinkedHashMap<>();
		byReason(skips).forEach((reason, some) -> left.put(reason.name().toLowerCase(Locale.ROOT), some.size()));
		tree.put("left_out", left);
		return tree;
	}
}
