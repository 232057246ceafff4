package sc.fovea.backend.tensorflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/**
 * Named variables of a graph. They are reference variables: resource variables are lost when a graph is saved. Each is read once,
 * through an identity: operations applied to the variable itself crash.
 */
final class Variables {

	private final Engine engine;
	private final Map<String, Slot> slots = new LinkedHashMap<>();

	/** No variables yet, in the graph of an engine. */
	Variables(Engine engine) {
		this.engine = engine;
	}

	/** Adds a variable for each tensor, without a value yet. */
	void declare(Weights shapes) {
		Ops tf = engine.ops().withSubScope("variables");
		shapes.tensors().forEach((name, tensor) -> {
			Operand<TFloat32> variable = tf.withName(name).variable(NativeTensors.shape(tensor), TFloat32.class);
			Placeholder<TFloat32> value = tf.placeholder(TFloat32.class, Placeholder.shape(NativeTensors.shape(tensor)));
			slots.put(name, new Slot(variable, tf.identity(variable), value, tf.assign(variable, value)));
		});
	}

	/** The variable itself, for operations that change it. */
	Operand<TFloat32> variable(String name) {
		return slots.get(name).variable;
	}

	/** The value of a variable. */
	Operand<TFloat32> value(String name) {
		return slots.get(name).read;
	}

	/** The values of all variables. */
	Map<String, Operand<TFloat32>> values() {
		Map<String, Operand<TFloat32>> values = new LinkedHashMap<>();
		slots.forEach((name, slot) -> values.put(name, slot.read));
		return values;
	}

	/** Sets variables. */
	void assign(Weights values) {
		List<Op> assignments = values.tensors().keySet().stream().map(name -> slots.get(name).assignment).toList();
		engine.run(feeds -> values.tensors().forEach((name, value) -> feeds.with(slots.get(name).placeholder, value)),
			new Engine.Wanted(List.of(), assignments), "the weights");
	}

	/** Copies of the named variables' values. */
	Weights fetch(Collection<String> names) {
		List<String> order = new ArrayList<>(names);
		Engine.Wanted wanted = new Engine.Wanted(order.stream().map(this::value).toList(), List.of());
		List<Tensor> values = engine.run(feeds -> {}, wanted, "the weights");
		Map<String, Tensor> named = new LinkedHashMap<>();
		for (int i = 0; i < order.size(); i++) {
			named.put(order.get(i), values.get(i));
		}
		return new Weights(named);
	}

	private record Slot(Operand<TFloat32> variable, Operand<TFloat32> read, Placeholder<TFloat32> placeholder, Op assignment) {}
}
