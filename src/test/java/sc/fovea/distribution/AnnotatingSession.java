package sc.fovea.distribution;

import static sc.fovea.distribution.GuiSession.say;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JSpinner;
import javax.swing.JTable;
import javax.swing.JTextArea;

/** The window Annotate & Train, used as a person uses it; started as a process of its own. Prints what it finds. */
public final class AnnotatingSession {

	private static final long PATIENCE_MS = 120_000;
	/** A tenth of a minute. */
	private static final double SHORT = 0.1;

	private AnnotatingSession() {}

	/** @param arguments folder to make, two images, and the file of the model that comes out */
	public static void main(String[] arguments) throws Exception {
		new ImageJ();
		IJ.open(arguments[1]);
		IJ.runMacro("run('Annotate & Train...', 'data=[" + arguments[0] + "]');");
		await(() -> label("folder").equals(arguments[0]));
		draw();
		firstRound(arguments[2]);
		secondRound(Path.of(arguments[3]));
		closedWhileItTrains();
		System.exit(0);
	}

	/** An outline is drawn, taken back, and survives the closing of its image before it was saved. */
	private static void draw() throws Exception {
		press("Add Open Image");
		await(() -> "to do".equals(state(0)));
		select(new Roi(110, 5, 25, 25));
		press("Add (t)");
		say("drawn", count());
		press("Undo (z)");
		say("undone", count());
		select(new Roi(110, 5, 25, 25));
		press("Add (t)");
		EventQueue.invokeAndWait(() -> {
			WindowManager.getCurrentImage().changes = false;
			WindowManager.getCurrentImage().close();
		});
		await(() -> "draft".equals(state(0)));
		say("state after closing", state(0));
	}

	/** The model fills in the rest, which is saved and learned from; then the window goes to the next image. */
	private static void firstRound(String next) throws Exception {
		choose(0);
		await(() -> WindowManager.getCurrentImage() != null && count().contains("1 outline"));
		say("reopened", count());
		press("Predict");
		await(() -> count().contains("predicted"));
		press("Save");
		await(() -> "corrected".equals(state(0)));
		say("saved", state(0));
		IJ.open(next);
		press("Add Open Image");
		await(() -> rows() == 2);
		int other = "to do".equals(state(0)) ? 0 : 1;
		choose(1 - other);
		EventQueue.invokeAndWait(() -> find(JSpinner.class, "minutes").setValue(SHORT));
		press("Train");
		await(() -> find(JTable.class, "rounds").getRowCount() == 1);
		say("first", lastRound());
		await(() -> chosen().equals("nuclei_sparse") && count().startsWith("nuclei_sparse") && count().contains("predicted"));
		say("trained", state(1 - other));
		say("next", chosen());
	}

	/** Number, images, scores before and after, and what became of the last round. */
	private static String lastRound() {
		JTable rounds = find(JTable.class, "rounds");
		return String.join(" ", value(rounds, 0, 0), value(rounds, 0, 1), value(rounds, 0, 2), value(rounds, 0, 3), value(rounds, 0, 4));
	}

	/** A wrong outline is deleted, the rest is saved, and a second round is stopped. */
	private static void secondRound(Path model) throws Exception {
		EventQueue.invokeAndWait(() -> {
			ImagePlus image = WindowManager.getCurrentImage();
			image.setRoi(image.getOverlay().get(0));
		});
		press("Delete (Del)");
		press("Save");
		await(() -> "corrected".equals(state(0)) || "corrected".equals(state(1)));
		EventQueue.invokeAndWait(() -> find(JSpinner.class, "minutes").setValue(5.0));
		press("Train");
		await(() -> find(javax.swing.JProgressBar.class, "progress").getString().startsWith("Step "));
		long pressed = System.nanoTime();
		press("Stop");
		await(() -> find(JTable.class, "rounds").getRowCount() == 2);
		say("stopped after", (System.nanoTime() - pressed) / 1_000_000 + " ms");
		say("second", lastRound());
		say("model", Files.exists(model) || value(find(JTable.class, "rounds"), 0, 4).equals("not better"));
	}

	/** The window is closed while it trains and an outline is not saved: both are there when it is opened again. */
	private static void closedWhileItTrains() throws Exception {
		select(new Roi(3, 3, 20, 20));
		press("Add (t)");
		press("Train");
		await(() -> find(JButton.class, "Stop").isEnabled());
		EventQueue.invokeAndWait(() -> frame().setVisible(false));
		await(() -> Arrays.stream(Window.getWindows()).noneMatch(AnnotatingSession::isOurs));
		IJ.runMacro("run('Annotate & Train...');");
		await(() -> rows() == 2 && find(JButton.class, "Stop").isEnabled());
		say("went on", find(JButton.class, "Stop").isEnabled());
		say("unsaved survives", "draft".equals(state(0)) || "draft".equals(state(1)) ? "draft" : "lost");
		press("Stop");
		await(() -> !find(JButton.class, "Stop").isEnabled());
	}

	private static void select(Roi roi) throws Exception {
		EventQueue.invokeAndWait(() -> WindowManager.getCurrentImage().setRoi(roi));
	}

	private static void choose(int row) throws Exception {
		EventQueue.invokeAndWait(() -> {
			find(JTable.class, "images").clearSelection();
			find(JTable.class, "images").setRowSelectionInterval(row, row);
		});
	}

	private static void press(String button) throws Exception {
		EventQueue.invokeAndWait(() -> find(JButton.class, button).doClick());
	}

	private static int rows() {
		return find(JTable.class, "images").getRowCount();
	}

	private static String chosen() {
		return onQueue(() -> {
			JTable images = find(JTable.class, "images");
			return value(images, images.getSelectedRow(), 0);
		});
	}

	private static String state(int row) {
		return value(find(JTable.class, "images"), row, 1);
	}

	private static String value(JTable table, int row, int column) {
		return onQueue(() -> row < 0 || row >= table.getRowCount() ? "" : String.valueOf(table.getValueAt(row, column)));
	}

	/** Between two events, since a table is empty for a moment while it is filled anew. */
	private static String onQueue(Callable<String> read) {
		try {
			if (EventQueue.isDispatchThread()) return read.call();
			FutureTask<String> task = new FutureTask<>(read);
			EventQueue.invokeAndWait(task);
			return task.get();
		}
		catch (Exception e) {
			throw new IllegalStateException("Cannot read the window.", e);
		}
	}

	private static String status() {
		return find(JTextArea.class, "status").getText();
	}

	private static String label(String name) {
		return find(JLabel.class, name).getText();
	}

	private static String count() {
		return label("count");
	}

	private static boolean isOurs(Window window) {
		return window instanceof JFrame frame && frame.isVisible() && frame.getTitle().equals("Annotate & Train");
	}

	private static JFrame frame() {
		return (JFrame) Arrays.stream(Window.getWindows()).filter(AnnotatingSession::isOurs).findFirst()
			.orElseThrow(() -> new IllegalStateException("the window is not open"));
	}

	private static <C extends Component> C find(Class<C> type, String name) {
		return find(frame(), type, name);
	}

	private static <C extends Component> C find(Container container, Class<C> type, String name) {
		for (Component component : container.getComponents()) {
			if (type.isInstance(component) && name.equals(component.getName())) return type.cast(component);
			if (component instanceof Container inner) {
				C found = find(inner, type, name);
				if (found != null) return found;
			}
		}
		return null;
	}

	/** Asked on the thread of the windows. */
	private static void await(BooleanSupplier condition) throws Exception {
		for (long deadline = System.currentTimeMillis() + PATIENCE_MS; !onScreen(condition); IJ.wait(20)) {
			if (System.currentTimeMillis() > deadline) throw new IllegalStateException("waited in vain; the window says \"" + status() + "\"");
		}
	}

	private static boolean onScreen(BooleanSupplier condition) throws Exception {
		FutureTask<Boolean> task = new FutureTask<>(() -> {
			try {
				return condition.getAsBoolean();
			}
			catch (IllegalStateException e) {
				return false;
			}
		});
		EventQueue.invokeAndWait(task);
		return task.get();
	}
}
