package sc.fovea.distribution;

import static sc.fovea.distribution.GuiSession.say;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.ImageWindow;
import ij.plugin.frame.Recorder;
import java.awt.EventQueue;
import java.awt.TextField;
import java.awt.event.KeyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.train.loop.TrainingHistory;

/** Trainings in ImageJ with windows, as a person and as macros start and stop them; started as a process of its own. Prints what it finds. */
public final class TrainingSession {

	private static final long PATIENCE_MS = 120_000;
	/** Steps of a training that somebody stops. */
	private static final String ENDLESS = " steps=1000000 recipe=none";

	private TrainingSession() {}

	/** @param arguments folder of annotated images, and folder of the user's models */
	public static void main(String[] arguments) throws Exception {
		new ImageJ();
		Path models = Path.of(arguments[1]);
		recorded(arguments[0], models.resolve("recorded.zip"));
		stopped(arguments[0], "esc", () -> IJ.setKeyDown(KeyEvent.VK_ESCAPE));
		stopped(arguments[0], "closed", () -> curves().close());
		say("stopped models", Files.exists(models.resolve("esc.zip")) && Files.exists(models.resolve("closed.zip")));
		System.exit(0);
	}

	/** Asked for in the dialog, watched in the window; what is recorded replays, to the same model. */
	private static void recorded(String data, Path model) throws Exception {
		Recorder recorder = new Recorder();
		IJ.doCommand("Train...");
		GenericDialog dialog = GuiSession.await();
		EventQueue.invokeAndWait(() -> fill(dialog, data));
		GuiSession.press(dialog, "OK");
		await(() -> isShown() && title().contains("steps/s") && title().contains("left"));
		say("title", title());
		await(() -> Files.exists(model) && title().equals("Training of recorded"));
		Model first = ModelArchive.read(model);
		say("plotted", isPlotted(curves().getImagePlus()) && !TrainingHistory.of(first.training()).rows().isEmpty());
		String line = Arrays.stream(recorder.getText().split("\n")).filter(l -> l.contains("Train...")).reduce("", String::concat);
		say("recorded", line);
		Files.delete(model);
		curves().close();
		IJ.runMacro(line);
		say("same again", ModelArchive.read(model).weights().equals(first.weights()));
		recorder.close();
		IJ.runMacro("run('Close All');");
	}

	private static void fill(GenericDialog dialog, String data) {
		((TextField) dialog.getStringFields().get(0)).setText(data);
		((TextField) dialog.getStringFields().get(1)).setText("recorded");
		((TextField) dialog.getNumericFields().get(1)).setText("12");
	}

	private static void stopped(String data, String name, Runnable stop) throws InterruptedException {
		Thread person = new Thread(() -> {
			await(() -> isShown() && title().contains("steps/s"));
			pressed = System.nanoTime();
			stop.run();
		});
		person.start();
		String result = IJ.runMacro("run('Train...', 'data=[" + data + "] name=" + name + ENDLESS + "'); return 'went on';");
		say(name + " after", (System.nanoTime() - pressed) / 1_000_000 + " ms, " + result);
		person.join();
		IJ.runMacro("run('Close All');");
	}

	private static volatile long pressed;

	private static boolean isShown() {
		return WindowManager.getCurrentWindow() != null && WindowManager.getCurrentWindow().getImagePlus().getTitle().startsWith("Training of ");
	}

	private static ImageWindow curves() {
		return WindowManager.getCurrentWindow();
	}

	/** Whether it has the colour of the validation loss. */
	private static boolean isPlotted(ImagePlus image) {
		return Arrays.stream((int[]) image.getProcessor().getPixels()).anyMatch(pixel -> (pixel & 0xffffff) == 0xd55e00);
	}

	private static String title() {
		return isShown() ? curves().getImagePlus().getTitle() : "";
	}

	private static void await(BooleanSupplier condition) {
		for (long deadline = System.currentTimeMillis() + PATIENCE_MS; !condition.getAsBoolean(); IJ.wait(20)) {
			if (System.currentTimeMillis() > deadline) throw new IllegalStateException("waited in vain; the window is \"" + title() + "\"");
		}
	}
}
