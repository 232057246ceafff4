package sc.fovea.backend.tensorflow;

import java.util.function.Function;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;

/** Opens TensorFlow from within the class loader that holds it. Called by {@link IsolatedTensorFlow} alone. */
public final class TensorFlowOpener implements Function<BackendOptions, Backend> {

	/** @throws sc.fovea.backend.BackendException if a device that was demanded does not exist */
	@Override
	public Backend apply(BackendOptions options) {
		return TensorFlowBackend.open(options);
	}
}
