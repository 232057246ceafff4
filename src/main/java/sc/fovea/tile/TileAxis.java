package sc.fovea.tile;

import java.util.LinkedHashMap;
import java.util.Map;

import sc.fovea.net.Axis;
import sc.fovea.net.Network;
import sc.fovea.net.Ratio;
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.Span;

/**
 * The arithmetic of tiles along one axis.
 *
 * @param field what the network reads
 * @param axis rows or columns
 * @param extent of the image in pixels
 * @param alignment step of tile origins in pixels
 * @param grids output pixels per input pixel, for each output
 * @param trim steps by which the halo is cut short; 0 except to show that the halo is not larger than needed
 */
record TileAxis(ReceptiveField field, Axis axis, long extent, int alignment, Map<String, Ratio> grids, int trim) {

	static TileAxis of(Network network, Axis axis, long extent) {
		ReceptiveField field = new ReceptiveField(network);
		Map<String, Ratio> grids = new LinkedHashMap<>(field.grids(axis));
		grids.keySet().retainAll(network.outputs());
		return new TileAxis(field, axis, extent, field.alignment(axis), grids, 0);
	}

	TileAxis trimmedBy(int steps) {
		return new TileAxis(field, axis, extent, alignment, grids, steps);
	}

	/** The image's extent rounded up to the alignment. */
	long padded() {
		return up(extent);
	}

	/** The smallest multiple of the alignment that is at least {@code length}. */
	long up(long length) {
		return (length + alignment - 1) / alignment * alignment;
	}

	/** The largest multiple of the alignment that is at most {@code length}, but at least one step. */
	long down(long length) {
		return Math.max(alignment, length / alignment * alignment);
	}

	/** The number of equal tiles, each at most {@code longest} long, and their length. */
	long evenLength(long longest) {
		long count = (padded() + longest - 1) / longest;
		return up((padded() + count - 1) / count);
	}

	/** The pixels that a core reads: its outputs' sources, aligned, inside the padded image. */
	Span read(Span core, Map<String, Long> answers) {
		Span image = new Span(0, padded());
		return trimmed(source(core.alignTo(alignment), answers).intersect(image), core.alignTo(alignment));
	}

	/** The longest read span of any core of a length. */
	long longestRead(long core) {
		Span source = source(new Span(0, core), Map.of());
		return source.isAll() ? padded() : Math.min(padded(), source.length());
	}

	/** The core on an output's grid, as far as the answer of the whole image goes. */
	Span answer(String output, Span core, long wholeAnswer) {
		Ratio grid = grids.get(output);
		long from = Math.min(grid.map(core.from()), wholeAnswer);
		return new Span(from, Math.max(from, Math.min(ceil(core.to(), grid), wholeAnswer)));
	}

	static long ceil(long position, Ratio grid) {
		return -Math.floorDiv(-position * grid.out(), (long) grid.in());
	}

	private Span source(Span core, Map<String, Long> answers) {
		Span all = core;
		for (Map.Entry<String, Ratio> output : grids.entrySet()) {
			Span wanted = new Span(output.getValue().map(core.from()), ceil(core.to(), output.getValue()));
			Long end = answers.get(output.getKey());
			all = all.union(field.source(output.getKey(), end == null ? wanted : existing(wanted, end), axis));
		}
		return all.alignTo(alignment);
	}

	/** Without padding the last outputs do not exist; then the last that does stands for them, so that no tile is too small for its windows. */
	private static Span existing(Span wanted, long end) {
		return wanted.from() >= end ? new Span(end - 1, end) : new Span(wanted.from(), Math.min(wanted.to(), end));
	}

	private Span trimmed(Span read, Span core) {
		long step = (long) trim * alignment;
		long from = read.from() == 0 ? 0 : Math.min(core.from(), read.from() + step);
		return new Span(from, read.to() == padded() ? padded() : Math.max(core.to(), read.to() - step));
	}
}
