package sc.fovea.augment;

import java.util.ArrayList;
import java.util.List;

/**
 * Placements one after the other; neighbouring affine ones are one.
 *
 * @param links from the result to the source, at least two
 */
public record Chain(List<Placement> links) implements Placement {

	/** Copies the list. @throws IllegalArgumentException if there are fewer than two links */
	public Chain {
		links = List.copyOf(links);
		if (links.size() < 2) {
			throw new IllegalArgumentException("Expected a chain of at least 2 placements, got " + links.size() + ".");
		}
	}

	/** First one placement, then the other, as short as possible. */
	static Placement of(Placement first, Placement next) {
		List<Placement> links = new ArrayList<>(links(first));
		for (Placement link : links(next)) {
			append(links, link);
		}
		return links.size() == 1 ? links.get(0) : new Chain(links);
	}

	private static List<Placement> links(Placement placement) {
		return placement instanceof Chain chain ? chain.links : List.of(placement);
	}

	private static void append(List<Placement> links, Placement link) {
		int last = links.size() - 1;
		if (link.equals(Affine.IDENTITY)) {
			return;
		}
		if (links.get(last).equals(Affine.IDENTITY)) {
			links.set(last, link);
		}
		else if (links.get(last) instanceof Affine before && link instanceof Affine after) {
			links.set(last, before.then(after));
		}
		else {
			links.add(link);
		}
	}

	@Override
	public void toSource(double[] xs, double[] ys, int count) {
		for (Placement link : links) {
			link.toSource(xs, ys, count);
		}
	}

	@Override
	public void toResult(double[] xs, double[] ys, int count) {
		for (int i = links.size() - 1; i >= 0; i--) {
			links.get(i).toResult(xs, ys, count);
		}
	}

	@Override
	public boolean isExact() {
		return false;
	}

	@Override
	public double areaScale() {
		return links.stream().mapToDouble(Placement::areaScale).reduce(1, (s, t) -> s * t);
	}
}
