package sc.fovea.job.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Drawings of a page: distributions as lines, and plates as maps; in the page itself, as SVG and a table. */
final class Drawings {

	/** Lines that can be told apart: the colours of Okabe and Ito (2008), for all kinds of colour vision. */
	static final List<String> COLOURS = List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#999999");

	private static final int WIDTH = 240;
	private static final int HEIGHT = 100;
	/** Rows and columns of plates with 24, 96 and 384 wells. */
	private static final int[][] PLATES = { { 4, 6 }, { 8, 12 }, { 16, 24 } };

	private Drawings() {}

	/** The distribution of a column, a line for each group: the share of its objects in each bin. */
	static String distribution(String column, Spread all, Map<String, long[]> groups) {
		StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
			"<figure><figcaption>%s</figcaption><svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"Distribution of %s\">",
			Html.escaped(column), WIDTH, HEIGHT + 16, WIDTH, HEIGHT + 16, Html.escaped(column)));
		svg.append("<line x1=\"0\" y1=\"").append(HEIGHT).append("\" x2=\"").append(WIDTH).append("\" y2=\"").append(HEIGHT).append("\" stroke=\"#888\"/>");
		double most = groups.values().stream().mapToDouble(Drawings::highest).max().orElse(1);
		int number = 0;
		for (long[] bins : groups.values()) {
			svg.append("<polyline fill=\"none\" stroke-width=\"1.5\" stroke=\"").append(COLOURS.get(number++ % COLOURS.size())).append("\" points=\"")
				.append(points(bins, most)).append("\"/>");
		}
		svg.append("<text x=\"0\" y=\"").append(HEIGHT + 13).append("\">").append(Html.number(all.least())).append("</text><text text-anchor=\"end\" x=\"")
			.append(WIDTH).append("\" y=\"").append(HEIGHT + 13).append("\">").append(Html.number(all.most())).append("</text></svg></figure>\n");
		return svg.toString();
	}

	private static double total(long[] bins) {
		return Math.max(1, java.util.Arrays.stream(bins).sum());
	}

	private static double highest(long[] bins) {
		return java.util.Arrays.stream(bins).max().orElse(0) / total(bins);
	}

	/** Steps, as a bar has. */
	private static String points(long[] bins, double most) {
		StringBuilder points = new StringBuilder();
		double highest = total(bins) * most;
		for (int i = 0; i < bins.length; i++) {
			String y = tenths(HEIGHT - (HEIGHT - 4) * bins[i] / highest);
			points.append(tenths(i * WIDTH / (double) bins.length)).append(',').append(y).append(' ');
			points.append(tenths((i + 1) * WIDTH / (double) bins.length)).append(',').append(y).append(' ');
		}
		return points.toString().strip();
	}

	/** A number of 0 or more with one decimal; {@code String.format} takes a third of a second for those of a page when Java has just begun. */
	private static String tenths(double number) {
		long tenths = Math.round(10 * number);
		return tenths / 10 + "." + tenths % 10;
	}

	/** Plates as maps of a number, darker for more. @param wells the values at each place */
	static String plates(String what, Map<Grouping.Well, Spread> wells) {
		Map<String, List<Map.Entry<Grouping.Well, Spread>>> plates = new TreeMap<>();
		wells.entrySet().forEach(entry -> plates.computeIfAbsent(entry.getKey().plate(), name -> new ArrayList<>()).add(entry));
		double least = wells.values().stream().mapToDouble(Spread::mean).min().orElse(0);
		double most = wells.values().stream().mapToDouble(Spread::mean).max().orElse(1);
		StringBuilder maps = new StringBuilder();
		plates.forEach((plate, places) -> {
			int[] size = size(places.stream().map(Map.Entry::getKey).toList());
			Map<List<Integer>, Double> values = new TreeMap<>(java.util.Comparator.comparing(List<Integer>::toString));
			places.forEach(entry -> values.put(List.of(entry.getKey().row(), entry.getKey().column()), entry.getValue().mean()));
			maps.append("<figure><figcaption>").append(Html.escaped((plate.isEmpty() ? "" : plate + ": ") + what))
				.append("</figcaption><table class=\"plate\">");
			maps.append(head(size[1]));
			for (int row = 0; row < size[0]; row++) {
				maps.append("<tr><th>").append((char) ('A' + row)).append("</th>");
				for (int column = 0; column < size[1]; column++) {
					maps.append(cell(values.get(List.of(row, column)), least, most));
				}
				maps.append("</tr>");
			}
			maps.append("</table></figure>\n");
		});
		return maps.toString();
	}

	private static String head(int columns) {
		StringBuilder head = new StringBuilder("<tr><th></th>");
		for (int column = 1; column <= columns; column++) {
			head.append("<th>").append(column).append("</th>");
		}
		return head.append("</tr>").toString();
	}

	private static String cell(Double value, double least, double most) {
		if (value == null) return "<td></td>";
		double share = most > least ? (value - least) / (most - least) : 0.5;
		int light = (int) Math.round(96 - 66 * share);
		String ink = light < 60 ? "#fff" : "#000";
		return String.format(Locale.ROOT, "<td style=\"background:hsl(205,80%%,%d%%);color:%s\">%s</td>", light, ink, Html.number(value));
	}

	/** The smallest usual plate that has all places. */
	private static int[] size(List<Grouping.Well> places) {
		int rows = places.stream().mapToInt(Grouping.Well::row).max().orElse(0) + 1;
		int columns = places.stream().mapToInt(Grouping.Well::column).max().orElse(0) + 1;
		for (int[] size : PLATES) {
			if (rows <= size[0] && columns <= size[1]) return size;
		}
		return new int[] { rows, columns };
	}
}
