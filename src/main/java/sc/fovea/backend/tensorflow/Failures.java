package sc.fovea.backend.tensorflow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fovea.backend.BackendException;
import sc.fovea.backend.OutOfMemoryException;

/** Turns TensorFlow's exceptions into sentences: what failed, on which node, with which shapes, on which device. */
final class Failures {

	private static final Pattern NODE = Pattern.compile(GraphBuilder.SCOPE + "/([A-Za-z][A-Za-z0-9_-]*)");
	private static final int LONGEST = 300;

	private Failures() {}

	/**
	 * The exception to throw.
	 *
	 * @param cause what TensorFlow threw
	 * @param shapes what went in, in words
	 * @param device where it ran, in words
	 */
	static BackendException of(Throwable cause, String shapes, String device) {
		if (cause instanceof BackendException known) {
			return known;
		}
		String text = String.valueOf(cause.getMessage());
		if (isMemory(cause, text)) {
			return new OutOfMemoryException("Expected enough memory on " + device + " for " + shapes + node(text) + ", but it ran out.", cause);
		}
		return new BackendException("TensorFlow failed on " + device + " with " + shapes + node(text) + ": " + firstLine(text), cause);
	}

	private static boolean isMemory(Throwable cause, String text) {
		return cause instanceof OutOfMemoryError || cause.getClass().getSimpleName().contains("ResourceExhausted")
			|| text.contains("OOM when allocating");
	}

	private static String node(String text) {
		Matcher matcher = NODE.matcher(text);
		return matcher.find() ? " at node '" + matcher.group(1) + "'" : "";
	}

	private static String firstLine(String text) {
		String line = text.strip().lines().findFirst().orElse("no reason given");
		return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
	}
}
