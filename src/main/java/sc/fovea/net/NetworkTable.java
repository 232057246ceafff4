package sc.fovea.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The table behind {@link Network#describe()}: one line a node with layer, inputs, shape, number of weights, receptive field, and halo. */
final class NetworkTable {

	private static final int WEIGHTS_COLUMN = 4;

	private NetworkTable() {}

	/** @param shapes of all inputs and nodes */
	static String of(Network network, Map<String, Shape> shapes) {
		List<List<String>> rows = rows(network, shapes);
		int[] widths = IntStream.range(0, rows.get(0).size()).map(column -> width(rows, column)).toArray();
		StringBuilder table = new StringBuilder();
		rows.forEach(row -> table.append(line(row, widths)).append('\n'));
		long total = network.weights().stream().mapToLong(WeightSpec::count).sum();
		return table.append("outputs: " + String.join(", ", network.outputs()) + "; weights: " + number(total) + "\n").toString();
	}

	private static int width(List<List<String>> rows, int column) {
		return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
	}

	private static List<List<String>> rows(Network network, Map<String, Shape> shapes) {
		Map<String, List<WeightSpec>> weights = network.weightsByNode();
		ReceptiveField field = new ReceptiveField(network);
		List<List<String>> rows = new ArrayList<>();
		rows.add(List.of("node", "layer", "inputs", "shape", "weights", "sees", "halo"));
		network.inputs().keySet().forEach(name -> rows.add(List.of(name, "input", "", shapes.get(name).toString(), "", "", "")));
		for (Node node : network.nodes()) {
			long count = weights.get(node.name()).stream().mapToLong(WeightSpec::count).sum();
			rows.add(List.of(node.name(), summary(node.layer()), String.join(" ", node.inputs()), shapes.get(node.name()).toString(),
				count == 0 ? "" : number(count), field.size(node.name()).map(Size::toString).orElse("all"),
				field.halo(node.name()).stream().mapToObj(Integer::toString).findFirst().orElse("all")));
		}
		return rows;
	}

	private static String line(List<String> row, int[] widths) {
		StringBuilder line = new StringBuilder();
		for (int c = 0; c < widths.length; c++) {
			String gap = " ".repeat(widths[c] - row.get(c).length());
			line.append(c == WEIGHTS_COLUMN ? gap + row.get(c) : row.get(c) + gap).append("  ");
		}
		return line.toString().stripTrailing();
	}

	private static String number(long count) {
		return String.format(Locale.ROOT, "%,d", count);
	}

	/** What a layer does, in words. @throws IllegalStateException if there are none for it */
	static String summary(Layer layer) {
		if (layer instanceof Convolution c) {
			String kind = c.connection() == Convolution.Connection.DEPTHWISE ? "depthwise convolution " : "convolution ";
			return kind + c.kernel() + stride(c.stride()) + (c.dilation() > 1 ? ", dilation " + c.dilation() : "") + edge(c.padding());
		}
		if (layer instanceof TransposedConvolution t) {
			return "transposed convolution " + Size.of(t.kernel()) + stride(Size.of(t.stride()));
		}
		if (layer instanceof Pooling p) {
			return name(p.kind()) + " pooling " + p.window() + stride(p.stride()) + edge(p.padding());
		}
		if (layer instanceof GlobalPooling p) {
			return "global " + name(p.kind()) + " pooling";
		}
		if (layer instanceof Normalization n) {
			return n.kind() == Normalization.Kind.BATCH ? "batch normalization" : "group normalization, groups " + n.groups();
		}
		return shortSummary(layer);
	}

	private static String shortSummary(Layer layer) {
		if (layer instanceof Activation a) {
			return name(a.function());
		}
		if (layer instanceof Upsampling u) {
			return name(u.method()) + " upsampling by " + u.factor();
		}
		if (layer instanceof RegionLayer r) {
			return (r instanceof RoiAlign ? "region align " : "region pooling ") + Size.of(r.size()) + ", stride " + r.stride();
		}
		if (layer instanceof Join j) {
			return name(j.kind());
		}
		if (layer instanceof ZeroPadding z) {
			return "zeros " + z.top() + " above, " + z.bottom() + " below, " + z.left() + " left, " + z.right() + " right";
		}
		if (layer instanceof SoftArgmax) {
			return "soft argmax";
		}
		if (layer instanceof Dropout d) {
			return "dropout " + d.rate();
		}
		if (layer instanceof Dense) {
			return "dense";
		}
		throw new IllegalStateException("Expected a layer with words for it, got " + layer + ".");
	}

	private static String stride(Size stride) {
		if (stride.equals(Size.of(1))) {
			return "";
		}
		return ", stride " + (stride.height() == stride.width() ? stride.height() : stride);
	}

	private static String edge(Padding padding) {
		return padding == Padding.SAME ? "" : ", unpadded";
	}

	private static String name(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}
}
