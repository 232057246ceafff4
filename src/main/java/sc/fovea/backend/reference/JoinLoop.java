package sc.fovea.backend.reference;

import java.util.List;

import sc.fovea.net.Join;
import sc.fovea.net.Shape;

/** The sum of several inputs, or their channels one after the other. */
final class JoinLoop {

	private JoinLoop() {}

	static Images run(Join layer, List<Images> inputs, Shape shape) {
		Images out = Images.zeros(inputs.get(0).batch(), shape);
		int first = 0;
		for (Images in : inputs) {
			for (int i = 0; i < in.data().length; i++) {
				out.data()[i / in.channels() * out.channels() + first + i % in.channels()] += in.data()[i];
			}
			first += layer.kind() == Join.Kind.CONCATENATE ? in.channels() : 0;
		}
		return out;
	}
}
