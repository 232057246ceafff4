package sc.fovea.augment;

/** A row of a result whose placement is not one affine map: the source points of its pixels are computed together and kept. */
final class PlacedRow implements Rows {

	private final Placement placement;
	private final Interpolation source;
	private final int count;
	private final double[] xs;
	private final double[] ys;
	private final int[] nearest;

	PlacedRow(Placement placement, Interpolation source, int count) {
		this.placement = placement;
		this.source = source;
		this.count = count;
		this.xs = new double[count];
		this.ys = new double[count];
		this.nearest = new int[count];
	}

	@Override
	public void moveTo(int y) {
		for (int i = 0; i < count; i++) {
			xs[i] = i + 0.5;
			ys[i] = y + 0.5;
		}
		placement.toSource(xs, ys, count);
		for (int i = 0; i < count; i++) {
			boolean isInside = xs[i] >= 0 && ys[i] >= 0 && xs[i] < source.width && ys[i] < source.height;
			nearest[i] = isInside ? (int) ys[i] * source.width + (int) xs[i] : -1;
		}
	}

	@Override
	public void values(int slice, float[] result, int at) {
		int from = source.start(slice);
		for (int i = 0; i < count; i++) {
			source.read(xs[i] - 0.5, ys[i] - 0.5, from, result, at + i * source.channels);
		}
	}

	@Override
	public void labels(int[] labels, int from, int[] result, int at) {
		for (int i = 0; i < count; i++) {
			if (nearest[i] >= 0) {
				result[at + i] = labels[from + nearest[i]];
			}
		}
	}
}
