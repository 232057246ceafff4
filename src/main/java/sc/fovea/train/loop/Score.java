package sc.fovea.train.loop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How good weights are on the validation samples.
 *
 * @param value the number that decides, higher is better
 * @param metrics what users read, by name
 */
public record Score(double value, Map<String, Double> metrics) {

	/** Copies the metrics. @throws IllegalArgumentException if the value is not finite, since it could not be compared */
	public Score {
		if (!Double.isFinite(value)) {
			throw new IllegalArgumentException("Expected a finite score, got " + value + ".");
		}
		metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
	}
}
