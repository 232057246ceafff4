package sc.fovea.graphcut;

/** Nodes in the order in which they were added, each at most once. */
final class NodeQueue {

	private final int[] nodes;
	private final boolean[] isIn;
	private int first;
	private int count;

	/** @param size number of all nodes */
	NodeQueue(int size) {
		nodes = new int[size];
		isIn = new boolean[size];
	}

	boolean isEmpty() {
		return count == 0;
	}

	/** The first, which stays. */
	int first() {
		return nodes[first];
	}

	/** Adds a node unless it is there. */
	void add(int node) {
		if (isIn[node]) return;
		isIn[node] = true;
		int end = first + count++;
		nodes[end >= nodes.length ? end - nodes.length : end] = node;
	}

	/** Takes the first out. */
	int remove() {
		int node = nodes[first];
		isIn[node] = false;
		first = first + 1 == nodes.length ? 0 : first + 1;
		count--;
		return node;
	}
}
