package sc.fovea.tile;

import java.util.HashMap;
import java.util.Map;

import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.Shape;

/**
 * Estimated memory of one run on an input of a given shape.
 *
 * @param bytes all of it
 * @param heapBytes the arrays of inputs and answers
 * @param longest number of values of the longest array on the heap
 */
record TileMemory(long bytes, long heapBytes, long longest) {

	/** Libraries need room for rearranged inputs of convolutions and for values that are released late. */
	private static final long SAFETY = 2;

	/** @param read the shape (H, W, C) of the input */
	static TileMemory of(Network network, Shape read) {
		Map<String, Shape> shapes = network.shapes(read);
		long answers = 0;
		long longest = read.count();
		for (String output : network.outputs()) {
			answers += shapes.get(output).count();
			longest = Math.max(longest, shapes.get(output).count());
		}
		// The next input is read meanwhile, and the answers of the tile before exist twice: as the runner gave them, and cut to the core.
		long heap = Float.BYTES * (2 * read.count() + 3 * answers);
		return new TileMemory(heap + SAFETY * Float.BYTES * peak(network, shapes), heap, longest);
	}

	boolean fits(MemoryBudget budget) {
		return bytes <= budget.bytes() && heapBytes <= budget.heapBytes() && longest <= Integer.MAX_VALUE - 8;
	}

	/** The largest number of values alive at one time: a node's value lives until its last reader has run, an output's until the end. */
	private static long peak(Network network, Map<String, Shape> shapes) {
		Map<String, Integer> readers = readers(network);
		long alive = network.inputs().keySet().stream().mapToLong(name -> shapes.get(name).count()).sum();
		long peak = alive;
		for (Node node : network.nodes()) {
			alive += shapes.get(node.name()).count();
			peak = Math.max(peak, alive);
			for (String input : node.inputs()) {
				if (readers.merge(input, -1, Integer::sum) == 0) {
					alive -= shapes.get(input).count();
				}
			}
		}
		return peak;
	}

	private static Map<String, Integer> readers(Network network) {
		Map<String, Integer> readers = new HashMap<>();
		network.nodes().forEach(node -> node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum)));
		network.outputs().forEach(output -> readers.merge(output, 1, Integer::sum));
		return readers;
	}
}
