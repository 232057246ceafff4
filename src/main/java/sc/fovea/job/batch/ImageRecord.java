package sc.fovea.job.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sc.fovea.model.JsonText;

/**
 * A line of the manifest: what happened to an image.
 *
 * @param command of the run, for example {@code segment}
 * @param image its name in the run: its path in the folder that was named, with slashes
 * @param state since then
 * @param by the run that did it: its owner's name, a slash, its number in that process
 * @param time when, in milliseconds since 1970
 * @param options digest of the options and the model
 * @param input that was read; empty unless it is done
 * @param seconds it took
 * @param found what was found; empty unless it is done
 * @param reason why it failed, in one sentence; empty unless it did
 */
public record ImageRecord(String command, String image, State state, String by, long time, String options, Optional<Fingerprint> input, double seconds,
	Optional<Found> found, String reason) {

	/** Where an image stands. */
	public enum State {
		/** Waits. */
		PENDING,
		/** A process works on it, or did when it was killed. */
		STARTED,
		/** All its files are there. */
		DONE,
		/** It was set aside, with its reason. */
		FAILED,
		/** Its process was killed by it, or so it seems: it is set aside, and tried again only in a process of its own. */
		CRASHED;

		String word() {
			return name().toLowerCase(java.util.Locale.ROOT);
		}
	}

	static ImageRecord of(RunKey run, String image, State state) {
		return new ImageRecord(run.command(), image, state, run.by(), System.currentTimeMillis(), run.options(), Optional.empty(), 0, Optional.empty(), "");
	}

	ImageRecord failed(double afterSeconds, String why) {
		return new ImageRecord(command, image, state, by, time, options, input, afterSeconds, found, why);
	}

	ImageRecord done(Fingerprint read, double afterSeconds, Found what) {
		return new ImageRecord(command, image, state, by, time, options, Optional.of(read), afterSeconds, Optional.of(what), "");
	}

	/** Without the rows, which are long. */
	ImageRecord brief() {
		return new ImageRecord(command, image, state, by, time, options, input, seconds, found.map(f -> new Found(f.objects(), f.outputs(), Map.of())), reason);
	}

	/** One line of JSON. */
	String line() {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("event", state.word());
		tree.put("command", command);
		tree.put("image", image);
		tree.put("time", time);
		tree.put("by", by);
		tree.put("options", options);
		input.ifPresent(read -> {
			tree.put("size", read.size());
			tree.put("modified", read.modified());
			tree.put("sha256", read.sha256());
		});
		if (seconds > 0) tree.put("seconds", seconds);
		if (!reason.isEmpty()) tree.put("reason", reason);
		found.ifPresent(what -> {
			tree.put("objects", what.objects());
			tree.put("outputs", what.outputs());
			tree.put("rows", encoded(what.rows()));
		});
		return JsonText.compact(tree);
	}

	/** JSON has no number for what is undefined. */
	private static Map<String, Object> encoded(Map<String, List<List<Object>>> rows) {
		Map<String, Object> tree = new LinkedHashMap<>();
		rows.forEach((table, lines) -> tree.put(table, lines.stream().map(ImageRecord::encoded).toList()));
		return tree;
	}

	private static List<Object> encoded(List<Object> cells) {
		List<Object> values = new ArrayList<>();
		cells.forEach(cell -> values.add(cell instanceof Double number && number.isNaN() ? null : cell));
		return values;
	}

	/** What a line says. @throws IllegalArgumentException if it is of another kind, or torn */
	static ImageRecord parse(String line) {
		try {
			Map<String, Object> tree = JsonText.parseForeign(line);
			State state = State.valueOf(((String) tree.get("event")).toUpperCase(java.util.Locale.ROOT));
			double seconds = ((Number) tree.getOrDefault("seconds", 0L)).doubleValue();
			Optional<Fingerprint> input = tree.containsKey("sha256")
				? Optional.of(new Fingerprint((Long) tree.get("size"), (Long) tree.get("modified"), (String) tree.get("sha256")))
				: Optional.empty();
			Optional<Found> found = state == State.DONE ? Optional.of(found(tree)) : Optional.empty();
			return new ImageRecord((String) tree.get("command"), text(tree, "image"), state, text(tree, "by"), (Long) tree.get("time"), text(tree, "options"),
				input, seconds, found, (String) tree.getOrDefault("reason", ""));
		}
		catch (ClassCastException | NullPointerException e) {
			throw new IllegalArgumentException("Expected a line of a manifest, got \"" + line + "\".", e);
		}
	}

	private static String text(Map<String, Object> tree, String key) {
		return java.util.Objects.requireNonNull((String) tree.get(key));
	}

	@SuppressWarnings("unchecked") // elements are looked at one by one
	private static Found found(Map<String, Object> tree) {
		Map<String, List<List<Object>>> rows = new LinkedHashMap<>();
		((Map<String, List<List<Object>>>) tree.get("rows")).forEach((table, lines) -> rows.put(table, lines.stream().map(ImageRecord::decoded).toList()));
		List<String> outputs = ((List<Object>) tree.get("outputs")).stream().map(String.class::cast).toList();
		return new Found((Long) tree.get("objects"), outputs, rows);
	}

	private static List<Object> decoded(List<Object> cells) {
		return cells.stream().map(cell -> cell.equals(Optional.empty()) ? Double.NaN : cell).toList();
	}
}
