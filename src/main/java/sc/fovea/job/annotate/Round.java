package sc.fovea.job.annotate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A round of training that came to an end.
 *
 * @param number from 1
 * @param start model that it began with; empty for a new network
 * @param kept model that the next round begins with: the new one's file within the folder, or {@code start} where that is better on the same images
 * @param digests SHA-256 of the outlines that it learned from, by the names of their images
 * @param heldBack names of the images, or of their parts, that it did not learn from
 * @param before score on those of the model to begin with; empty for a new network
 * @param after likewise of the new model
 * @param isSeen whether the model to begin with had learned from some of those, so that {@code before} flatters it
 */
public record Round(int number, String start, String kept, Map<String, String> digests, List<String> heldBack, Map<String, Double> before,
	Map<String, Double> after, boolean isSeen) {

	/** The score that is shown and that decides, where the task has it. */
	private static final String METRIC = "AP@0.5";

	/** Copies the collections; those that a file lacks are empty. */
	public Round {
		start = start == null ? "" : start;
		digests = copy(digests);
		before = copy(before);
		after = copy(after);
		heldBack = heldBack == null ? List.of() : List.copyOf(heldBack);
	}

	private static <V> Map<String, V> copy(Map<String, V> map) {
		return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
	}

	/** Name of the score: AP = TP / (TP + FP + FN) at IoU 0.5 of objects, or the first that the task has. */
	public String metric() {
		return after.containsKey(METRIC) ? METRIC : after.keySet().stream().findFirst().orElse("score");
	}

	/** The score of the model to begin with. */
	public Optional<Double> scoreBefore() {
		return Optional.ofNullable(before.get(metric()));
	}

	/** The score of the new model. */
	public Optional<Double> scoreAfter() {
		return Optional.ofNullable(after.get(metric()));
	}

	/** Whether the next round begins with the new model. */
	public boolean isKept() {
		return !kept.equals(start);
	}

	/** What came out, for people. */
	public String sentence() {
		String scores = scoreBefore().map(score -> text(score) + " before" + (isSeen ? " (which knew some of it)" : "") + ", ").orElse("")
			+ scoreAfter().map(score -> text(score) + " after").orElse("not judged");
		String held = heldBack.size() == 1 ? "what was held back of 1 image" : "what was held back of " + heldBack.size() + " images";
		return "Round " + number + ": " + metric() + " " + scores + " on " + held + (isKept() ? "." : "; " + name(start) + " is better, and stays.");
	}

	/** A score with three digits. */
	public static String text(double score) {
		return String.format(Locale.ROOT, "%.3f", score);
	}

	/** The name of a model without folder and ending. */
	static String name(String model) {
		return model.replaceFirst(".*[/\\\\]", "").replaceFirst("\\.zip$", "");
	}
}
