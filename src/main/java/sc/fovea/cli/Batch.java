package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.job.pipeline.SideBySide;

/**
 * How many images are worked on at a time, and which files are written for each.
 *
 * @param jobs images at a time
 * @param wanted files of each image
 */
record Batch(int jobs, Set<ResultFile> wanted) {

	/** What an image of 4096x4096 pixels takes while it is segmented: its pixels as numbers, its labels twice, and what is found. */
	private static final long JOB_BYTES = 512L << 20;

	/** Adds the options. @param possible files of a command that may be chosen; none if it writes always the same */
	static void addTo(CommandSpec spec, Set<ResultFile> possible) {
		spec.addOption(option("--jobs", "N", "Images at a time; 0 for as many as there are cores and memory for.").type(int.class).defaultValue("0").build());
		if (possible.isEmpty()) return;
		spec.addOption(option("--write", "KIND[,KIND...]", "Files for each image: " + ResultFile.list(possible) + ".").type(String.class)
			.defaultValue(ResultFile.list(ResultFile.usual(possible))).build());
	}

	/** @throws IllegalArgumentException if a value is outside its range; the message is one sentence */
	static Batch of(ParseResult parsed, Set<ResultFile> possible, List<Path> inputs) {
		int jobs = parsed.matchedOptionValue("--jobs", 0);
		if (jobs < 0) throw new IllegalArgumentException("\"jobs\" must be 0 or more, but is " + jobs + ".");
		boolean isOne = inputs.size() == 1 && !Files.isDirectory(inputs.get(0));
		int automatic = isOne ? 1 : SideBySide.automatic(JOB_BYTES, Runtime.getRuntime().maxMemory()).jobs();
		if (possible.isEmpty()) return new Batch(jobs == 0 ? automatic : jobs, possible);
		return new Batch(jobs == 0 ? automatic : jobs,
			ResultFile.of(parsed.matchedOptionValue("--write", ResultFile.list(ResultFile.usual(possible))), possible));
	}

	/** Whether files of a kind are written. */
	boolean wants(ResultFile file) {
		return wanted.contains(file);
	}
}
