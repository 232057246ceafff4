package sc.fovea.backend.tensorflow;

import java.util.List;

import org.tensorflow.TensorFlow;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;

import sc.fovea.backend.BackendException;
import sc.fovea.backend.BackendOptions.Device;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Gradients;
import sc.fovea.backend.Learner;
import sc.fovea.backend.LearningPlan;
import sc.fovea.backend.Runner;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;

/** An opened TensorFlow. */
final class TensorFlowBackend implements TrainingBackend {

	/** The first session fixes the threads of the process; 0 before. */
	private static int processThreads;

	private final Processor processor;

	private TensorFlowBackend(Processor processor) {
		this.processor = processor;
	}

	/** Opens TensorFlow. @throws BackendException if a GPU is demanded and there is none */
	static TensorFlowBackend open(BackendOptions options) {
		int threads = threads(options);
		ConfigProto config = config(options.device(), threads);
		List<String> gpus = Devices.gpus(config);
		if (options.device() == Device.GPU && gpus.isEmpty()) {
			throw new BackendException("Expected a GPU, but TensorFlow finds only the CPU here; GPUs need Linux, NVIDIA's driver "
				+ "and the GPU build of TensorFlow's native library.");
		}
		return new TensorFlowBackend(gpus.isEmpty() ? Processor.cpu(config, threads) : Processor.gpu(config, gpus.get(0)));
	}

	private static synchronized int threads(BackendOptions options) {
		if (processThreads == 0) {
			processThreads = options.threads() > 0 ? options.threads() : Runtime.getRuntime().availableProcessors();
		}
		return processThreads;
	}

	/**
	 * Placement is soft: operations without a GPU version run on the CPU. Memory of a GPU is taken as needed, because other
	 * programs want some too.
	 */
	private static ConfigProto config(Device device, int threads) {
		ConfigProto.Builder config = ConfigProto.newBuilder().setIntraOpParallelismThreads(threads).setInterOpParallelismThreads(threads)
			.setAllowSoftPlacement(true).setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true));
		return device == Device.CPU ? config.putDeviceCount("GPU", 0).build() : config.build();
	}

	@Override
	public String library() {
		return "TensorFlow " + TensorFlow.version();
	}

	@Override
	public String device() {
		return processor.name();
	}

	@Override
	public Runner runner(Network network, Weights weights) {
		weights.check(network);
		return TensorFlowRunner.open(network, weights, new Engine(processor));
	}

	@Override
	public Learner learner(Network network, Weights weights, LearningPlan plan) {
		weights.check(network);
		return TensorFlowLearner.open(new LearningTask(network, weights, plan), new Engine(processor));
	}

	@Override
	public Gradients gradients(Network network, Weights weights, List<String> sources) {
		weights.check(network);
		return TensorFlowGradients.open(network, weights, sources, new Engine(processor));
	}

	/** Runners and learners own their native memory, so there is nothing to free here. */
	@Override
	public void close() {}
}
