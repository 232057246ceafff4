package sc.fovea.augment;

/**
 * A row of a result whose placement is affine. Its source points lie on a line, so those that are inside of the source follow each other: between their first
 * and their last no border has to be looked at, and no points are kept.
 */
final class AffineRow implements Rows {

	/** Bits behind the point of the numbers that places are counted in: after 32,768 steps the error is below 1e-5 pixels. */
	private static final int WHOLE = 32;
	private static final double ONE = 1L << WHOLE;
	/** A float keeps 24 bits. */
	private static final int REST = WHOLE - 24;
	private static final int FRACTION = (1 << 24) - 1;
	private static final float TO_FRACTION = 0x1p-24f;
	/** How far from an edge, in pixels, what is counted in steps stays. */
	private static final double MARGIN = 1e-5;

	private final Affine placement;
	private final Interpolation source;
	private final int count;
	private double startX;
	private double startY;
	/** From and to which column four pixels of the source are around a point; the end is exclusive. */
	private int first;
	private int end;

	AffineRow(Affine placement, Interpolation source, int count) {
		this.placement = placement;
		this.source = source;
		this.count = count;
	}

	@Override
	public void moveTo(int y) {
		startX = placement.sourceX(0.5, y + 0.5);
		startY = placement.sourceY(0.5, y + 0.5);
		find(0.5 + MARGIN);
	}

	private double x(int i) {
		return startX + i * placement.a();
	}

	private double y(int i) {
		return startY + i * placement.c();
	}

	/** Finds the columns whose points keep a distance from the outer edges of the source, which rounding does not change: points are in order along the row. */
	private void find(double distance) {
		double low = Math.max(entry(startX, placement.a(), source.width, distance), entry(startY, placement.c(), source.height, distance));
		double high = Math.min(exit(startX, placement.a(), source.width, distance), exit(startY, placement.c(), source.height, distance));
		first = (int) Math.max(0, Math.min(count, Math.floor(low) - 1));
		end = (int) Math.max(first, Math.min(count, Math.ceil(high) + 2));
		while (first < end && !isInside(first, distance)) {
			first++;
		}
		while (first < end && !isInside(end - 1, distance)) {
			end--;
		}
	}

	private boolean isInside(int i, double distance) {
		double x = x(i) - distance;
		double y = y(i) - distance;
		return x >= 0 && y >= 0 && x < source.width - 2 * distance && y < source.height - 2 * distance;
	}

	/** Where a line that begins at a start enters an extent. */
	private static double entry(double start, double slope, int extent, double distance) {
		return slope == 0 ? 0 : ((slope > 0 ? distance : extent - distance) - start) / slope;
	}

	private double exit(double start, double slope, int extent, double distance) {
		return slope == 0 ? count : ((slope > 0 ? extent - distance : distance) - start) / slope;
	}

	@Override
	public void values(int slice, float[] result, int at) {
		int from = source.start(slice);
		border(0, first, from, result, at);
		if (source.channels == 1) {
			inside(from, result, at);
		}
		else {
			insideAll(from, result, at);
		}
		border(end, count, from, result, at);
	}

	private void border(int begin, int stop, int from, float[] result, int at) {
		for (int i = begin; i < stop; i++) {
			source.read(x(i) - 0.5, y(i) - 0.5, from, result, at + i * source.channels);
		}
	}

	private void inside(int from, float[] result, int at) {
		float[] values = source.values;
		int width = source.width;
		long stepX = fixed(placement.a());
		long stepY = fixed(placement.c());
		long x = fixed(x(first) - 0.5);
		long y = fixed(y(first) - 0.5);
		for (int i = first; i < end; i++, x += stepX, y += stepY) {
			int p = from + (int) (y >> WHOLE) * width + (int) (x >> WHOLE);
			float fx = (int) (x >> REST & FRACTION) * TO_FRACTION;
			float fy = (int) (y >> REST & FRACTION) * TO_FRACTION;
			float upper = values[p] + fx * (values[p + 1] - values[p]);
			float lower = values[p + width] + fx * (values[p + width + 1] - values[p + width]);
			result[at + i] = upper + fy * (lower - upper);
		}
	}

	/** As {@link #inside}, of several channels. */
	private void insideAll(int from, float[] result, int at) {
		float[] values = source.values;
		int channels = source.channels;
		int lineLength = source.width * channels;
		long stepX = fixed(placement.a());
		long stepY = fixed(placement.c());
		long x = fixed(x(first) - 0.5);
		long y = fixed(y(first) - 0.5);
		for (int i = first, to = at + first * channels; i < end; i++, x += stepX, y += stepY) {
			int p = from + (int) (y >> WHOLE) * lineLength + (int) (x >> WHOLE) * channels;
			float fx = (int) (x >> REST & FRACTION) * TO_FRACTION;
			float fy = (int) (y >> REST & FRACTION) * TO_FRACTION;
			for (int k = 0; k < channels; k++, p++, to++) {
				float upper = values[p] + fx * (values[p + channels] - values[p]);
				float lower = values[p + lineLength] + fx * (values[p + lineLength + channels] - values[p + lineLength]);
				result[to] = upper + fy * (lower - upper);
			}
		}
	}

	private static long fixed(double number) {
		return Math.round(number * ONE);
	}

	@Override
	public void labels(int[] labels, int from, int[] result, int at) {
		find(MARGIN);
		labelsAtBorder(0, first, labels, from, result, at);
		int width = source.width;
		long stepX = fixed(placement.a());
		long stepY = fixed(placement.c());
		long x = fixed(x(first));
		long y = fixed(y(first));
		for (int i = first; i < end; i++, x += stepX, y += stepY) {
			result[at + i] = labels[from + (int) (y >> WHOLE) * width + (int) (x >> WHOLE)];
		}
		labelsAtBorder(end, count, labels, from, result, at);
		find(0.5 + MARGIN);
	}

	private void labelsAtBorder(int begin, int stop, int[] labels, int from, int[] result, int at) {
		for (int i = begin; i < stop; i++) {
			if (isInside(i, 0)) {
				result[at + i] = labels[from + (int) y(i) * source.width + (int) x(i)];
			}
		}
	}
}
