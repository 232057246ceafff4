package sc.fovea.backend.tensorflow;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

import sc.fovea.backend.Gradients;
import sc.fovea.net.Network;
import sc.fovea.net.Shape;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/**
 * A network whose weights are constants of its graph, with gradients behind it.
 *
 * @param inference of the outputs and sources; owner of the engine
 * @param outputs that are differentiated
 * @param seeds a placeholder for each output
 * @param gradients with respect to each source
 */
record TensorFlowGradients(Inference inference, List<String> outputs, Map<String, Placeholder<TFloat32>> seeds,
	Map<String, Operand<TFloat32>> gradients) implements Gradients {

	/** Builds a network into an empty engine, which this then owns. */
	static TensorFlowGradients open(Network network, Weights weights, List<String> sources, Engine engine) {
		try {
			return build(network, weights, sources, engine);
		}
		catch (IllegalArgumentException e) {
			engine.close();
			throw e;
		}
		catch (RuntimeException e) {
			engine.close();
			throw Failures.of(e, "the network's graph", engine.processor().name());
		}
	}

	private static TensorFlowGradients build(Network network, Weights weights, List<String> sources, Engine engine) {
		GraphBuilder builder = new GraphBuilder(engine.ops(), network);
		Map<String, Placeholder<TFloat32>> inputs = builder.inputs();
		NodeMode frozen = new NodeMode.Frozen();
		Map<String, Operand<TFloat32>> values = builder.nodes(inputs, TensorFlowRunner.constants(engine.ops().withSubScope("weights"), weights),
			node -> frozen);
		Backpropagation back = new Backpropagation(network, engine, values, Map.of(), new LinkedHashSet<>(sources));
		Map<String, Placeholder<TFloat32>> seeds = new LinkedHashMap<>();
		network.outputs().forEach(output -> seeds.put(output,
			engine.ops().withName("seed_" + output).placeholder(TFloat32.class, Placeholder.shape(NativeTensors.open(network.shapes().get(output))))));
		Map<String, Operand<TFloat32>> fed = new LinkedHashMap<>();
		// TensorFlow refuses to fetch what is fed, as the gradient of an output with respect to itself is.
		seeds.forEach((output, seed) -> fed.put(output, engine.ops().identity(seed)));
		List<Operand<TFloat32>> found = back.ofOutputs(fed, sources);
		Map<String, Operand<TFloat32>> gradients = new LinkedHashMap<>();
		for (int i = 0; i < sources.size(); i++) {
			gradients.put(sources.get(i), found.get(i));
		}
		Network valued = network.withOutputs(Stream.concat(network.outputs().stream(), sources.stream()).distinct().toArray(String[]::new));
		return new TensorFlowGradients(new Inference(valued, engine, inputs, values), network.outputs(), seeds, gradients);
	}

	@Override
	public Network network() {
		return inference.network().withOutputs(outputs.toArray(String[]::new));
	}

	@Override
	public Map<String, Tensor> values(Map<String, Tensor> inputs) {
		return inference.run(inputs);
	}

	@Override
	public Map<String, Tensor> of(Map<String, Tensor> inputs, Map<String, Tensor> given) {
		BatchShapes shapes = BatchShapes.of(inference.network(), inputs);
		outputs.forEach(output -> check(output, given.get(output), shapes));
		shapes.checkMemory(inference.network(), inference.engine().processor());
		List<Tensor> fetched = inference.engine().run(feeds -> {
			inference.network().inputs().keySet().forEach(name -> feeds.with(inference.inputs().get(name), inputs.get(name)));
			seeds.forEach((output, seed) -> feeds.with(seed, given.get(output)));
		}, new Engine.Wanted(List.copyOf(gradients.values()), List.of()), shapes.describe(inference.network()));
		Map<String, Tensor> answers = new LinkedHashMap<>();
		gradients.keySet().forEach(source -> answers.put(source, fetched.get(answers.size())));
		return answers;
	}

	private static void check(String output, Tensor seed, BatchShapes shapes) {
		Shape expected = shapes.images().get(output);
		int count = shapes.counts().get(output);
		if (seed == null || seed.rank() != 4 || seed.batch() != count || !seed.imageShape().equals(expected)) {
			throw new ShapeException(output, "a seed of " + count + " x " + expected, String.valueOf(seed));
		}
	}

	@Override
	public void close() {
		inference.engine().close();
	}
}
