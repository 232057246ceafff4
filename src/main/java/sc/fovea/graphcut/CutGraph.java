package sc.fovea.graphcut;

import java.util.Arrays;

/**
 * A graph between a source and a sink, in flat arrays: nodes 0 to n − 1, edges between them with a capacity in each direction, and for each node the capacities from the source and
 * to the sink. {@link MinimumCut} cuts it.
 *
 * <pre>{@code
 * CutGraph graph = new CutGraph(2);
 * graph.addTerminals(0, 3, 0);
 * graph.addTerminals(1, 0, 2);
 * graph.addEdge(0, 1, 1, 0);
 * MinimumCut.of(graph).flow(); // 1
 * }</pre>
 *
 * An edge takes 32 bytes. Not safe for several threads while it grows.
 */
public final class CutGraph {

	private final double[] excess;
	private double through;
	/** Of arc a: the node it leads to, the next arc of the node it leaves (−1 for none), its capacity. Arc a ^ 1 is the way back. */
	private int[] heads = new int[32];
	private int[] nexts = new int[32];
	private double[] capacities = new double[32];
	private final int[] firsts;
	private int arcs;

	/** @param nodes their number, at least 1 @throws IllegalArgumentException if it is below 1 */
	public CutGraph(int nodes) {
		if (nodes < 1) throw new IllegalArgumentException("Expected a graph of at least 1 node, got " + nodes + ".");
		excess = new double[nodes];
		firsts = new int[nodes];
		Arrays.fill(firsts, -1);
	}

	/**
	 * Adds to the capacities between a node and the terminals.
	 *
	 * @param fromSource is paid where the node ends on the sink's side
	 * @param toSink is paid where the node ends on the source's side
	 * @throws IllegalArgumentException if a capacity is below 0 or not finite
	 * @throws IndexOutOfBoundsException if there is no such node
	 */
	public void addTerminals(int node, double fromSource, double toSink) {
		require(fromSource);
		require(toSink);
		double source = fromSource + Math.max(0, excess[node]);
		double sink = toSink + Math.max(0, -excess[node]);
		through += Math.min(source, sink);
		excess[node] = source - sink;
	}

	/**
	 * Adds an edge.
	 *
	 * @param forth capacity from a to b: is paid where a ends on the source's side and b on the sink's
	 * @param back capacity from b to a
	 * @throws IllegalArgumentException if a capacity is below 0 or not finite, or both ends are one node
	 * @throws IndexOutOfBoundsException if there is no such node
	 */
	public void addEdge(int a, int b, double forth, double back) {
		require(forth);
		require(back);
		if (a == b) throw new IllegalArgumentException("Expected an edge between two nodes, got " + a + " twice.");
		if (arcs == heads.length) grow();
		int nextA = firsts[a];
		int nextB = firsts[b];
		add(b, nextA, forth);
		add(a, nextB, back);
		firsts[a] = arcs - 2;
		firsts[b] = arcs - 1;
	}

	private void add(int head, int next, double capacity) {
		heads[arcs] = head;
		nexts[arcs] = next;
		capacities[arcs++] = capacity;
	}

	private void grow() {
		int size = Math.multiplyExact(heads.length, 2);
		heads = Arrays.copyOf(heads, size);
		nexts = Arrays.copyOf(nexts, size);
		capacities = Arrays.copyOf(capacities, size);
	}

	private static void require(double capacity) {
		if (!(capacity >= 0 && capacity < Double.POSITIVE_INFINITY)) {
			throw new IllegalArgumentException("Expected a finite capacity of at least 0, got " + capacity + ".");
		}
	}

	/** Number of nodes. */
	public int nodes() {
		return firsts.length;
	}

	/** Number of edges. */
	public int edges() {
		return arcs / 2;
	}

	/** What flows from the source through each node straight into the sink. */
	double through() {
		return through;
	}

	/** A copy: for each node its capacity from the source less that to the sink. */
	double[] excess() {
		return excess.clone();
	}

	/** A copy of the capacities of all arcs. */
	double[] capacities() {
		return Arrays.copyOf(capacities, arcs);
	}

	int[] heads() {
		return heads;
	}

	int[] nexts() {
		return nexts;
	}

	int[] firsts() {
		return firsts;
	}
}
