package sc.fovea.onnxruntime;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import sc.fovea.backend.BackendException;
import sc.fovea.backend.OutOfMemoryException;
import sc.fovea.backend.Runner;
import sc.fovea.net.Network;
import sc.fovea.net.Shape;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Tensor;

/** A network in a session of ONNX Runtime, which may be called from several threads. */
final class OnnxRuntimeRunner implements Runner {

	private final Network network;
	private final OrtEnvironment environment;
	private final OrtSession session;

	OnnxRuntimeRunner(Network network, OrtEnvironment environment, OrtSession session) {
		this.network = network;
		this.environment = environment;
		this.session = session;
	}

	@Override
	public Network network() {
		return network;
	}

	@Override
	public Map<String, Tensor> run(Map<String, Tensor> inputs) {
		check(inputs);
		Map<String, OnnxTensor> given = new HashMap<>();
		try {
			for (String name : network.inputs().keySet()) {
				given.put(name, tensor(inputs.get(name)));
			}
			try (OrtSession.Result result = session.run(given)) {
				return answers(result);
			}
		}
		catch (OrtException e) {
			throw failure(e, inputs);
		}
		finally {
			given.values().forEach(OnnxTensor::close);
		}
	}

	private void check(Map<String, Tensor> inputs) {
		Map<String, Shape> shapes = new HashMap<>();
		inputs.forEach((name, tensor) -> {
			if (tensor.rank() != 4) {
				throw new ShapeException(name, "a tensor (N, H, W, C)", tensor.toString());
			}
			shapes.put(name, tensor.imageShape());
		});
		network.shapes(shapes);
	}

	private OnnxTensor tensor(Tensor tensor) throws OrtException {
		long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
		return OnnxTensor.createTensor(environment, FloatBuffer.wrap(tensor.data()), shape);
	}

	private Map<String, Tensor> answers(OrtSession.Result result) {
		Map<String, Tensor> answers = new LinkedHashMap<>();
		for (String name : network.outputs()) {
			OnnxTensor value = (OnnxTensor) result.get(name).orElseThrow();
			int[] shape = Arrays.stream(value.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
			Tensor tensor = Tensor.zeros(shape);
			value.getFloatBuffer().get(tensor.data());
			answers.put(name, tensor);
		}
		return answers;
	}

	private BackendException failure(OrtException e, Map<String, Tensor> inputs) {
		String words = e.getMessage() + " for " + inputs + " on " + network.outputs() + ".";
		String lower = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
		boolean lacksMemory = lower.contains("alloc") || lower.contains("out of memory");
		return lacksMemory ? new OutOfMemoryException("Not enough memory: " + words, e) : new BackendException("ONNX Runtime failed: " + words, e);
	}

	@Override
	public void close() {
		try {
			session.close();
		}
		catch (OrtException e) {
			throw new BackendException("ONNX Runtime cannot close a network: " + e.getMessage() + ".", e);
		}
	}
}
