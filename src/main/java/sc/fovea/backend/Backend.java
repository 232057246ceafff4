package sc.fovea.backend;

import sc.fovea.net.Network;
import sc.fovea.net.Weights;

/** An opened library on a device. Runners stay usable until they are closed themselves. */
public interface Backend extends AutoCloseable {

	/** The device that really computes, in words, for example {@code CPU (2 threads)} or {@code GPU 0: NVIDIA T4}. */
	String device();

	/** The library and its version, for example {@code TensorFlow 2.18.0}. */
	String library();

	/**
	 * A network ready to run in inference mode.
	 *
	 * @throws sc.fovea.net.ShapeException if the weights do not fit the network
	 * @throws BackendException if the library refuses the network
	 */
	Runner runner(Network network, Weights weights);

	@Override
	void close();
}
