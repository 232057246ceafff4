package sc.fovea.command;

import ij.IJ;
import java.util.function.BooleanSupplier;
import sc.fovea.tile.Progress;

/** Progress in ImageJ's status bar; the Esc key stops. */
final class StatusProgress implements Progress {

	private static final long INTERVAL_MS = 100;

	private final String activity;
	private final BooleanSupplier isStopped;
	private long shown;

	/**
	 * Forgets earlier presses of Esc.
	 *
	 * @param activity what is being done, for example {@code Segmenting cells.tif}
	 * @param isStopped another reason to stop
	 */
	StatusProgress(String activity, BooleanSupplier isStopped) {
		this.activity = activity;
		this.isStopped = isStopped;
		IJ.resetEscape();
		IJ.showStatus(activity);
	}

	@Override
	public void progress(long done, long total) {
		long now = System.currentTimeMillis();
		if (now - shown < INTERVAL_MS && done < total) return;
		shown = now;
		IJ.showProgress((double) done / total);
		IJ.showStatus(activity + ": " + 100 * done / total + "%, Esc stops");
	}

	@Override
	public void note(String sentence) {
		IJ.log(activity + ": " + sentence);
	}

	@Override
	public boolean isCancelled() {
		return IJ.escapePressed() || isStopped.getAsBoolean();
	}
}
