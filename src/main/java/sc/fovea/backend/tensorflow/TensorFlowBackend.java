package sc.fovea.backend.tensorflow;

import org.tensorflow.proto.ConfigProto;

import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Learner;
import sc.fovea.backend.LearningPlan;
import sc.fovea.backend.Runner;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;

/** An opened TensorFlow. */
final class TensorFlowBackend implements TrainingBackend {

	private final ConfigProto config;
	private final String device;

	private TensorFlowBackend(ConfigProto config, String device) {
		this.config = config;
		this.device = device;
	}

	/** Opens TensorFlow. @throws sc.fovea.backend.BackendException if a GPU is demanded and there is none */
	static TensorFlowBackend open(BackendOptions options) {
		int threads = options.threads() > 0 ? options.threads() : Runtime.getRuntime().availableProcessors();
		ConfigProto config = ConfigProto.newBuilder().setIntraOpParallelismThreads(threads).setInterOpParallelismThreads(threads)
			.setAllowSoftPlacement(true).build();
		return new TensorFlowBackend(config, "CPU (" + threads + " threads)");
	}

	@Override
	public String device() {
		return device;
	}

	@Override
	public Runner runner(Network network, Weights weights) {
		weights.check(network);
		return TensorFlowRunner.open(network, weights, new Engine(config, device));
	}

	@Override
	public Learner learner(Network network, Weights weights, LearningPlan plan) {
		weights.check(network);
		return TensorFlowLearner.open(new LearningTask(network, weights, plan), new Engine(config, device));
	}

	/** Runners and learners own their native memory, so there is nothing to free here. */
	@Override
	public void close() {}
}
