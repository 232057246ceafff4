package sc.fovea.detect.proposal;

/**
 * Regions of an image and what became of them when, again and again, the two most similar neighbours were joined to one, until one was left (Uijlings
 * et al. 2013, algorithm 1). Regions are numbered in the order in which they came into being: first those of the segmentation, last the whole image.
 *
 * @param table of all regions
 * @param segments number of regions of the segmentation
 * @param first one part of each region; −1 for those of the segmentation
 * @param second the other part
 */
record Hierarchy(RegionTable table, int segments, int[] first, int[] second) {

	/** Joins all regions. */
	static Hierarchy of(Segments segments, RegionTable table) {
		int room = 2 * segments.count() - 1;
		Hierarchy hierarchy = new Hierarchy(table, segments.count(), new int[room], new int[room]);
		Adjacency adjacency = new Adjacency(segments, room);
		PairQueue queue = new PairQueue();
		for (int region = 0; region < segments.count(); region++) {
			hierarchy.first[region] = -1;
			hierarchy.second[region] = -1;
			hierarchy.offer(region, adjacency, queue);
		}
		hierarchy.join(adjacency, queue);
		return hierarchy;
	}

	/** Adds the pairs of a region with its neighbours that came before it. */
	private void offer(int region, Adjacency adjacency, PairQueue queue) {
		for (int neighbour : adjacency.of(region)) {
			if (neighbour < region) {
				queue.add(table.similarity(neighbour, region), neighbour, region);
			}
		}
	}

	private void join(Adjacency adjacency, PairQueue queue) {
		for (int next = segments; next < first.length;) {
			long pair = queue.take();
			int a = (int) (pair >> 32);
			int b = (int) pair;
			if (adjacency.isThere(a) && adjacency.isThere(b)) {
				first[next] = a;
				second[next] = b;
				table.join(a, b, next);
				adjacency.join(a, b, next);
				offer(next, adjacency, queue);
				next++;
			}
		}
	}

	/** Number of all regions. */
	int size() {
		return first.length;
	}
}
