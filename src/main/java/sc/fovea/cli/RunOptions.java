package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.job.ModelRequest;
import sc.fovea.model.Sha256;

/**
 * How a run over images goes on, whatever is done with them.
 *
 * @param command for example {@code segment}
 * @param arguments as the shell gave them, with the command
 * @param search which images of a folder
 * @param isResumed whether a manifest is kept, and what is done is not done again
 * @param timeout after which an image is given up, in seconds; 0 for never
 * @param part what this process does of a run that another one completes
 * @param report what is written for people when all is done
 * @param given the options that decide on the results, by name
 */
record RunOptions(String command, List<String> arguments, InputFiles.Search search, boolean isResumed, double timeout, Part part, ReportOptions report,
	Map<String, String> given) {

	/** Names the image of a process of its own. */
	static final String ISOLATED = "--isolated";
	/** Names the images of a part, which are those that are given, in their order. */
	static final String ONLY = "--only";
	/** Says where in the manifest a run begins that several processes share. */
	static final String SINCE = "--since";

	/**
	 * What a process does of a run that another one completes.
	 *
	 * @param isolated name of the only image to be done, which may kill the process; empty for all
	 * @param only names of the inputs, in their order, which are all images; empty to look for images
	 * @param since place in the manifest behind which failures are of this run, and are not tried again; below 0 for where it ends now
	 */
	record Part(String isolated, List<String> only, long since) {

		/** Whether another process writes what is about all images. */
		boolean isPart() {
			return isIsolated() || !only.isEmpty();
		}

		/** Whether it is one image that has killed a process. */
		boolean isIsolated() {
			return !isolated.isEmpty();
		}

		/** Whether other processes did, or do, images of the same run. */
		boolean isShared() {
			return since >= 0;
		}
	}

	/** Decide when, where and how fast, but not on what is in the files; the model does by its content, not by its name. */
	private static final Set<String> INDIFFERENT = Set.of("--model", "--output", "--jobs", "--threads", "--memory", "--tile", "--recursive", "--glob",
		"--resume",
		"--timeout", "--report", "--group", "--objects", "--progress", "--profile", ISOLATED, ONLY, SINCE);
	/** Words of {@code --progress}. */
	private static final List<String> PROGRESS = List.of("text", "json");

	/** Adds the options. */
	static void addTo(CommandSpec spec) {
		spec.addOption(flag("--recursive", "Takes images in subfolders, too; the results are laid out as they are."));
		spec.addOption(option("--glob", "PATTERN", "Which images of folders, for example *.tif or plate*/*_w1.tif. Default: all.").type(String.class).build());
		spec.addOption(
			flag("--resume", "Goes on where a run into the same folder ended: keeps manifest.jsonl there, and does only what is not done, or was done of "
				+ "other pixels, with other options or another model. Several processes may share the folder."));
		spec.addOption(option("--timeout", "SECONDS", "Sets an image aside that takes longer; 0 for never.").type(double.class).defaultValue("0").build());
		ReportOptions.addTo(spec);
		spec.addOption(option("--progress", String.join("|", PROGRESS), "How to say how far it is: text, or a line of JSON for each event.").type(String.class)
			.defaultValue(PROGRESS.get(0)).build());
		spec.addOption(OptionSpec.builder(ISOLATED).paramLabel("IMAGE").hidden(true).type(String.class)
			.description("With --resume: does only this image, in this process, which it may kill; so a run does those that have killed one.").build());
		spec.addOption(OptionSpec.builder(ONLY).paramLabel("IMAGE").hidden(true).type(List.class).auxiliaryTypes(String.class)
			.description("With --resume: the inputs are images of these names, in this order, and another process completes the run.").build());
		spec.addOption(OptionSpec.builder(SINCE).paramLabel("PLACE").hidden(true).type(long.class)
			.description("With --resume: what failed behind this place of the manifest is not tried again.").build());
	}

	private static OptionSpec flag(String name, String description) {
		return OptionSpec.builder(name).description(description).type(boolean.class).build();
	}

	/** @throws IllegalArgumentException if a value is outside its range; the message is one sentence */
	static RunOptions of(ParseResult parsed) {
		double timeout = parsed.matchedOptionValue("--timeout", 0.0);
		if (!(timeout >= 0) || Double.isInfinite(timeout)) throw new IllegalArgumentException("\"timeout\" must be 0 or more seconds, but is " + timeout + ".");
		requireProgress(parsed);
		InputFiles.Search search = new InputFiles.Search(parsed.hasMatchedOption("--recursive"), parsed.matchedOptionValue("--glob", ""));
		return new RunOptions(parsed.commandSpec().name(), new ArrayList<>(parsed.originalArgs()), search, parsed.hasMatchedOption("--resume"), timeout,
			part(parsed), ReportOptions.of(parsed), given(parsed));
	}

	private static Part part(ParseResult parsed) {
		List<String> only = parsed.matchedOptionValue(ONLY, List.of());
		int inputs = parsed.matchedPositionalValue(0, List.of()).size();
		if (!only.isEmpty() && only.size() != inputs) {
			throw new IllegalArgumentException("Expected \"only\" to name each input, got " + only.size() + " names for " + inputs + ".");
		}
		Part part = new Part(parsed.matchedOptionValue(ISOLATED, ""), only, parsed.matchedOptionValue(SINCE, -1L));
		if ((part.isPart() || part.isShared()) && !parsed.hasMatchedOption("--resume")) {
			throw new IllegalArgumentException("\"isolated\", \"only\" and \"since\" go with --resume only.");
		}
		return part;
	}

	/** @throws IllegalArgumentException if there is no such way to say how far it is */
	static void requireProgress(ParseResult parsed) {
		String progress = parsed.matchedOptionValue("--progress", PROGRESS.get(0));
		if (!PROGRESS.contains(progress)) throw new IllegalArgumentException("\"progress\" must be one of text, json, but is \"" + progress + "\".");
	}

	/** Whether lines of JSON are wanted. */
	static boolean isJson(ParseResult parsed) {
		return "json".equals(parsed.matchedOptionValue("--progress", ""));
	}

	private static Map<String, String> given(ParseResult parsed) {
		Map<String, String> given = new TreeMap<>();
		for (OptionSpec option : parsed.matchedOptions()) {
			String name = option.longestName();
			if (!INDIFFERENT.contains(name)) given.put(name, String.valueOf((Object) option.getValue()));
		}
		return given;
	}

	/**
	 * Changes with everything that decides on the results of an image, but for the image: of files, as of exemplars, their content.
	 *
	 * @throws IOException if the model or a file cannot be read
	 */
	String digest(ModelRequest model) throws IOException {
		Map<String, String> decisive = new TreeMap<>();
		for (Map.Entry<String, String> option : given.entrySet()) {
			decisive.put(option.getKey(), content(option.getValue()));
		}
		return Sha256.of(command + "\n" + decisive + "\n" + model.digest());
	}

	private static String content(String value) throws IOException {
		try {
			Path file = Path.of(value);
			return Files.isRegularFile(file) ? Sha256.of(file) : value;
		}
		catch (InvalidPathException e) {
			return value; // such as a list, or a pattern
		}
	}

	/** Where the results of an image go. */
	static Path folder(Path output, InputFiles.Image image) {
		return image.folder().isEmpty() ? output : output.resolve(image.folder());
	}
}
