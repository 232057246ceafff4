package sc.fovea.backend.tensorflow;

import java.util.LinkedHashMap;
import java.util.Map;

import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

import sc.fovea.net.Tensor;

/** What goes into one run: native copies of tensors and numbers, freed when this is closed. */
final class Feeds implements AutoCloseable {

	private final Map<Operand<?>, org.tensorflow.Tensor> tensors = new LinkedHashMap<>();

	/** Feeds a tensor. */
	Feeds with(Operand<TFloat32> placeholder, Tensor value) {
		tensors.put(placeholder, NativeTensors.copy(value));
		return this;
	}

	/** Feeds a number. */
	Feeds with(Operand<TFloat32> placeholder, double value) {
		tensors.put(placeholder, TFloat32.scalarOf((float) value));
		return this;
	}

	/** Feeds a whole number. */
	Feeds withCount(Operand<TInt64> placeholder, long value) {
		tensors.put(placeholder, TInt64.scalarOf(value));
		return this;
	}

	void into(Session.Runner runner) {
		tensors.forEach(runner::feed);
	}

	@Override
	public void close() {
		tensors.values().forEach(org.tensorflow.Tensor::close);
	}
}
