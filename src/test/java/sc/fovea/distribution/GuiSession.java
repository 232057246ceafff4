package sc.fovea.distribution;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.Overlay;
import ij.gui.Toolbar;
import ij.measure.ResultsTable;
import ij.plugin.MacroInstaller;
import ij.plugin.frame.Recorder;
import ij.plugin.frame.RoiManager;
import java.awt.Button;
import java.awt.Canvas;
import java.awt.Checkbox;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.ItemEvent;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.Predicate;

/** ImageJ with windows, used as a person and as macros use it; started as a process of its own. Prints what it finds. */
public final class GuiSession {

	private static final long PATIENCE_MS = 120_000;

	private GuiSession() {}

	/** @param arguments path of an image of nuclei */
	public static void main(String[] arguments) throws Exception {
		new ImageJ();
		String image = arguments[0];
		quarter(image);
		macro(image);
		batchMacro(image);
		recorded(image);
		augmented(image);
		mistaken(image);
		previewed(image);
		new MacroInstaller().run("macros/toolsets/Fovea.ijm");
		say("toolset", Toolbar.getInstance().getToolId("Segment") > 0 && Toolbar.getInstance().getToolId("Annotate & Train") > 0);
		cancelled(image);
		System.exit(0);
	}

	/** A selection restricts Segment in macros, in batch mode, and in the dialog, which says so in the status bar. */
	private static void quarter(String image) throws Exception {
		IJ.runMacro(Distribution.QUARTER, image);
		IJ.runMacro("run('Close All');");
		IJ.runMacro("setBatchMode(true);" + Distribution.QUARTER, image);
		IJ.runMacro("run('Close All'); run('Clear Results'); open('" + image + "'); makeRectangle(getWidth() / 2, 0, getWidth() / 2, getHeight() / 2);");
		IJ.doCommand("Segment...");
		press(await(), "OK");
		awaitImages(2);
		say("quarter by dialog", (int) WindowManager.getCurrentImage().getStatistics().max);
		say("quarters", IJ.getLog().replace("\n", "; "));
		IJ.log("\\Clear");
		IJ.runMacro("run('Close All');");
		IJ.runMacro("open('" + image + "'); run('RGB Color'); run('Detect...', 'model=blood-cells probability=0.01'); before = Overlay.size;"
			+ "run('Undo'); print('undone: ' + before + ' ' + Overlay.size);");
		say("undo", IJ.getLog().replace("\n", "; "));
		IJ.log("\\Clear");
		IJ.runMacro("run('Close All');");
	}

	private static void macro(String image) {
		IJ.runMacro("open('" + image + "'); run('Segment...', 'model=nuclei rois measure');");
		ImagePlus active = WindowManager.getCurrentImage();
		say("macro", active.getTitle() + " in a window " + active.isVisible());
		say("appended", RoiManager.getInstance().getCount() == ResultsTable.getResultsTable().size());
		IJ.runMacro("selectImage('" + title(image) + "'); run('Segment...', 'model=nuclei rois');");
		say("appended again", RoiManager.getInstance().getCount() == 2 * ResultsTable.getResultsTable().size());
		RoiManager.getInstance().reset();
		RoiManager.getInstance().close();
		IJ.runMacro("run('Close All');");
	}

	private static void batchMacro(String image) {
		IJ.runMacro("open('" + image + "'); rename('wrong'); setBatchMode(true); open('" + image + "'); rename('right');"
			+ "run('Segment...', 'model=nuclei rois measure'); before = roiManager('count');"
			+ "print('batch: ' + getTitle() + ' rois ' + (before == nResults - " + ResultsTable.getResultsTable().size() + "));"
			+ "selectImage('wrong'); run('Segment...', 'input=right model=nuclei'); print('named: ' + getTitle());");
		say("log", IJ.getLog().replace("\n", "; "));
		IJ.runMacro("run('Close All');");
	}

	private static void recorded(String image) throws Exception {
		Recorder recorder = new Recorder();
		IJ.runMacro("open('" + image + "');");
		IJ.doCommand("Segment...");
		GenericDialog dialog = await();
		press(dialog, "OK");
		awaitImages(2);
		String text = recorder.getText();
		String line = Arrays.stream(text.split("\n")).filter(l -> l.contains("Segment...")).reduce("", String::concat);
		say("recorded", line);
		IJ.runMacro("close(); " + line);
		say("replayed", WindowManager.getCurrentImage().getTitle());
		recorder.close();
		IJ.runMacro("run('Close All');");
	}

	/** A dialog waits for numbers, and comes back with what was typed and what was wrong; only what worked is recorded. */
	private static void mistaken(String image) throws Exception {
		Recorder recorder = new Recorder();
		IJ.runMacro("open('" + image + "');");
		IJ.doCommand("Segment...");
		GenericDialog dialog = await();
		type(dialog, 0, "abc");
		boolean isRefused = !dialog.getButtons()[0].isEnabled();
		type(dialog, 0, "7");
		press(dialog, "OK");
		GenericDialog again = awaitAnother(dialog);
		TextField probability = (TextField) again.getNumericFields().get(0);
		say("mistake", isRefused + " " + probability.getText() + " " + probability.isShowing());
		type(again, 0, "0.5");
		press(again, "OK");
		awaitImages(2);
		say("mended", Arrays.stream(recorder.getText().split("\n")).filter(l -> l.contains("Segment...")).reduce("", String::concat));
		recorder.close();
		IJ.runMacro("run('Close All');");
	}

	/** What would be found lies over the image while the box is ticked, follows the fields, and is gone afterwards, whether the dialog is cancelled or not. */
	private static void previewed(String image) throws Exception {
		Recorder recorder = new Recorder();
		IJ.runMacro("open('" + image + "'); makeRectangle(20, 20, 60, 40); run('Add Selection...'); run('Select None');");
		ImagePlus seen = WindowManager.getCurrentImage();
		Overlay before = seen.getOverlay();
		IJ.doCommand("Segment...");
		GenericDialog dialog = await();
		int all = ticked(dialog, seen, before);
		type(dialog, 0, "0.9");
		int fewer = awaitShown(seen, all);
		type(dialog, 0, "7");
		say("preview", all + " " + fewer + " wrong " + awaitShown(seen, fewer) + " " + (seen.getOverlay() == before));
		press(dialog, "Cancel");
		IJ.wait(500);
		say("preview cancelled", (seen.getOverlay() == before) + " " + before.size() + " images " + WindowManager.getImageCount());
		IJ.doCommand("Segment...");
		GenericDialog again = awaitAnother(dialog);
		int found = ticked(again, seen, before);
		press(again, "OK");
		awaitImages(2);
		int objects = (int) WindowManager.getCurrentImage().getStatistics().max;
		say("preview kept its word",
			(found - 1 == objects) + " " + (seen.getOverlay() == before) + " recorded " + recorder.getText().toLowerCase().contains("preview"));
		recorder.close();
		IJ.runMacro("run('Close All');");
	}

	/** Ticks the box. @return how many ROIs there are then */
	private static int ticked(GenericDialog dialog, ImagePlus seen, Overlay before) throws Exception {
		Checkbox box = find(dialog, Checkbox.class, one -> one.getLabel().equals("Preview"));
		EventQueue.invokeAndWait(() -> {
			box.setState(true);
			dialog.itemStateChanged(new ItemEvent(box, ItemEvent.ITEM_STATE_CHANGED, "Preview", ItemEvent.SELECTED));
		});
		return awaitShown(seen, before.size());
	}

	/** How many ROIs lie over an image, as soon as they are others than before. */
	private static int awaitShown(ImagePlus image, int before) {
		for (long deadline = System.currentTimeMillis() + PATIENCE_MS; System.currentTimeMillis() < deadline; IJ.wait(20)) {
			if (image.getOverlay().size() != before) break;
		}
		return image.getOverlay().size();
	}

	private static void type(GenericDialog dialog, int field, String text) throws Exception {
		EventQueue.invokeAndWait(() -> ((TextField) dialog.getNumericFields().get(field)).setText(text));
		IJ.wait(300);
	}

	private static GenericDialog awaitAnother(GenericDialog before) {
		for (long deadline = System.currentTimeMillis() + PATIENCE_MS; System.currentTimeMillis() < deadline; IJ.wait(20)) {
			GenericDialog shown = await();
			if (shown != before) return shown;
		}
		throw new IllegalStateException("no other dialog");
	}

	/** The preview follows a slider, and what is recorded replays. */
	private static void augmented(String image) throws Exception {
		Recorder recorder = new Recorder();
		IJ.runMacro("open('" + image + "'); makeRectangle(20, 20, 60, 40); run('Add Selection...'); run('Select None');");
		IJ.doCommand("Augment...");
		GenericDialog dialog = await();
		Canvas preview = find(dialog, Canvas.class);
		int before = awaitPicture(preview, 0);
		EventQueue.invokeAndWait(() -> ((TextField) dialog.getNumericFields().get(1)).setText("7"));
		say("preview changed", awaitPicture(preview, before) != before);
		press(dialog, "OK");
		awaitImages(2);
		ImagePlus made = WindowManager.getCurrentImage();
		String line = Arrays.stream(recorder.getText().split("\n")).filter(l -> l.contains("Augment...")).reduce("", String::concat);
		say("augmented", made.getTitle() + " " + made.getStackSize() + " overlay " + made.getOverlay().size() + " recorded " + line);
		byte[] last = ((byte[]) made.getStack().getPixels(8)).clone();
		IJ.runMacro("close(); " + line);
		ImagePlus again = WindowManager.getCurrentImage();
		say("same again", again != made && Arrays.equals((byte[]) again.getStack().getPixels(8), last));
		recorder.close();
		IJ.runMacro("run('Close All');");
	}

	/** A number for what the preview shows, as soon as it is another one. */
	private static int awaitPicture(Canvas preview, int last) {
		int shown = last;
		for (long deadline = System.currentTimeMillis() + PATIENCE_MS; shown == last && System.currentTimeMillis() < deadline; IJ.wait(50)) {
			BufferedImage picture = new BufferedImage(preview.getWidth(), preview.getHeight(), BufferedImage.TYPE_INT_RGB);
			preview.paint(picture.createGraphics());
			int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
			boolean isDrawn = Arrays.stream(pixels).distinct().limit(20).count() == 20;
			shown = isDrawn ? Arrays.hashCode(pixels) : last;
		}
		return shown;
	}

	private static void cancelled(String image) throws Exception {
		IJ.runMacro("open('" + image + "'); run('Size...', 'width=4000 height=4000 interpolation=Bilinear');");
		Thread presser = new Thread(() -> {
			awaitTiles();
			pressed = System.nanoTime();
			IJ.setKeyDown(java.awt.event.KeyEvent.VK_ESCAPE);
		});
		presser.start();
		String result = IJ.runMacro("run('Segment...', 'model=nuclei scale=1'); return 'went on';");
		say("cancelled after", (System.nanoTime() - pressed) / 1_000_000 + " ms, " + result + ", active " + WindowManager.getCurrentImage().getTitle());
		presser.join();
	}

	private static volatile long pressed;

	/** Waits until tiles are being computed. */
	private static void awaitTiles() {
		long deadline = System.currentTimeMillis() + PATIENCE_MS;
		while (System.currentTimeMillis() < deadline && Thread.getAllStackTraces().values().stream().flatMap(Arrays::stream)
			.noneMatch(frame -> frame.getClassName().startsWith("sc.fovea.tile."))) {
			IJ.wait(10);
		}
		IJ.wait(300);
	}

	private static void awaitImages(int count) {
		long deadline = System.currentTimeMillis() + PATIENCE_MS;
		while (WindowManager.getImageCount() < count && System.currentTimeMillis() < deadline) {
			IJ.wait(20);
		}
		IJ.wait(200);
	}

	static GenericDialog await() {
		long deadline = System.currentTimeMillis() + PATIENCE_MS;
		while (System.currentTimeMillis() < deadline) {
			for (Window window : Window.getWindows()) {
				if (window instanceof GenericDialog dialog && dialog.isVisible()) return dialog;
			}
			IJ.wait(20);
		}
		throw new IllegalStateException("no dialog");
	}

	static void press(GenericDialog dialog, String label) throws Exception {
		Button button = find(dialog, label);
		EventQueue.invokeAndWait(() -> dialog.actionPerformed(new ActionEvent(button, ActionEvent.ACTION_PERFORMED, label)));
	}

	private static Button find(Container container, String label) {
		for (Component component : container.getComponents()) {
			if (component instanceof Button button && button.getLabel().strip().equals(label)) return button;
			if (component instanceof Container inner) {
				Button found = find(inner, label);
				if (found != null) return found;
			}
		}
		return null;
	}

	private static <C extends Component> C find(Container container, Class<C> type) {
		return find(container, type, any -> true);
	}

	private static <C extends Component> C find(Container container, Class<C> type, Predicate<C> which) {
		for (Component component : container.getComponents()) {
			if (type.isInstance(component) && which.test(type.cast(component))) return type.cast(component);
			if (component instanceof Container inner) {
				C found = find(inner, type, which);
				if (found != null) return found;
			}
		}
		return null;
	}

	private static String title(String path) {
		return path.substring(path.lastIndexOf('/') + 1);
	}

	static void say(String what, Object value) {
		System.out.println(what + ": " + value);
	}
}
