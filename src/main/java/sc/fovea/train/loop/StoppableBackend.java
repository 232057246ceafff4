package sc.fovea.train.loop;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/**
 * Another backend whose runners refuse to go on once they shall stop, with a {@link CancellationException}: so a validation of many images ends within a tile.
 *
 * @param backend that does the work; not closed
 * @param isStopped asked before each run
 */
public record StoppableBackend(Backend backend, BooleanSupplier isStopped) implements Backend {

	@Override
	public String device() {
		return backend.device();
	}

	@Override
	public String library() {
		return backend.library();
	}

	@Override
	public Runner runner(Network network, Weights weights) {
		Runner runner = backend.runner(network, weights);
		return new Runner() {

			@Override
			public Network network() {
				return runner.network();
			}

			@Override
			public Map<String, Tensor> run(Map<String, Tensor> inputs) {
				if (isStopped.getAsBoolean()) throw new CancellationException("The training was stopped.");
				return runner.run(inputs);
			}

			@Override
			public void close() {
				runner.close();
			}
		};
	}

	@Override
	public void close() {
		// the owner closes it
	}
}
