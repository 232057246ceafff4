package sc.fovea.image;

import java.util.HashMap;
import java.util.Map;

/**
 * What ImageJ writes into the description of a TIFF: lines "key=value" behind "ImageJ=version".
 *
 * @param values by key; none where the description is not ImageJ's
 */
record ImageJDescription(Map<String, String> values) {

	static ImageJDescription of(String description) {
		Map<String, String> values = new HashMap<>();
		if (description.startsWith("ImageJ")) for (String line : description.split("[\\r\\n]+")) {
			int at = line.indexOf('=');
			if (at > 0) values.putIfAbsent(line.substring(0, at).strip(), line.substring(at + 1).strip());
		}
		return new ImageJDescription(Map.copyOf(values));
	}

	boolean isImageJs() {
		return !values.isEmpty();
	}

	String text(String key, String otherwise) {
		return values.getOrDefault(key, otherwise);
	}

	/** A number, also as a German or French program writes it; {@code otherwise} where it is missing, or no finite number. */
	double number(String key, double otherwise) {
		try {
			double value = Double.parseDouble(text(key, "").replace(',', '.'));
			return Double.isFinite(value) ? value : otherwise;
		}
		catch (NumberFormatException e) {
			return otherwise;
		}
	}

	int count(String key) {
		return (int) Math.max(1, Math.min(Integer.MAX_VALUE, number(key, 1)));
	}
}
