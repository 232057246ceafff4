package sc.fovea.tile;

import java.util.List;
import java.util.Map;

import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.Shape;
import sc.fovea.net.TransposedConvolution;

/**
 * How much a network has to calculate: multiplications with an addition, of which one is two floating-point operations. Activations, poolings and joins are
 * left out; in networks of convolutions they are about one in a hundred.
 */
public final class Work {

	private Work() {}

	/** Of one run of a network of one input. @param read shape (H, W, C) of the input */
	public static long multiplyAdds(Network network, Shape read) {
		Map<String, Shape> shapes = network.shapes(read);
		long sum = 0;
		for (Node node : network.nodes()) {
			List<Shape> inputs = node.inputs().stream().map(shapes::get).toList();
			sum += multiplyAdds(node, inputs.get(0), shapes.get(node.name()));
		}
		return sum;
	}

	private static long multiplyAdds(Node node, Shape in, Shape out) {
		if (node.layer() instanceof Convolution c) {
			long window = (long) c.kernel().height() * c.kernel().width();
			return out.count() * window * (c.connection() == Convolution.Connection.FULL ? in.channels() : 1);
		}
		if (node.layer() instanceof TransposedConvolution t) {
			return in.count() * t.kernel() * t.kernel() * t.filters();
		}
		return node.layer() instanceof Dense ? in.count() * out.channels() : 0;
	}
}
