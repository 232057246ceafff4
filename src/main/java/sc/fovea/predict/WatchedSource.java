package sc.fovea.predict;

import java.util.concurrent.CancellationException;

import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * An image whose reading stops when the user cancels: a pass over a large image takes many seconds before the first tile.
 *
 * @param source the image
 * @param progress knows whether to stop
 */
record WatchedSource(TileSource source, Progress progress) implements TileSource {

	@Override
	public int channels() {
		return source.channels();
	}

	@Override
	public long width() {
		return source.width();
	}

	@Override
	public long height() {
		return source.height();
	}

	/** @throws CancellationException if the user cancelled */
	@Override
	public void read(Region region, float[] target) {
		if (progress.isCancelled()) {
			throw new CancellationException("Stopped while reading " + region + ".");
		}
		source.read(region, target);
	}
}
