package sc.fovea.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import sc.fovea.job.batch.BatchPlan;
import sc.fovea.job.batch.RunManifest;
import sc.fovea.job.batch.Share;
import sc.fovea.plugin.Spelling;

/**
 * The steps of a plan as calls of subcommands: any that takes images and writes into an output is one. All of them are looked at before the first is begun.
 *
 * @param plan as it was read
 */
record PlanSteps(BatchPlan plan) {

	private static final String IMAGES = "IMAGE";
	private static final String OUTPUT = "--output";
	private static final String RESUME = "--resume";
	private static final String JOBS = "--jobs";
	/** What every step gets from the plan, or is not asked for. */
	private static final Set<String> OURS = Set.of(OUTPUT, RESUME, RunOptions.ISOLATED, RunOptions.ONLY, RunOptions.SINCE, "--progress", "--report", "--group",
		"--help", "--version");

	/**
	 * A call.
	 *
	 * @param step of the plan
	 * @param folder of its results
	 * @param given name of the command and options, as text
	 * @param inputs images and folders
	 * @param options all of it as parsed
	 */
	record Call(BatchPlan.Step step, Path folder, List<String> given, List<String> inputs, ParseResult options) {

		/** @throws IllegalArgumentException with one sentence, if a value does not fit */
		Call(BatchPlan.Step step, Path folder, List<String> given, List<String> inputs) {
			this(step, folder, given, inputs, parsed(step, Stream.of(given, List.of("--"), inputs).flatMap(List::stream).toList()));
		}

		/** What does it. */
		Subcommand command() {
			return Subcommands.named(step.command());
		}

		/** All its images, for others. @param number of the step, from 0 @throws IOException if the manifest cannot be read */
		Share share(int number) throws IOException {
			RunOptions run = RunOptions.of(options);
			List<Path> paths = inputs.stream().map(Path::of).toList();
			List<Share.Image> images = InputFiles.find(paths, run.search(), folder, InputFiles.Told.NOTHING).stream()
				.map(image -> new Share.Image(image.name(), image.file().toAbsolutePath().toString())).toList();
			return new Share(number, images, RunManifest.end(folder));
		}

		/** For some of its images alone. */
		Call of(Share share) {
			List<String> extra = new ArrayList<>(share.images().stream().map(image -> RunOptions.ONLY + "=" + image.name()).toList());
			if (!options.hasMatchedOption(JOBS)) extra.add(JOBS + "=1"); // others work beside this one
			extra.add(since(share));
			return with(extra, share.images().stream().map(Share.Image::file).toList());
		}

		/** For what others have left. */
		Call after(Share share) {
			return with(List.of(since(share)), inputs);
		}

		private static String since(Share share) {
			return RunOptions.SINCE + "=" + share.since();
		}

		private Call with(List<String> extra, List<String> otherInputs) {
			return new Call(step, folder, Stream.concat(given.stream(), extra.stream()).toList(), otherInputs);
		}

		/** Whether it keeps a manifest. */
		boolean isKept() {
			return given.contains(RESUME);
		}
	}

	/** The calls. @throws IllegalArgumentException with one sentence, if a key, a value or an input does not fit */
	List<Call> calls() {
		Map<String, CommandSpec> specs = new HashMap<>();
		plan.steps().forEach(step -> specs.computeIfAbsent(step.command(), command -> spec(step)));
		refuseUnused(specs);
		List<Call> calls = new ArrayList<>();
		for (BatchPlan.Step step : plan.steps()) {
			calls.add(call(step, specs.get(step.command()), calls.stream().map(call -> call.step().name()).toList()));
		}
		return calls;
	}

	/** Folder of all results. */
	Path output() {
		return plan.folder().resolve(plan.output()).normalize();
	}

	/** How the report puts images together. */
	String group() {
		return String.valueOf(plan.common().getOrDefault("group", ""));
	}

	/** The options of the command of a step; of no others, which takes longer than a small image. */
	private static CommandSpec spec(BatchPlan.Step step) {
		if (Subcommands.has(step.command())) {
			CommandSpec spec = Subcommands.named(step.command()).spec();
			if (isPossible(spec)) return spec;
		}
		Set<String> possible = Subcommands.names().stream().filter(name -> isPossible(Subcommands.named(name).spec()))
			.collect(Collectors.toCollection(LinkedHashSet::new));
		throw new IllegalArgumentException("\"command\" of the step \"" + step.name() + "\" must be one of " + String.join(", ", possible) + ", but is \""
			+ step.command() + "\"." + hint(step.command(), possible));
	}

	/** Whether a command takes images and writes into an output. */
	private static boolean isPossible(CommandSpec spec) {
		return spec.findOption(OUTPUT) != null && spec.positionalParameters().stream().anyMatch(positional -> positional.paramLabel().startsWith(IMAGES));
	}

	private static String hint(String word, Set<String> known) {
		Optional<String> nearest = Spelling.nearest(word, List.copyOf(known));
		return nearest.map(near -> " Did you mean '" + near + "'?").orElse("");
	}

	private static String option(String key) {
		return "--" + key.replace('_', '-');
	}

	private static String key(String option) {
		return option.substring(2).replace('-', '_');
	}

	/** Keys that a step may have. */
	private static Set<String> keys(CommandSpec spec) {
		return spec.options().stream().flatMap(option -> Stream.of(option.names())).filter(name -> name.startsWith("--") && !OURS.contains(name))
			.map(PlanSteps::key)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/** A key of the plan must be for at least one step. */
	private void refuseUnused(Map<String, CommandSpec> specs) {
		Set<String> known = new LinkedHashSet<>(List.of("input", "output", "steps", "group"));
		plan.steps().forEach(step -> known.addAll(keys(specs.get(step.command()))));
		for (String key : plan.common().keySet()) {
			if (!known.contains(key)) {
				throw new IllegalArgumentException("The plan has the key \"" + key + "\", which no step of it has; there are " + String.join(", ", known) + "."
					+ hint(key, known));
			}
		}
	}

	private Call call(BatchPlan.Step step, CommandSpec spec, List<String> earlier) {
		Set<String> keys = keys(spec);
		for (String key : step.options().keySet()) {
			if (!keys.contains(key)) {
				throw new IllegalArgumentException(
					"The step \"" + step.name() + "\" has the key \"" + key + "\", which " + step.command() + " has not; there are "
						+ String.join(", ", keys) + "." + hint(key, keys));
			}
		}
		Map<String, Object> values = new LinkedHashMap<>(plan.common());
		values.putAll(step.options());
		List<String> arguments = new ArrayList<>(List.of(step.command()));
		Inputs inputs = inputs(step, earlier);
		inputs.glob().ifPresent(glob -> {
			values.put("glob", glob);
			values.put("recursive", true);
		});
		values.forEach((key, value) -> {
			if (keys.contains(key)) add(arguments, spec, key, value);
		});
		boolean hasObjects = Boolean.TRUE.equals(values.get("objects")) && keys.contains("objects");
		if (hasObjects && !group().isEmpty()) arguments.add("--group=" + group());
		Path folder = output().resolve(step.name());
		boolean isFile = spec.findOption(OUTPUT).paramLabel().equals("FILE");
		arguments.add(OUTPUT + "=" + (isFile ? folder.resolve(step.name() + ".csv") : folder));
		if (spec.findOption(RESUME) != null) arguments.add(RESUME);
		return new Call(step, folder, arguments, inputs.paths());
	}

	private static ParseResult parsed(BatchPlan.Step step, List<String> arguments) {
		try {
			return Fovea.parse(arguments).subcommand();
		}
		catch (ParameterException e) {
			throw new IllegalArgumentException("The step \"" + step.name() + "\": " + e.getMessage() + ".", e);
		}
	}

	private void add(List<String> arguments, CommandSpec spec, String key, Object value) {
		OptionSpec option = spec.findOption(option(key));
		boolean isFlag = option.type() == boolean.class;
		if (isFlag && !(value instanceof Boolean)) throw new IllegalArgumentException("\"" + key + "\" must be true or false, but is \"" + value + "\".");
		if (value instanceof Map) throw new IllegalArgumentException("\"" + key + "\" must be a value or a list, but is \"" + value + "\".");
		if (isFlag) {
			if ((Boolean) value) arguments.add(option(key));
			return;
		}
		String text = value instanceof List<?> list ? list.stream().map(String::valueOf).collect(Collectors.joining(",")) : String.valueOf(value);
		arguments.add(option(key) + "=" + (key.equals("model") ? model(text) : text));
	}

	/** A file beside the plan goes before one of the folder from which the program was started. */
	private String model(String text) {
		Path beside = plan.folder().resolve(text);
		return Files.isRegularFile(beside) ? beside.toString() : text;
	}

	/**
	 * What a step works on.
	 *
	 * @param paths images and folders
	 * @param glob which files of an earlier step
	 */
	private record Inputs(List<String> paths, Optional<String> glob) {}

	private Inputs inputs(BatchPlan.Step step, List<String> earlier) {
		List<String> named = step.inputs().isEmpty() ? plan.inputs() : step.inputs();
		List<String> ofSteps = named.stream().filter(path -> isOfStep(path, earlier)).toList();
		if (ofSteps.isEmpty()) return new Inputs(named.stream().map(path -> plan.folder().resolve(path).toString()).toList(), Optional.empty());
		if (named.size() > 1) {
			throw new IllegalArgumentException("\"input\" of the step \"" + step.name() + "\" is a list, but files of an earlier step (\"" + ofSteps.get(0)
				+ "\") must stand alone.");
		}
		String path = ofSteps.get(0);
		int slash = path.indexOf('/');
		String folder = output().resolve(slash < 0 ? path : path.substring(0, slash)).toString();
		return new Inputs(List.of(folder), slash < 0 || slash == path.length() - 1 ? Optional.empty() : Optional.of(path.substring(slash + 1)));
	}

	/** A folder of that name beside the plan is not meant: steps go before. */
	private static boolean isOfStep(String path, List<String> earlier) {
		return earlier.contains(path.split("/", 2)[0]);
	}
}
