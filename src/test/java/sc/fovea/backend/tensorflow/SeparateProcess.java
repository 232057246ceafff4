package sc.fovea.backend.tensorflow;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.net.Activation;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** The main class of a process of its own, for tests of class loading. */
public final class SeparateProcess {

	private SeparateProcess() {}

	/** Runs a rectifier on (-1, 2) and says what came out and which Graph the class path has. */
	public static void main(String[] arguments) throws ReflectiveOperationException {
		Network network = Network.input("image", 1).then("relu", Activation.relu());
		try (Backend backend = new TensorFlowProvider().open(BackendOptions.cpu()); Runner runner = backend.runner(network, Weights.initialise(network, 0))) {
			Tensor answer = runner.run(Tensor.of(new float[] { -1, 2 }, 1, 1, 2, 1));
			int methods = Class.forName("org.tensorflow.Graph").getDeclaredMethods().length;
			System.out.println("answer " + answer.data()[0] + " " + answer.data()[1] + ", methods of Graph on the class path: " + methods);
		}
	}
}
