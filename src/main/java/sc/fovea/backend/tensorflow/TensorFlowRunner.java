package sc.fovea.backend.tensorflow;

import java.util.LinkedHashMap;
import java.util.Map;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

import sc.fovea.backend.Runner;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** A network whose weights are constants of its graph. */
final class TensorFlowRunner implements Runner {

	private final Inference inference;

	private TensorFlowRunner(Inference inference) {
		this.inference = inference;
	}

	/** Builds a network into an empty engine, which the runner then owns. */
	static TensorFlowRunner open(Network network, Weights weights, Engine engine) {
		try {
			return build(network, weights, engine);
		}
		catch (RuntimeException e) {
			engine.close();
			throw Failures.of(e, "the network's graph", engine.processor().name());
		}
	}

	private static TensorFlowRunner build(Network network, Weights weights, Engine engine) {
		GraphBuilder builder = new GraphBuilder(engine.ops(), network);
		Map<String, Placeholder<TFloat32>> inputs = builder.inputs();
		NodeMode inference = new NodeMode.Inference();
		Map<String, Operand<TFloat32>> constants = constants(engine.ops().withSubScope("weights"), weights);
		Map<String, Operand<TFloat32>> values = builder.nodes(inputs, constants, node -> inference);
		return new TensorFlowRunner(new Inference(network, engine, inputs, values));
	}

	/** A constant for each weight. */
	static Map<String, Operand<TFloat32>> constants(Ops tf, Weights weights) {
		Map<String, Operand<TFloat32>> constants = new LinkedHashMap<>();
		weights.tensors().forEach((name, value) -> constants.put(name, NativeTensors.constant(tf.withName(name), value)));
		return constants;
	}

	@Override
	public Network network() {
		return inference.network();
	}

	@Override
	public Map<String, Tensor> run(Map<String, Tensor> given) {
		return inference.run(given);
	}

	@Override
	public void close() {
		inference.engine().close();
	}
}
