package sc.fovea.job;

import java.util.List;
import java.util.Optional;

import sc.fovea.explain.Baseline;
import sc.fovea.explain.GradCam;
import sc.fovea.explain.IntegratedGradients;
import sc.fovea.explain.Method;
import sc.fovea.explain.Occlusion;
import sc.fovea.predict.SegmentationOptions;

/**
 * What is explained, and how.
 *
 * @param method how
 * @param label name of the only class whose scores are explained; empty for what was found
 * @param most scores of a plane that are explained, the highest first; 0 for all
 * @param sanity whether each map is compared with those of networks whose head is random
 * @param options scale
 * @param channel number, name or colour of the only one that the model sees; 0 for the only one there is
 */
public record ExplanationSettings(Method method, Optional<String> label, int most, boolean sanity, SegmentationOptions options,
	String channel) {

	/** Names of the methods. */
	public static final List<String> METHODS = List.of("gradcam", "occlusion", "integrated-gradients");

	/** @throws IllegalArgumentException if {@code most} is negative */
	public ExplanationSettings {
		if (most < 0) throw new IllegalArgumentException("\"most\" must be 0 or more, but is " + most + ".");
	}

	/**
	 * A method by name.
	 *
	 * @param layer for gradcam; blank for the usual one
	 * @param baseline by name, for the other two
	 * @param patch for occlusion, in pixels; 0 for the usual one
	 * @throws IllegalArgumentException if there is no such method or baseline, or a value is given that the method does not have
	 */
	public static Method method(String name, String layer, String baseline, int patch) {
		if (!layer.isBlank() && !name.equals("gradcam")) {
			throw new IllegalArgumentException("\"layer\" goes with method gradcam only, but the method is " + name + ".");
		}
		if (patch != 0 && !name.equals("occlusion")) {
			throw new IllegalArgumentException("\"patch\" goes with method occlusion only, but the method is " + name + ".");
		}
		boolean isStandard = baseline.equals(Baseline.MEDIAN.label());
		if (!isStandard && name.equals("gradcam")) {
			throw new IllegalArgumentException("\"baseline\" goes with methods occlusion and integrated-gradients, but the method is gradcam.");
		}
		return switch (name) {
			case "gradcam" -> new GradCam(layer.isBlank() ? Optional.empty() : Optional.of(layer));
			case "occlusion" -> new Occlusion(patch, Baseline.named(baseline));
			case "integrated-gradients" -> new IntegratedGradients(Baseline.named(baseline));
			default -> throw new IllegalArgumentException("\"method\" must be one of " + String.join(", ", METHODS) + ", but is \"" + name + "\".");
		};
	}
}
