package sc.fovea.graphcut;

/**
 * The cheapest cut between source and sink, which costs as much as the most that can flow (Boykov and Kolmogorov 2004, "An experimental comparison of min-cut/max-flow algorithms for
 * energy minimization in vision"): two search trees grow from the terminals until they touch, the path is filled, and nodes that lost their parent look for another one. Trees are
 * kept from path to path, and distances to the roots, marked by the time they were known, keep them short.
 *
 * <pre>{@code
 * MinimumCut cut = MinimumCut.of(graph);
 * boolean isForeground = cut.isSource(node);
 * }</pre>
 */
public final class MinimumCut {

	private final double flow;
	private final boolean[] isSource;

	private MinimumCut(double flow, boolean[] isSource) {
		this.flow = flow;
		this.isSource = isSource;
	}

	/** Cuts a graph, which stays as it is. */
	public static MinimumCut of(CutGraph graph) {
		SearchTrees trees = new SearchTrees(graph);
		double flow = graph.through() + trees.fill();
		boolean[] isSource = new boolean[graph.nodes()];
		for (int node = 0; node < isSource.length; node++) {
			isSource[node] = trees.isSource(node);
		}
		return new MinimumCut(flow, isSource);
	}

	/** What the cut costs, which is the maximum flow. */
	public double flow() {
		return flow;
	}

	/** Whether a node is on the source's side: what the source can still reach. Where several cuts cost the same, this one has the fewest such nodes. */
	public boolean isSource(int node) {
		return isSource[node];
	}
}
