package sc.fovea.explain;

import sc.fovea.backend.Backend;
import sc.fovea.net.Weights;

/** How a score is explained. */
public sealed interface Method permits GradCam, IntegratedGradients, Occlusion {

	/** Name as options write it, for example {@code gradcam}. */
	String name();

	/** Whether a backend must give gradients. */
	boolean needsGradients();

	/**
	 * Makes ready to explain questions about one node of one network.
	 *
	 * @param question names network, node and image; others may differ in seed and inputs only
	 * @param weights of all layers of the network
	 * @throws IllegalArgumentException with a sentence, if the method needs gradients and the backend gives none, or a layer that is named is not there
	 */
	Explainer open(Question question, Weights weights, Backend backend);
}
