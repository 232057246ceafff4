package sc.fovea.model;

import sc.fovea.net.Axis;
import sc.fovea.net.Network;
import sc.fovea.net.Ratio;
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.Span;

/**
 * The halo of a network: pixels at the edges of a tile whose answer depends on what lies beyond the tile, as programs need to know that cut images into tiles without asking the network. What a tile answers within its halo is
 * thrown away, so that tiles give what the whole image gives.
 */
public final class Halo {

	private Halo() {}

	/**
	 * The halo of an output, in its own pixels, at each end of an axis.
	 *
	 * @return 0 if the output sees only its own pixel, or always the whole image
	 */
	public static int of(Network network, String output, Axis axis) {
		ReceptiveField field = new ReceptiveField(network);
		if (field.seesWhole(output).isPresent()) {
			return 0;
		}
		Ratio grid = field.grids(axis).get(output);
		// Over a whole period of the grid: with poolings, pixels see differently far.
		int period = Math.max(1, field.alignment(axis) * grid.out() / grid.in());
		Span seen = field.source(output, new Span(0, period), axis);
		long before = -seen.from();
		long after = seen.to() - (long) period * grid.in() / grid.out();
		return Math.toIntExact((Math.max(0, Math.max(before, after)) * grid.out() + grid.in() - 1) / grid.in());
	}

	/** The least side of an input of free size, in pixels: a multiple of the network's alignment that leaves something between the halos of each output. */
	public static int leastSide(Network network, Axis axis) {
		ReceptiveField field = new ReceptiveField(network);
		int step = field.alignment(axis);
		long most = 0;
		for (String output : network.outputs()) {
			Ratio grid = field.grids(axis).get(output);
			most = Math.max(most, (2L * of(network, output, axis) + 1) * grid.in() / grid.out());
		}
		return Math.toIntExact((most / step + 1) * step);
	}
}
