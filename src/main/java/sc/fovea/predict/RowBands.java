package sc.fovea.predict;

import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/** A rectangle of an image in bands of whole rows, so that images larger than memory can be walked over. */
final class RowBands {

	private static final int BAND_VALUES = 1 << 20;

	private final TileSource source;
	private final Region whole;
	private final int rows;

	/** All of an image. */
	RowBands(TileSource source) {
		this(source, new Region(0, 0, Math.toIntExact(source.width()), Math.toIntExact(source.height())));
	}

	/** @param whole a rectangle inside the image */
	RowBands(TileSource source, Region whole) {
		this.source = source;
		this.whole = whole;
		this.rows = (int) Math.max(1, Math.min(whole.height(), BAND_VALUES / ((long) whole.width() * source.channels())));
	}

	/** Number of bands. */
	int count() {
		return (whole.height() + rows - 1) / rows;
	}

	/** The pixels of a band, from 0. */
	Region region(int band) {
		return new Region(whole.x(), whole.y() + (long) band * rows, whole.width(), Math.min(rows, whole.height() - band * rows));
	}

	/** The values (H, W, C) of a band. */
	float[] read(int band) {
		Region region = region(band);
		float[] values = new float[Math.toIntExact(region.area() * source.channels())];
		source.read(region, values);
		return values;
	}
}
