package sc.fovea.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines to plot, whose values lie in 0 to 1.
 *
 * @param title of the whole
 * @param axis what {@code x} is
 * @param x places, ascending
 * @param lines by name a value for each place; not a number where there is none
 */
public record Chart(String title, String axis, List<Double> x, Map<String, List<Double>> lines) {

	/**
	 * Copies the values and keeps the order of the lines.
	 *
	 * @throws IllegalArgumentException if a line has not one value for each place
	 */
	public Chart {
		x = List.copyOf(x);
		lines = new LinkedHashMap<>(lines);
		for (List<Double> line : lines.values()) {
			if (line.size() != x.size()) throw new IllegalArgumentException("Expected " + x.size() + " values in a line, got " + line.size() + ".");
		}
	}
}
