package sc.fovea.backend.tensorflow;

import org.scijava.plugin.Plugin;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.BackendProvider;

/** TensorFlow for the JVM. */
@Plugin(type = BackendProvider.class, name = "tensorflow")
public final class TensorFlowProvider implements BackendProvider {

	@Override
	public String name() {
		return "tensorflow";
	}

	@Override
	public Backend open(BackendOptions options) {
		return TensorFlowBackend.open(options);
	}
}
