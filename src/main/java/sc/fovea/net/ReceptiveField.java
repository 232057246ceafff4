package sc.fovea.net;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a network reads, computed from its layers: source spans, grids and alignment. The halo of a tile is nothing else.
 *
 * <pre>{@code
 * new ReceptiveField(unet).source("head", new Span(0, 64), Axis.Y);   // the input rows that 64 output rows depend on
 * }</pre>
 *
 * @param network the network
 */
public record ReceptiveField(Network network) {

	/**
	 * The input span that a span of an output depends on, over all inputs and paths; {@link Span#ALL} if it sees the whole image. Positions are on the
	 * output's own grid, whose pixel 0 lies at input pixel 0.
	 *
	 * @param output name of a node
	 * @param span output pixels, not empty
	 * @param axis rows or columns
	 */
	public Span source(String output, Span span, Axis axis) {
		Map<String, Span> wanted = new HashMap<>(Map.of(output, span));
		for (int i = network.nodes().size() - 1; i >= 0; i--) {
			Node node = network.nodes().get(i);
			if (wanted.containsKey(node.name())) {
				Span source = node.layer().source(wanted.get(node.name()), axis);
				node.inputs().forEach(input -> wanted.merge(input, source, Span::union));
			}
		}
		return network.inputs().keySet().stream().filter(wanted::containsKey).map(wanted::get).reduce(Span::union).orElse(span);
	}

	/** Side of the input window that one output pixel sees, in pixels; empty if it is the whole image. */
	public Optional<Size> size(String output) {
		Span rows = source(output, new Span(0, 1), Axis.Y);
		Span columns = source(output, new Span(0, 1), Axis.X);
		return rows.isAll() || columns.isAll() ? Optional.empty() : Optional.of(new Size((int) rows.length(), (int) columns.length()));
	}

	/**
	 * Input pixels around an output pixel's own that it depends on, along the axis where they are more: as wide a border a tile needs, if it is cut on the node's grid; empty
	 * if it sees the whole image.
	 */
	public OptionalInt halo(String output) {
		int most = 0;
		for (Axis axis : Axis.values()) {
			Span span = source(output, new Span(0, 1), axis);
			if (span.isAll()) return OptionalInt.empty();
			most = (int) Math.max(most, Math.max(-span.from(), span.to() - grids(axis).get(output).in()));
		}
		return OptionalInt.of(most);
	}

	/** Output pixels per input pixel of every input and node. @throws ShapeException if a node joins different grids */
	public Map<String, Ratio> grids(Axis axis) {
		Map<String, Ratio> grids = new LinkedHashMap<>();
		network.inputs().keySet().forEach(name -> grids.put(name, Ratio.ONE));
		for (Node node : network.nodes()) {
			Ratio first = grids.get(node.inputs().get(0));
			for (String input : node.inputs()) {
				if (!grids.get(input).equals(first) && !(node.layer() instanceof RegionLayer)) {
					throw new ShapeException(node.name(), "inputs on one grid", first + " and " + grids.get(input));
				}
			}
			grids.put(node.name(), first.then(node.layer().grid(axis)));
		}
		return grids;
	}

	/**
	 * The step to which an input's origin and extent must be aligned, in pixels: the least common multiple of all grids, so that every node's pixels fall on
	 * whole positions.
	 */
	public int alignment(Axis axis) {
		return grids(axis).values().stream().mapToInt(Ratio::in).reduce(1, Ratio::lcm);
	}

	/** The first node that sees the whole image on the way to an output, for which tiles are impossible. */
	public Optional<String> seesWhole(String output) {
		return network.nodes().stream().filter(n -> network.ancestors(output).contains(n.name()))
			.filter(n -> n.layer().source(new Span(0, 1), Axis.Y).isAll()).map(Node::name).findFirst();
	}
}
