package sc.fovea.graphcut;

/** The trees of {@link MinimumCut} at work. A node belongs to the source's tree (0) or the sink's (1), or has no parent and is free. */
final class SearchTrees {

	private static final int FREE = -1;
	private static final int TERMINAL = -2;
	private static final int ORPHAN = -3;
	private static final int FAR = Integer.MAX_VALUE;

	private final int[] heads;
	private final int[] nexts;
	private final int[] firsts;
	/** What can still flow along each arc, and from the source (above 0) or to the sink (below 0) for each node. */
	private final double[] rests;
	private final double[] excess;
	/** The arc from each node to its parent, or one of the constants above. */
	private final int[] parents;
	private final byte[] trees;
	/** Distance to the root, and when it was known. */
	private final int[] distances;
	private final int[] times;
	private final NodeQueue active;
	private final NodeQueue orphans;
	private int time = 1;
	private double flow;

	SearchTrees(CutGraph graph) {
		heads = graph.heads();
		nexts = graph.nexts();
		firsts = graph.firsts();
		rests = graph.capacities();
		excess = graph.excess();
		int nodes = graph.nodes();
		parents = new int[nodes];
		trees = new byte[nodes];
		distances = new int[nodes];
		times = new int[nodes];
		active = new NodeQueue(nodes);
		orphans = new NodeQueue(nodes);
		for (int node = 0; node < nodes; node++) {
			plant(node);
		}
	}

	private void plant(int node) {
		parents[node] = excess[node] == 0 ? FREE : TERMINAL;
		trees[node] = (byte) (excess[node] < 0 ? 1 : 0);
		distances[node] = 1;
		if (excess[node] != 0) active.add(node);
	}

	boolean isSource(int node) {
		return parents[node] != FREE && trees[node] == 0;
	}

	/** Fills paths until there is none. @return what flowed */
	double fill() {
		while (!active.isEmpty()) {
			int node = active.first();
			int bridge = parents[node] == FREE ? -1 : grow(node);
			if (bridge < 0) {
				active.remove();
				continue;
			}
			time++;
			augment(bridge);
			while (!orphans.isEmpty()) {
				int orphan = orphans.remove();
				if (parents[orphan] == ORPHAN) adopt(orphan);
			}
		}
		return flow;
	}

	/** Takes free neighbours into the tree. @return an arc from the source's tree to the sink's, or −1 */
	private int grow(int node) {
		int tree = trees[node];
		for (int arc = firsts[node]; arc >= 0; arc = nexts[arc]) {
			if (rests[arc ^ tree] <= 0) continue;
			int other = heads[arc];
			if (parents[other] == FREE) {
				trees[other] = (byte) tree;
				hang(other, arc ^ 1, node);
				active.add(other);
			}
			else if (trees[other] != tree) {
				return arc ^ tree;
			}
			else if (times[other] <= times[node] && distances[other] > distances[node]) {
				hang(other, arc ^ 1, node);
			}
		}
		return -1;
	}

	private void hang(int node, int arc, int parent) {
		parents[node] = arc;
		times[node] = times[parent];
		distances[node] = distances[parent] + 1;
	}

	/** Fills the path over a bridge. */
	private void augment(int bridge) {
		int source = heads[bridge ^ 1];
		int sink = heads[bridge];
		double most = Math.min(rests[bridge], Math.min(capacity(source, 0), capacity(sink, 1)));
		rests[bridge] -= most;
		rests[bridge ^ 1] += most;
		push(source, 0, most);
		push(sink, 1, most);
		flow += most;
	}

	/** The least rest on the way from a node to its root. */
	private double capacity(int node, int tree) {
		double least = Double.POSITIVE_INFINITY;
		int at = node;
		for (int arc = parents[at]; arc != TERMINAL; arc = parents[at]) {
			least = Math.min(least, rests[arc ^ 1 ^ tree]);
			at = heads[arc];
		}
		return Math.min(least, Math.abs(excess[at]));
	}

	private void push(int node, int tree, double amount) {
		int at = node;
		for (int arc = parents[at]; arc != TERMINAL; arc = parents[at]) {
			int full = arc ^ 1 ^ tree;
			rests[full] -= amount;
			rests[full ^ 1] += amount;
			int parent = heads[arc];
			if (rests[full] <= 0) orphan(at);
			at = parent;
		}
		excess[at] += tree == 0 ? -amount : amount;
		if (excess[at] == 0) orphan(at);
	}

	private void orphan(int node) {
		parents[node] = ORPHAN;
		orphans.add(node);
	}

	/** Finds the neighbour of the same tree that is nearest to its root as a new parent; without one the node becomes free, and its children orphans. */
	private void adopt(int node) {
		int tree = trees[node];
		int best = FREE;
		int nearest = FAR;
		for (int arc = firsts[node]; arc >= 0; arc = nexts[arc]) {
			int other = heads[arc];
			if (rests[arc ^ 1 ^ tree] <= 0 || trees[other] != tree || parents[other] == FREE) continue;
			int distance = distance(other);
			if (distance == FAR) continue;
			if (distance < nearest) {
				nearest = distance;
				best = arc;
			}
			mark(other, distance);
		}
		parents[node] = best;
		if (best == FREE) {
			release(node, tree);
			return;
		}
		times[node] = time;
		distances[node] = nearest + 1;
	}

	/** Steps from a node to its root, or {@link #FAR} if it hangs on an orphan. */
	private int distance(int node) {
		int steps = 0;
		int at = node;
		while (times[at] != time) {
			steps++;
			int arc = parents[at];
			if (arc == ORPHAN) return FAR;
			if (arc == TERMINAL) {
				times[at] = time;
				distances[at] = 1;
				return steps;
			}
			at = heads[arc];
		}
		return steps + distances[at];
	}

	/** Remembers the distances on the way of a node to its root. */
	private void mark(int node, int distance) {
		int left = distance;
		for (int at = node; times[at] != time; at = heads[parents[at]]) {
			times[at] = time;
			distances[at] = left--;
		}
	}

	private void release(int node, int tree) {
		for (int arc = firsts[node]; arc >= 0; arc = nexts[arc]) {
			int other = heads[arc];
			if (trees[other] != tree || parents[other] == FREE) continue;
			if (rests[arc ^ 1 ^ tree] > 0) active.add(other);
			int up = parents[other];
			if (up >= 0 && heads[up] == node) orphan(other);
		}
	}
}
