package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.job.report.Grouping;

/**
 * What is written about all images when a run has ended.
 *
 * @param isWanted whether {@code report.html} is
 * @param grouping how images are put together there
 * @param hasObjects whether a table of all objects is
 */
record ReportOptions(boolean isWanted, Grouping grouping, boolean hasObjects) {

	/** Adds the options. */
	static void addTo(CommandSpec spec) {
		spec.addOption(OptionSpec.builder("--report").type(boolean.class)
			.description("Writes report.html: counts, times, pictures, distributions, outliers and failures; opens in any browser without a server.").build());
		spec.addOption(option("--group", "folder|none|PATTERN",
			"What the report compares: folders, or what a regular expression finds in the names of images; its "
				+ "groups \"plate\" and \"well\" make maps of plates, for example (?<plate>P\\d+)_(?<well>[A-P]\\d\\d). Default: folder.")
			.type(String.class)
			.build());
		spec.addOption(OptionSpec.builder("--objects").type(boolean.class)
			.description("Writes objects.csv: the measurements of all objects of all images, with image and group in the first columns.").build());
	}

	/** @throws IllegalArgumentException if the pattern is none, with one sentence */
	static ReportOptions of(ParseResult parsed) {
		boolean isWanted = parsed.hasMatchedOption("--report");
		boolean hasObjects = parsed.hasMatchedOption("--objects");
		String group = parsed.matchedOptionValue("--group", "");
		if (!group.isEmpty() && !isWanted && !hasObjects) {
			throw new IllegalArgumentException("\"group\" says what the report compares, but none is written: add --report or --objects.");
		}
		return new ReportOptions(isWanted, Grouping.of(group), hasObjects);
	}
}
