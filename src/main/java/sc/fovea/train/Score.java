package sc.fovea.train;

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

	/** Keeps the metrics. */
	public Score {
		metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
	}
}
