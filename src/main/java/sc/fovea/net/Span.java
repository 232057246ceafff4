package sc.fovea.net;

/**
 * A half-open interval [from, to) of pixel indices along one axis.
 * <p>
 * Example: a 3-pixel convolution that writes [10, 20) reads [9, 21).
 *
 * @param from first index
 * @param to one past the last index, at least {@code from}
 */
public record Span(long from, long to) {

	/** Everything: the source of an output that sees the whole image. */
	public static final Span ALL = new Span(Long.MIN_VALUE / 4, Long.MAX_VALUE / 4);

	/** @throws IllegalArgumentException if {@code to < from} */
	public Span {
		if (to < from) {
			throw new IllegalArgumentException("Expected a span with from <= to, got [" + from + ", " + to + ").");
		}
	}

	/** Number of indices. */
	public long length() {
		return to - from;
	}

	/** Whether this reaches everywhere, like {@link #ALL}. */
	public boolean isAll() {
		return from <= ALL.from || to >= ALL.to;
	}

	/** The smallest span that holds both. */
	public Span union(Span other) {
		return new Span(Math.min(from, other.from), Math.max(to, other.to));
	}

	/** The common part; empty (at this span's nearer end) if there is none. */
	public Span intersect(Span other) {
		long low = Math.max(from, other.from);
		return new Span(low, Math.max(low, Math.min(to, other.to)));
	}

	/** Grown outwards until both ends are multiples of {@code step}. */
	public Span alignTo(int step) {
		return isAll() ? this : new Span(Math.floorDiv(from, step) * step, -Math.floorDiv(-to, step) * step);
	}

	/** Whether every index of {@code other} is in this span. */
	public boolean contains(Span other) {
		return from <= other.from && to >= other.to;
	}

	@Override
	public String toString() {
		return isAll() ? "[all)" : "[" + from + ", " + to + ")";
	}
}
