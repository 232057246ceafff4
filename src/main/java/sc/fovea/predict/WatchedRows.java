package sc.fovea.predict;

import java.util.concurrent.CancellationException;

import sc.fovea.tile.Progress;

/** Label rows whose writing stops when the user cancels; what was written until then is erased, so that no half answer stays. */
final class WatchedRows implements LabelRows {

	private final LabelRows target;
	private final Progress progress;
	private int written;

	WatchedRows(LabelRows target, Progress progress) {
		this.target = target;
		this.progress = progress;
	}

	@Override
	public int width() {
		return target.width();
	}

	@Override
	public int height() {
		return target.height();
	}

	@Override
	public void read(int y, int rows, int[] labels) {
		target.read(y, rows, labels);
	}

	/** @throws CancellationException if the user cancelled */
	@Override
	public void write(int y, int rows, int[] labels) {
		if (progress.isCancelled()) {
			erase();
			throw new CancellationException("Stopped while drawing row " + y + " of " + height() + ".");
		}
		target.write(y, rows, labels);
		written = Math.max(written, y + rows);
	}

	private void erase() {
		int[] background = new int[width()];
		for (int y = 0; y < written; y++) {
			target.write(y, 1, background);
		}
	}
}
