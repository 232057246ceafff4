package sc.fovea.distribution;

import static sc.fovea.distribution.GuiSession.say;

import ij.IJ;
import ij.ImageJ;
import ij.WindowManager;
import ij.text.TextWindow;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.swing.AbstractButton;
import javax.swing.JLabel;

/** The window Models, used as a person uses it; started as a process of its own. Prints what it finds. */
public final class ModelsSession {

	private static final long PATIENCE_MS = 120_000;

	private ModelsSession() {}

	/** @param arguments archive of a model of the user's */
	public static void main(String[] arguments) {
		try {
			new ImageJ();
			use(Path.of(arguments[0]));
		}
		catch (Exception e) {
			e.printStackTrace();
		}
		finally {
			System.exit(0);
		}
	}

	private static void use(Path own) throws Exception {
		IJ.runMacro("run('Models...');");
		TextWindow list = (TextWindow) WindowManager.getWindow("Models");
		say("macro lists", list.getTextPanel().getText().contains("nuclei (bundled"));
		list.close();
		IJ.doCommand("Models...");
		await(() -> button("Test white-cells").isPresent());
		say("cards", button("Test nuclei").isPresent() + " " + button("Delete... mine").isPresent() + " " + button("Delete... nuclei").isPresent());
		press("Test nuclei");
		await(() -> !label("outcome nuclei").isBlank() && !label("outcome nuclei").equals("Testing..."));
		say("tested", label("outcome nuclei"));
		press("Delete... mine");
		await(() -> button("No").isPresent());
		press("No");
		say("not deleted", Files.exists(own));
		press("Delete... mine");
		await(() -> button("Yes").isPresent());
		press("Yes");
		await(() -> button("Test mine").isEmpty());
		say("deleted", !Files.exists(own));
		await(() -> button("Export... nuclei").isPresent());
		press("Export... nuclei");
		say("export", GuiSession.await().getTitle());
		GuiSession.press(GuiSession.await(), "Cancel");
	}

	/** Presses without waiting for what it opens. */
	private static void press(String name) {
		AbstractButton button = button(name).orElseThrow();
		EventQueue.invokeLater(button::doClick);
		IJ.wait(300);
	}

	private static Optional<AbstractButton> button(String name) {
		return windows(AbstractButton.class, name);
	}

	private static String label(String name) {
		return windows(JLabel.class, name).map(JLabel::getText).orElse("");
	}

	private static <C extends Component> Optional<C> windows(Class<C> type, String name) {
		return Arrays.stream(Window.getWindows()).filter(Window::isVisible).map(window -> find(window, type, name)).flatMap(Optional::stream).findFirst();
	}

	private static <C extends Component> Optional<C> find(Container container, Class<C> type, String name) {
		for (Component component : container.getComponents()) {
			boolean isNamed = name.equals(component.getName()) || component instanceof AbstractButton button && name.equals(button.getText());
			if (type.isInstance(component) && isNamed) return Optional.of(type.cast(component));
			Optional<C> inner = component instanceof Container parts ? find(parts, type, name) : Optional.empty();
			if (inner.isPresent()) return inner;
		}
		return Optional.empty();
	}

	private static void await(BooleanSupplier condition) {
		for (long deadline = System.currentTimeMillis() + PATIENCE_MS; !condition.getAsBoolean(); IJ.wait(50)) {
			if (System.currentTimeMillis() > deadline) throw new IllegalStateException("nothing came");
		}
	}
}
