package sc.fovea.backend.tensorflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

import sc.fovea.backend.OutOfMemoryException;
import sc.fovea.backend.Runner;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** A network whose weights are constants of its graph. */
final class TensorFlowRunner implements Runner {

	private final Network network;
	private final Engine engine;
	private final Map<String, Placeholder<TFloat32>> inputs;
	private final Engine.Wanted wanted;

	private TensorFlowRunner(Network network, Engine engine, Map<String, Placeholder<TFloat32>> inputs, List<Operand<TFloat32>> outputs) {
		this.network = network;
		this.engine = engine;
		this.inputs = inputs;
		this.wanted = new Engine.Wanted(outputs, List.of());
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
		return new TensorFlowRunner(network, engine, inputs, network.outputs().stream().map(values::get).toList());
	}

	private static Map<String, Operand<TFloat32>> constants(Ops tf, Weights weights) {
		Map<String, Operand<TFloat32>> constants = new LinkedHashMap<>();
		weights.tensors().forEach((name, value) -> constants.put(name, NativeTensors.constant(tf.withName(name), value)));
		return constants;
	}

	@Override
	public Network network() {
		return network;
	}

	@Override
	public Map<String, Tensor> run(Map<String, Tensor> given) {
		BatchShapes shapes = BatchShapes.of(network, given);
		String words = shapes.describe(network);
		checkSize(shapes, words);
		shapes.checkMemory(network, engine.processor());
		List<Tensor> values = engine.run(feeds -> inputs.forEach((name, input) -> feeds.with(input, given.get(name))), wanted, words);
		Map<String, Tensor> answers = new LinkedHashMap<>();
		for (int i = 0; i < values.size(); i++) {
			answers.put(network.outputs().get(i), values.get(i));
		}
		return answers;
	}

	/** An answer that no Java array can hold is a lack of memory like any other: smaller tiles help. */
	private void checkSize(BatchShapes shapes, String words) {
		for (String output : network.outputs()) {
			if (shapes.values(output) > Integer.MAX_VALUE - 8) {
				throw new OutOfMemoryException("Expected an answer of at most 2147483639 values at '" + output + "', got "
					+ shapes.values(output) + " for " + words + ".", new OutOfMemoryError("array size"));
			}
		}
	}

	@Override
	public void close() {
		engine.close();
	}
}
