package sc.fovea.net;

import java.util.List;
import java.util.Map;

/** The summary table behind {@link Network#describe()}: one line a node with layer, inputs, shape, number of weights and receptive field. */
final class NetworkTable {

	private static final String LINE = "%-20s %-34s %-28s %-18s %10s  %s%n";

	private NetworkTable() {}

	static String of(Network network) {
		Map<String, Shape> shapes = network.shapes();
		Map<String, List<WeightSpec>> weights = network.weightsByNode();
		ReceptiveField field = new ReceptiveField(network);
		StringBuilder table = new StringBuilder(String.format(LINE, "node", "layer", "inputs", "shape", "weights", "sees"));
		network.inputs().forEach((name, shape) -> table.append(String.format(LINE, name, "input", "", shape, "", "1x1")));
		for (Node node : network.nodes()) {
			String sees = field.size(node.name()).map(Size::toString).orElse("all");
			table.append(String.format(LINE, node.name(), summary(node.layer()), String.join(" ", node.inputs()), shapes.get(node.name()),
				count(weights.get(node.name())), sees));
		}
		long total = network.weights().stream().mapToLong(WeightSpec::count).sum();
		return table.append("outputs ").append(network.outputs()).append(", ").append(String.format("%,d", total)).append(" weights\n").toString();
	}

	private static String count(List<WeightSpec> specs) {
		return String.format("%,d", specs.stream().mapToLong(WeightSpec::count).sum());
	}

	private static String summary(Layer layer) {
		if (layer instanceof Convolution c) {
			String kind = c.connection() == Convolution.Connection.DEPTHWISE ? "Depthwise " : "Convolution ";
			return kind + c.kernel() + " /" + c.stride().height() + (c.dilation() > 1 ? " dilated " + c.dilation() : "");
		}
		if (layer instanceof Pooling p) {
			return "Pooling " + p.kind() + " " + p.window() + " /" + p.stride().height();
		}
		if (layer instanceof Activation a) {
			return a.function().toString();
		}
		return layer.toString().replaceAll("^([A-Za-z]+)\\[(.*)]$", "$1 $2");
	}
}
