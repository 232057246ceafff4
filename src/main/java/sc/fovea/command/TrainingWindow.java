package sc.fovea.command;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Plot;
import ij.gui.PlotWindow;
import ij.macro.Interpreter;
import java.awt.GraphicsEnvironment;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import sc.fovea.backend.Learner;
import sc.fovea.job.CurvePlot;
import sc.fovea.job.LossTrace;
import sc.fovea.job.TrainingPace;
import sc.fovea.train.loop.TrainingHistory;
import sc.fovea.train.loop.TrainingListener;

/**
 * Shows how a training goes: the curves in a window that is drawn again and again, and the step, its loss, the time left and the device in the status bar and
 * the window's title. Without a display, or in a macro's batch mode, only the status. Esc or closing the window ends the training, which keeps the best.
 */
final class TrainingWindow implements TrainingListener {

	private static final long BETWEEN_PICTURES = 500_000_000L;
	private static final long BETWEEN_STATUS = 100_000_000L;

	private final String title;
	private final String device;
	private final BooleanSupplier isStopped;
	private final TrainingPace pace = new TrainingPace();
	private final LossTrace trace = new LossTrace();
	private TrainingHistory history = TrainingHistory.NONE;
	private Optional<PlotWindow> window = Optional.empty();
	private volatile boolean isClosed;
	private long drawn;
	private long told;

	/**
	 * Forgets earlier presses of Esc.
	 *
	 * @param model name of the model that is trained
	 * @param device where, in words
	 * @param isStopped another reason to stop
	 */
	TrainingWindow(String model, String device, BooleanSupplier isStopped) {
		this.title = "Training of " + model;
		this.device = device;
		this.isStopped = isStopped;
		IJ.resetEscape();
		IJ.showStatus(title + ": reading images...");
	}

	@Override
	public void told(String sentence) {
		IJ.log(sentence);
	}

	@Override
	public void started(TrainingHistory before) {
		history = before;
		trace.begin(before);
		if (GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode()) return;
		window = Optional.of(plot().show());
	}

	/** The curves so far. */
	Plot plot() {
		return CurvePlot.of(history, title, trace.line());
	}

	@Override
	public void stepped(long step, double progress, Learner.Step measured) {
		trace.add(step, measured.loss());
		String left = pace.after(step, progress);
		long now = System.nanoTime();
		if (now - told > BETWEEN_STATUS) {
			told = now;
			IJ.showProgress(progress);
			IJ.showStatus(String.format("%s: step %d%s, %s, Esc stops and keeps the best", title, step, left.isEmpty() ? "" : ", " + left, device));
		}
		if (now - drawn > BETWEEN_PICTURES) {
			drawn = now;
			draw(title + " (step " + step + (left.isEmpty() ? "" : ", " + left) + ", " + device + ")");
		}
	}

	private void draw(String heading) {
		window.filter(w -> !w.isClosed()).ifPresent(shown -> {
			shown.drawPlot(plot());
			shown.getImagePlus().setTitle(heading);
		});
	}

	@Override
	public void validated(TrainingHistory soFar) {
		history = soFar;
		draw(title);
	}

	@Override
	public boolean isCancelled() {
		isClosed |= window.map(PlotWindow::isClosed).orElse(false);
		return isClosed || IJ.escapePressed() || isStopped.getAsBoolean();
	}

	/** The image of the window; empty if there is none, or it was closed: a macro's active image then stays as it is. */
	Optional<ImagePlus> curves() {
		draw(title);
		return window.filter(w -> !w.isClosed()).map(PlotWindow::getImagePlus);
	}
}
