package sc.fovea.job.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sc.fovea.image.AtomicFiles;
import sc.fovea.job.batch.Found;
import sc.fovea.job.batch.ImageRecord;

/**
 * A page that says how a run over images went: counts, times, pictures, how measurements spread in each group, images that are not like the others, and those
 * that failed. One file that needs no other and no network.
 *
 * @param sections one for each command or step
 * @param grouping of images
 * @param plan text of the plan, for the last section; empty if there is none
 */
public record HtmlReport(List<RunSection> sections, Grouping grouping, String plan) {

	/** Name of the file. */
	public static final String NAME = "report.html";

	/** Pictures of a section, about 6 KB each, so that the page stays below a megabyte or so. */
	private static final int PICTURES = 120;
	private static final int OUTLIERS = 24;
	private static final int REASONS = 3;
	private static final String OVERLAY = "_overlay.png";

	private static final String STYLE = """
		body{font:15px/1.45 system-ui,sans-serif;margin:0 auto;max-width:1180px;padding:1em 1.5em;color:#1a1a1a;background:#fff}
		h1{font-size:1.6em}h2{margin-top:2em;border-bottom:2px solid #0072B2}h3{margin-top:1.6em}
		.tiles{display:flex;flex-wrap:wrap;gap:.8em}.tile{background:#eef4f8;border-radius:6px;padding:.5em 1em;min-width:6em}
		.tile b{display:block;font-size:1.5em}.bad{background:#fbe9e0}
		table{border-collapse:collapse}td,th{padding:.15em .7em;border-bottom:1px solid #ddd;text-align:left;vertical-align:top}.n{text-align:right}
		.plate td,.plate th{padding:.15em .35em;text-align:center;font-size:11px;border:1px solid #eee;min-width:2.6em;height:1.8em}
		figure{display:inline-block;margin:.4em;vertical-align:top;font-size:12px;max-width:100%;overflow-x:auto}figcaption{max-width:180px;overflow-wrap:anywhere}
		figure:has(svg) figcaption,figure:has(table) figcaption{max-width:none;font-weight:600}svg text{font-size:10px;fill:#555}
		pre{background:#f4f4f4;padding:.8em;overflow:auto}.key span{margin-right:1.2em;white-space:nowrap}.key i{display:inline-block;width:1em;height:.3em;
		vertical-align:middle;margin-right:.3em}.note{color:#555}
		""";

	/** A report without a plan. */
	public HtmlReport(List<RunSection> sections, Grouping grouping) {
		this(sections, grouping, "");
	}

	/** Writes the page. @throws IOException if it cannot be written, or a table not be read */
	public void write(Path file) throws IOException {
		String page = page();
		AtomicFiles.write(file, scratch -> Files.writeString(scratch, page));
	}

	private String page() throws IOException {
		Html html = new Html().raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><title>Fovea report</title>"
			+ "<meta name=\"viewport\" content=\"width=device-width\"/><style>").raw(STYLE).raw("</style></head><body>\n");
		html.element("h1", "Fovea report").element("p class=\"note\"",
			"Written " + ZonedDateTime.now().truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME) + ".");
		for (RunSection section : sections) {
			section(html, section);
		}
		if (!plan.isEmpty()) html.element("h2", "Plan").element("pre", plan);
		return html.raw("</body></html>\n").toString();
	}

	private void section(Html html, RunSection section) throws IOException {
		html.element("h2", section.title()).raw("\n");
		tiles(html, section);
		facts(html, section);
		groups(html, section);
		Survey survey = Survey.of(section, grouping);
		plates(html, section, survey);
		distributions(html, survey);
		outliers(html, section, survey);
		pictures(html, section);
		failures(html, section);
	}

	private static void tiles(Html html, RunSection section) {
		double[] seconds = section.done().stream().mapToDouble(ImageRecord::seconds).toArray();
		html.raw("<div class=\"tiles\">");
		tile(html, "", section.done().size(), "images done");
		tile(html, section.failed().isEmpty() ? "" : " bad", section.failed().size(), "failed");
		int waiting = section.records().size() - section.done().size() - section.failed().size();
		if (waiting > 0) tile(html, " bad", waiting, "not done");
		tile(html, "", section.done().stream().mapToLong(HtmlReport::objects).sum(), "objects");
		if (seconds.length > 0) {
			tile(html, "", Outliers.median(seconds), "s an image (median)");
			tile(html, "", java.util.Arrays.stream(seconds).max().orElse(0), "s the slowest");
			tile(html, "", java.util.Arrays.stream(seconds).sum(), "s of work");
		}
		html.raw("</div>\n");
	}

	private static void tile(Html html, String kind, Number number, String what) {
		html.raw("<div class=\"tile" + kind + "\">").element("b", Html.number(number)).text(what).raw("</div>");
	}

	private static void facts(Html html, RunSection section) {
		html.element("h3", "How").raw("<table>");
		section.facts().forEach((name, value) -> html.row("td", name, String.valueOf(value)));
		html.row("td", "results", section.folder().toAbsolutePath().normalize().toString()).raw("</table>\n");
	}

	private static long objects(ImageRecord record) {
		return Math.max(0, record.found().map(Found::objects).orElse(0L)); // below 0 where nothing is counted
	}

	private void groups(Html html, RunSection section) {
		Set<String> names = section.records().stream().map(record -> grouping.group(record.image())).collect(Collectors.toCollection(LinkedHashSet::new));
		if (names.size() < 2) return;
		html.element("h3", "Groups").raw("<table>").row("th", "group", "images", "failed", "objects", "objects an image");
		for (String name : names) {
			List<ImageRecord> of = section.records().stream().filter(record -> grouping.group(record.image()).equals(name)).toList();
			RunSection part = new RunSection(name, section.folder(), Map.of(), of);
			long objects = of.stream().mapToLong(HtmlReport::objects).sum();
			html.row("td", title(name), part.done().size(), part.failed().size(), objects, objects / (double) part.done().size());
		}
		html.raw("</table>\n");
	}

	private static String title(String group) {
		return group.isEmpty() ? "(top folder)" : group;
	}

	private void plates(Html html, RunSection section, Survey survey) {
		Map<Grouping.Well, Spread> counts = new LinkedHashMap<>();
		for (ImageRecord image : section.done()) {
			grouping.well(image.image()).ifPresent(well -> counts.computeIfAbsent(well, place -> new Spread()).add(objects(image)));
		}
		if (counts.isEmpty()) return;
		html.element("h3", "Plates").raw(Drawings.plates("objects an image", counts));
		for (String column : survey.columns()) {
			Map<Grouping.Well, Spread> means = new LinkedHashMap<>();
			survey.images(column).forEach((image, mean) -> grouping.well(image)
				.ifPresent(well -> means.computeIfAbsent(well, place -> new Spread()).add(mean)));
			if (column.equals("Area") || column.equals("Mean")) html.raw(Drawings.plates("mean of " + column, means));
		}
	}

	private static void distributions(Html html, Survey survey) {
		if (survey.columns().isEmpty()) return;
		html.element("h3", "Measurements of objects");
		Set<String> groups = survey.bins(survey.columns().get(0)).keySet();
		boolean isGrouped = groups.size() > 1 && groups.size() <= Drawings.COLOURS.size();
		if (isGrouped) {
			html.raw("<p class=\"key\">");
			int number = 0;
			for (String group : groups)
				html.raw("<span><i style=\"background:" + Drawings.COLOURS.get(number++) + "\"></i>").text(title(group)).raw("</span>");
			html.raw("</p>\n");
		}
		for (String column : survey.columns()) {
			Map<String, long[]> bins = isGrouped ? survey.bins(column) : Map.of("", sum(survey.bins(column)));
			html.raw(Drawings.distribution(column, survey.all(column), bins));
		}
		html.raw("<details><summary>Numbers</summary><table>").row("th", "measurement", "group", "objects", "mean", "standard deviation", "least", "most");
		for (String column : survey.columns()) {
			survey.groups(column).forEach((group, spread) -> html.row("td", column, title(group), spread.count(), spread.mean(), spread.deviation(),
				spread.least(), spread.most()));
		}
		html.raw("</table></details>\n");
	}

	private static long[] sum(Map<String, long[]> groups) {
		long[] sum = new long[Survey.BINS];
		for (long[] bins : groups.values()) {
			for (int i = 0; i < sum.length; i++) {
				sum[i] += bins[i];
			}
		}
		return sum;
	}

	private static void outliers(Html html, RunSection section, Survey survey) {
		Outliers outliers = new Outliers();
		outliers.look("objects", section.done().stream().collect(Collectors.toMap(ImageRecord::image, image -> (double) objects(image), (a, b) -> a,
			LinkedHashMap::new)));
		for (String column : survey.columns()) {
			outliers.look("mean " + column, survey.images(column));
		}
		List<Outliers.Outlier> found = outliers.found();
		if (found.isEmpty()) return;
		html.element("h3", "Images that are not like the others");
		if (found.size() > OUTLIERS) html.element("p class=\"note\"", "The " + OUTLIERS + " furthest of " + found.size() + ".");
		Map<String, ImageRecord> images = section.done().stream().collect(Collectors.toMap(ImageRecord::image, image -> image));
		for (Outliers.Outlier outlier : found.subList(0, Math.min(OUTLIERS, found.size()))) {
			String why = outlier.reasons().stream().limit(REASONS).map(Outliers.Reason::words).collect(Collectors.joining("; "));
			picture(html, section, images.get(outlier.image()), outlier.image() + ": " + why);
		}
		html.raw("\n");
	}

	private static void pictures(Html html, RunSection section) {
		List<ImageRecord> pictured = section.done().stream().filter(image -> ObjectTable.output(section, image, OVERLAY).isPresent()).toList();
		if (pictured.isEmpty()) return;
		html.element("h3", "Pictures");
		int shown = Math.min(PICTURES, pictured.size());
		if (shown < pictured.size()) html.element("p class=\"note\"", shown + " of " + pictured.size() + ", evenly spread.");
		for (int i = 0; i < shown; i++) {
			ImageRecord image = pictured.get((int) ((long) i * pictured.size() / shown));
			picture(html, section, image, image.image() + ": " + objects(image));
		}
		html.raw("\n");
	}

	/** The picture of an image, as far as there is one that can be read, and what is to be said of it. */
	private static void picture(Html html, RunSection section, ImageRecord image, String caption) {
		html.raw("<figure>");
		Optional<Path> overlay = ObjectTable.output(section, image, OVERLAY);
		if (overlay.isPresent()) {
			try {
				html.raw("<img alt=\"" + Html.escaped(image.image()) + "\" src=\"" + Thumbnail.of(overlay.get()) + "\"/>");
			}
			catch (IOException e) {
				html.element("p", "No picture: " + e.getMessage());
			}
		}
		html.element("figcaption", caption).raw("</figure>\n");
	}

	private static void failures(Html html, RunSection section) {
		if (section.failed().isEmpty()) return;
		html.element("h3", "Failures").raw("<table>").row("th", "image", "reason");
		section.failed().forEach(image -> html.row("td", image.image(), image.reason()));
		html.raw("</table>\n");
	}
}
