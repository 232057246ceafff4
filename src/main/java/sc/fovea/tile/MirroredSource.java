package sc.fovea.tile;

import java.util.Arrays;

import sc.fovea.net.Span;

/**
 * An image continued beyond its right and lower edge by its mirror image (the edge pixel twice: … b c | c b …), so that a network that
 * needs a larger size meets no artificial edge.
 *
 * @param image what is continued
 */
record MirroredSource(TileSource image) implements TileSource {

	@Override
	public int channels() {
		return image.channels();
	}

	@Override
	public long width() {
		return image.width();
	}

	@Override
	public long height() {
		return image.height();
	}

	/** Reads a rectangle that starts inside the image or beyond its far edges. */
	@Override
	public void read(Region region, float[] target) {
		Span columns = mirrored(region.columns(), width());
		Span rows = mirrored(region.rows(), height());
		Region inside = Region.of(columns, rows);
		if (inside.equals(region)) {
			image.read(region, target);
			return;
		}
		float[] pixels = new float[Math.toIntExact(inside.area() * channels())];
		image.read(inside, pixels);
		gather(region, inside, pixels, target);
	}

	/** Rows are copied up to the image's edge; only what lies beyond it is looked up. */
	private void gather(Region region, Region inside, float[] pixels, float[] target) {
		int channels = channels();
		int plain = (int) Math.max(0, Math.min(region.width(), width() - region.x()));
		int[] beyond = new int[region.width() - plain];
		Arrays.setAll(beyond, i -> (int) (mirror(region.x() + plain + i, width()) - inside.x()) * channels);
		for (int j = 0, to = 0; j < region.height(); j++) {
			int row = (int) (mirror(region.y() + j, height()) - inside.y()) * inside.width() * channels;
			if (plain > 0) {
				System.arraycopy(pixels, row + (int) (region.x() - inside.x()) * channels, target, to, plain * channels);
			}
			to += plain * channels;
			for (int from : beyond) {
				System.arraycopy(pixels, row + from, target, to, channels);
				to += channels;
			}
		}
	}

	/** The part of the image that the mirrored span shows. */
	private static Span mirrored(Span span, long extent) {
		if (span.to() <= extent) {
			return span;
		}
		if (span.from() < extent && span.to() <= 2 * extent) {
			return new Span(Math.min(span.from(), 2 * extent - span.to()), extent);
		}
		return new Span(0, extent);
	}

	private static long mirror(long position, long extent) {
		long inPeriod = position % (2 * extent);
		return inPeriod < extent ? inPeriod : 2 * extent - 1 - inPeriod;
	}
}
