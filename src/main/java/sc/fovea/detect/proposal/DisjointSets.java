package sc.fovea.detect.proposal;

/** Union-find with path halving, joined by size (Tarjan 1975). */
final class DisjointSets {

	private final int[] parents;
	private final int[] sizes;

	/** Single elements 0, 1, …. */
	DisjointSets(int count) {
		parents = new int[count];
		sizes = new int[count];
		for (int i = 0; i < count; i++) {
			parents[i] = i;
			sizes[i] = 1;
		}
	}

	/** The element that stands for an element's set. */
	int find(int element) {
		int at = element;
		while (parents[at] != at) {
			parents[at] = parents[parents[at]];
			at = parents[at];
		}
		return at;
	}

	/** Joins the sets of two elements that stand for different ones. @return the one that stands for both */
	int join(int a, int b) {
		int large = sizes[a] >= sizes[b] ? a : b;
		int small = large == a ? b : a;
		parents[small] = large;
		sizes[large] += sizes[small];
		return large;
	}

	/** Number of elements in the set that an element stands for. */
	int size(int root) {
		return sizes[root];
	}
}
