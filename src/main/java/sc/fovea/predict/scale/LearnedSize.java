package sc.fovea.predict.scale;

import java.util.Map;
import java.util.Optional;

import sc.fovea.model.Model;

/**
 * The size of objects that a model learned from, where its images were resampled to a common one. It stands in the training record:
 * {@code "scale": {"diameter": 21, "bright": true}}.
 *
 * @param diameter of a disc of the objects' median area, in pixels that the network sees
 * @param isBright whether objects are brighter than what is around them
 */
public record LearnedSize(double diameter, boolean isBright) {

	/** Key in a training record. */
	public static final String KEY = "scale";

	/** @throws IllegalArgumentException if the diameter is not a number above 0 */
	public LearnedSize {
		if (!(diameter > 0 && Double.isFinite(diameter))) {
			throw new IllegalArgumentException("Expected a diameter above 0 pixels, got " + diameter + ".");
		}
	}

	/** What a model's record says; empty if it says nothing, or nothing that can be used. */
	public static Optional<LearnedSize> of(Model model) {
		boolean isKnown = model.training().tree().get(KEY) instanceof Map<?, ?> scale && scale.get("diameter") instanceof Number diameter
			&& diameter.doubleValue() > 0 && Double.isFinite(diameter.doubleValue()) && scale.get("bright") instanceof Boolean;
		return isKnown ? Optional.of(read((Map<?, ?>) model.training().tree().get(KEY))) : Optional.empty();
	}

	/** Whether objects of a size are found without resampling. @param other diameter in pixels that the network sees */
	public boolean isNear(double other) {
		return ScaleEstimate.ratio(diameter, other) < ScaleEstimate.TOLERATED;
	}

	/** As a training record holds it. */
	public Map<String, Object> tree() {
		return Map.of("diameter", diameter, "bright", isBright);
	}

	private static LearnedSize read(Map<?, ?> scale) {
		return new LearnedSize(((Number) scale.get("diameter")).doubleValue(), (Boolean) scale.get("bright"));
	}
}
