package sc.fovea.command;

import ij.IJ;
import ij.ImagePlus;
import ij.macro.Interpreter;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import sc.fovea.backend.Learner;
import sc.fovea.job.CurvePlot;
import sc.fovea.job.ExamplePicture;
import sc.fovea.job.LossTrace;
import sc.fovea.job.TrainingPace;
import sc.fovea.train.loop.Example;
import sc.fovea.train.loop.TrainingHistory;
import sc.fovea.train.loop.TrainingListener;

/**
 * Shows how a training goes: the curves in a window that is drawn again and again, and the step, its loss, the time left and the device in the status bar and
 * the window's title. Without a display, or in a macro's batch mode, only the status. Esc, <i>Stop</i> or closing the window ends the training, which keeps the best;
 * <i>Pause</i> lets it rest, and what it rests is no time of training.
 */
final class TrainingWindow implements TrainingListener {

	private static final long BETWEEN_PICTURES = 500_000_000L;
	private static final long BETWEEN_STATUS = 100_000_000L;
	private static final int WIDTH = 640;
	private static final int HEIGHT = 400;

	private final String title;
	private final String device;
	private final BooleanSupplier isStopped;
	private final TrainingPace pace = new TrainingPace();
	private final LossTrace trace = new LossTrace();
	private TrainingHistory history = TrainingHistory.NONE;
	private Optional<CurveWindow> window = Optional.empty();
	private volatile BufferedImage examples = ExamplePicture.of(List.of(), WIDTH);
	private volatile String heading;
	private volatile String times = " ";
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
		this.heading = title;
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
		begin(before);
		if (GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode()) return;
		window = Optional.of(new CurveWindow(title, picture(CurvePlot.SMOOTHING), new Buttons()));
	}

	private synchronized void begin(TrainingHistory before) {
		history = before;
		trace.begin(before);
	}

	/** The curves so far. @param smoothing weight of their moving average */
	synchronized CurvePlot plot(double smoothing) {
		return new CurvePlot(history, trace.line(), smoothing);
	}

	/** The curves, and the examples below. */
	BufferedImage picture(double smoothing) {
		BufferedImage below = examples;
		BufferedImage picture = new BufferedImage(WIDTH, HEIGHT + below.getHeight(), BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = picture.createGraphics();
		graphics.drawImage(plot(smoothing).picture(WIDTH, HEIGHT), 0, 0, null);
		graphics.drawImage(below, 0, HEIGHT, null);
		graphics.dispose();
		return picture;
	}

	@Override
	public void seen(List<Example> seen) {
		if (window.isPresent()) examples = ExamplePicture.of(seen, WIDTH);
	}

	@Override
	public void stepped(long step, double progress, Learner.Step measured) {
		add(step, measured.loss());
		String left = pace.after(step, progress);
		long now = System.nanoTime();
		if (now - told > BETWEEN_STATUS) {
			told = now;
			IJ.showProgress(progress);
			IJ.showStatus(String.format("%s: step %d%s, %s, Esc stops and keeps the best", title, step, left.isEmpty() ? "" : ", " + left, device));
		}
		if (now - drawn > BETWEEN_PICTURES) {
			drawn = now;
			times = "Step " + step + ", " + pace.elapsed() + " elapsed" + (left.isEmpty() ? "" : ", " + left);
			draw(title + " (step " + step + (left.isEmpty() ? "" : ", " + left) + ", " + device + ")");
		}
	}

	private synchronized void add(long step, double loss) {
		trace.add(step, loss);
	}

	private void draw(String newHeading) {
		heading = newHeading;
		redraw();
	}

	private void redraw() {
		window.filter(w -> !w.isClosed()).ifPresent(shown -> shown.show(heading, (pace.isPaused() ? "Paused. " : "") + times,
			picture(shown.smoothing())));
	}

	@Override
	public void validated(TrainingHistory soFar) {
		synchronized (this) {
			history = soFar;
		}
		draw(title);
	}

	@Override
	public boolean isCancelled() {
		isClosed |= window.map(CurveWindow::isClosed).orElse(false);
		return isClosed || IJ.escapePressed() || isStopped.getAsBoolean();
	}

	@Override
	public boolean isPaused() {
		return pace.isPaused();
	}

	/** There is nothing to pause or stop any more. */
	void end() {
		pace.pause(false);
		times = pace.elapsed() + " of training.";
		window.ifPresent(CurveWindow::end);
		redraw();
	}

	/** The image of the window; empty if there is none, or it was closed: a macro's active image then stays as it is. */
	Optional<ImagePlus> curves() {
		draw(title);
		return window.filter(w -> !w.isClosed()).map(CurveWindow::getImagePlus);
	}

	/** What the buttons do. */
	private final class Buttons implements CurveWindow.Hands {

		@Override
		public void pause(boolean shallRest) {
			pace.pause(shallRest);
			TrainingWindow.this.redraw();
		}

		@Override
		public void stop() {
			isClosed = true;
		}

		@Override
		public void redraw() {
			TrainingWindow.this.redraw();
		}
	}
}
