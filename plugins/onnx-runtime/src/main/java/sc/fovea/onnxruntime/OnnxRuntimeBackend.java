package sc.fovea.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendException;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.model.export.OnnxWriter;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;

/** ONNX Runtime on a device. The environment belongs to the process. */
final class OnnxRuntimeBackend implements Backend {

	private final OrtEnvironment environment;
	private final BackendOptions options;
	private final boolean usesGpu;

	OnnxRuntimeBackend(OrtEnvironment environment, BackendOptions options, boolean usesGpu) {
		this.environment = environment;
		this.options = options;
		this.usesGpu = usesGpu;
	}

	@Override
	public String device() {
		return usesGpu ? "GPU 0 (CUDA)" : "CPU (" + threads() + (threads() == 1 ? " thread)" : " threads)");
	}

	@Override
	public String library() {
		return "ONNX Runtime " + environment.getVersion();
	}

	private int threads() {
		return options.threads() > 0 ? options.threads() : Runtime.getRuntime().availableProcessors();
	}

	@Override
	public Runner runner(Network network, Weights weights) {
		weights.check(network);
		byte[] onnx = onnx(network, weights);
		try (OrtSession.SessionOptions session = sessionOptions()) {
			return new OnnxRuntimeRunner(network, environment, environment.createSession(onnx, session));
		}
		catch (OrtException e) {
			throw new BackendException("ONNX Runtime refuses the network: " + e.getMessage() + ".", e);
		}
	}

	private static byte[] onnx(Network network, Weights weights) {
		try {
			return OnnxWriter.write(network, weights, OnnxWriter.Layout.CHANNELS_LAST);
		}
		catch (IllegalArgumentException e) {
			throw new BackendException("ONNX Runtime cannot run the network: " + e.getMessage() + " TensorFlow can.", e);
		}
	}

	/** Without an arena and patterns of memory, which only grow when the sizes of tiles change. */
	private OrtSession.SessionOptions sessionOptions() throws OrtException {
		OrtSession.SessionOptions session = new OrtSession.SessionOptions();
		session.setIntraOpNumThreads(threads());
		session.setInterOpNumThreads(1);
		session.setCPUArenaAllocator(false);
		session.setMemoryPatternOptimization(false);
		if (usesGpu) {
			session.addCUDA(0);
		}
		return session;
	}

	/** Runners have sessions of their own. */
	@Override
	public void close() {}
}
