package sc.fovea.job.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sc.fovea.image.ImageFileException;
import sc.fovea.model.YamlText;

/**
 * What is to be done with many images, in steps: a YAML file.
 *
 * <pre>
 * input: plates          # file, folder, or a list of them, from the folder of the plan
 * output: results        # each step has a subfolder there
 * recursive: true        # what stands here is for every step whose command has it
 * steps:
 *   - command: segment
 *     name: nuclei       # the command, if it is left out
 *     probability: 0.6
 *   - command: classify
 *     model: white-cells.zip
 *     input: nuclei/*_overlay.png   # files of an earlier step
 * </pre>
 *
 * @param folder of the file, from which paths in it are
 * @param text of the file
 * @param inputs files and folders; empty if each step says its own
 * @param output folder of all results
 * @param common options of all steps
 * @param steps in their order
 */
public record BatchPlan(Path folder, String text, List<String> inputs, String output, Map<String, Object> common, List<Step> steps) {

	private static final String NAMES = "[A-Za-z0-9][A-Za-z0-9._ -]*";

	/**
	 * A command with its options.
	 *
	 * @param name of the step, and of its folder
	 * @param command for example {@code segment}
	 * @param inputs in place of those of the plan; empty for those
	 * @param options by their keys: texts, numbers, booleans and lists of them
	 */
	public record Step(String name, String command, List<String> inputs, Map<String, Object> options) {}

	/**
	 * Reads a plan.
	 *
	 * @throws ImageFileException if there is no such file, or it cannot be read
	 * @throws IllegalArgumentException if it is no plan; the message is one sentence that names the key
	 */
	public static BatchPlan read(Path file) throws ImageFileException {
		try {
			Path folder = file.toAbsolutePath().normalize().getParent();
			return parse(Files.readString(file), folder);
		}
		catch (IOException e) {
			throw new ImageFileException("Cannot read the plan \"" + file + "\": " + (Files.exists(file) ? e.getMessage() : "there is no such file") + ".", e);
		}
	}

	/** The plan that a text is. @param folder from which paths in it are @throws IllegalArgumentException as {@link #read} */
	public static BatchPlan parse(String text, Path folder) {
		Map<String, Object> tree = keyed("The plan", yaml(text));
		List<String> inputs = texts("input", tree.remove("input"));
		if (!(tree.remove("output") instanceof String output) || output.isBlank()) {
			throw new IllegalArgumentException("The plan needs \"output\": the folder for the results.");
		}
		Object list = tree.remove("steps");
		if (!(list instanceof List<?> parts) || parts.isEmpty()) {
			throw new IllegalArgumentException("The plan needs \"steps\": a list with at least one \"command\".");
		}
		List<Step> steps = new ArrayList<>();
		Set<String> names = new HashSet<>();
		for (Object part : parts) {
			Step step = step(steps.size() + 1, part);
			if (!names.add(step.name())) {
				throw new IllegalArgumentException("Two steps have the name \"" + step.name() + "\": give one of them another \"name\".");
			}
			if (step.inputs().isEmpty() && inputs.isEmpty()) {
				throw new IllegalArgumentException("The plan needs \"input\", or the step \"" + step.name() + "\" does: images or folders.");
			}
			steps.add(step);
		}
		return new BatchPlan(folder, text, inputs, output, tree, steps);
	}

	private static Map<?, ?> yaml(String text) {
		try {
			return YamlText.parseForeign(text);
		}
		catch (IllegalArgumentException e) {
			throw new IllegalArgumentException("The plan cannot be read: " + e.getMessage().replaceAll("\\s+", " "), e);
		}
	}

	private static Step step(int number, Object part) {
		if (!(part instanceof Map<?, ?> map))
			throw new IllegalArgumentException("Step " + number + " of the plan must have keys, such as \"command: segment\".");
		Map<String, Object> options = keyed("Step " + number + " of the plan", map);
		if (!(options.remove("command") instanceof String command)) {
			throw new IllegalArgumentException("Step " + number + " of the plan needs \"command\": for example segment.");
		}
		Object name = options.remove("name");
		String called = name == null ? command : String.valueOf(name);
		if (!called.matches(NAMES)) {
			throw new IllegalArgumentException(
				"\"name\" of step " + number + " must be the name of a folder, of letters and digits, but is \"" + called + "\".");
		}
		return new Step(called, command, texts("input", options.remove("input")), options);
	}

	private static Map<String, Object> keyed(String what, Map<?, ?> map) {
		Map<String, Object> tree = new LinkedHashMap<>();
		map.forEach((key, value) -> {
			if (!(key instanceof String name)) throw new IllegalArgumentException(what + " has the key \"" + key + "\", but keys must be texts.");
			if (value == null) throw new IllegalArgumentException(what + " has the key \"" + name + "\" without a value.");
			tree.put(name, value);
		});
		return tree;
	}

	private static List<String> texts(String key, Object value) {
		List<?> values = value == null ? List.of() : value instanceof List<?> list ? list : List.of(value);
		List<String> texts = new ArrayList<>();
		for (Object one : values) {
			if (!(one instanceof String text) || text.isBlank()) {
				throw new IllegalArgumentException("\"" + key + "\" must be a path or a list of paths, but holds \"" + one + "\".");
			}
			texts.add(text);
		}
		return texts;
	}

	/** The same with another folder for the results. */
	public BatchPlan into(String otherOutput) {
		return new BatchPlan(folder, text, inputs, otherOutput, common, steps);
	}
}
