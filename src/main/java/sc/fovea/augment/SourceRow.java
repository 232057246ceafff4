package sc.fovea.augment;

/** Where the pixels of one row of a result come from. */
final class SourceRow {

	final int count;
	final double[] xs;
	final double[] ys;

	private final Placement placement;
	private final int[] nearest;

	SourceRow(Placement placement, int count) {
		this.placement = placement;
		this.count = count;
		this.xs = new double[count];
		this.ys = new double[count];
		this.nearest = new int[count];
	}

	/** Computes the source points of the pixel centres of a row. */
	void moveTo(int y) {
		if (placement instanceof Affine affine) {
			step(affine, y);
			return;
		}
		for (int i = 0; i < count; i++) {
			xs[i] = i + 0.5;
			ys[i] = y + 0.5;
		}
		placement.toSource(xs, ys, count);
	}

	private void step(Affine affine, int y) {
		double x0 = affine.sourceX(0.5, y + 0.5);
		double y0 = affine.sourceY(0.5, y + 0.5);
		double a = affine.a();
		double c = affine.c();
		for (int i = 0; i < count; i++) {
			xs[i] = x0 + i * a;
			ys[i] = y0 + i * c;
		}
	}

	/** Finds the source pixel of each, -1 beyond a source of the given size. */
	void nearest(int width, int height) {
		for (int i = 0; i < count; i++) {
			double x = xs[i];
			double y = ys[i];
			nearest[i] = x >= 0 && y >= 0 && x < width && y < height ? (int) y * width + (int) x : -1;
		}
	}

	/** Index of the source pixel of a place in the row, -1 beyond the source. */
	int nearest(int i) {
		return nearest[i];
	}

	/** Copies the labels of the nearest pixels, 0 beyond the source. */
	void labels(int[] source, int from, int[] result, int at) {
		for (int i = 0; i < count; i++) {
			int index = nearest[i];
			result[at + i] = index < 0 ? 0 : source[from + index];
		}
	}
}
