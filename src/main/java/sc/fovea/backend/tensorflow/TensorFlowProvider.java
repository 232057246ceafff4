package sc.fovea.backend.tensorflow;

import org.scijava.plugin.Plugin;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.BackendProvider;

/** TensorFlow for the JVM, in a class loader of its own, so that other plugins may have other versions of it. */
@Plugin(type = BackendProvider.class, name = "tensorflow")
public final class TensorFlowProvider implements BackendProvider {

	@Override
	public String name() {
		return "tensorflow";
	}

	@Override
	public boolean canTrain() {
		return true;
	}

	@Override
	public Backend open(BackendOptions options) {
		return IsolatedTensorFlow.open(options);
	}
}
