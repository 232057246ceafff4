package sc.fovea.onnxruntime;

import java.util.EnumSet;

import org.scijava.Priority;
import org.scijava.plugin.Plugin;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendException;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.BackendProvider;

/**
 * Runs networks by ONNX Runtime (onnxruntime.ai): inference only. Each network is written as ONNX first.
 * <p>
 * Its priority is low, so that it works only where it is asked for by its name, or where there is nothing else.
 */
@Plugin(type = BackendProvider.class, name = OnnxRuntimeProvider.NAME, priority = Priority.LOW)
public final class OnnxRuntimeProvider implements BackendProvider {

	/** How users call it. */
	static final String NAME = "onnxruntime";

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public Backend open(BackendOptions options) {
		try {
			OrtEnvironment environment = OrtEnvironment.getEnvironment();
			boolean hasGpu = EnumSet.copyOf(OrtEnvironment.getAvailableProviders()).contains(OrtProvider.CUDA);
			if (options.device() == BackendOptions.Device.GPU && !hasGpu) {
				throw new BackendException("Expected a GPU, got an ONNX Runtime that computes on " + OrtEnvironment.getAvailableProviders()
					+ "; its variant onnxruntime_gpu is for NVIDIA GPUs.");
			}
			return new OnnxRuntimeBackend(environment, options, hasGpu && options.device() != BackendOptions.Device.CPU);
		}
		catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
			throw new BackendException("ONNX Runtime cannot be loaded on this computer: " + e.getMessage() + ".", e);
		}
	}
}
