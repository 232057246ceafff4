package sc.fovea.command.annotate;

import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.ImageWindow;
import java.awt.KeyEventDispatcher;
import java.awt.KeyboardFocusManager;
import java.awt.Window;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.util.Map;
import java.util.function.Predicate;

/** Keys while an image that is annotated is active, in its window or ImageJ's own, before ImageJ sees them: t adds, Delete deletes, z undoes. */
final class AnnotationKeys implements KeyEventDispatcher {

	private static final int MODIFIERS = InputEvent.CTRL_DOWN_MASK | InputEvent.ALT_DOWN_MASK | InputEvent.META_DOWN_MASK | InputEvent.SHIFT_DOWN_MASK;

	private final Predicate<ImagePlus> isOurs;
	private final Map<Integer, Runnable> actions;

	private AnnotationKeys(Predicate<ImagePlus> isOurs, Map<Integer, Runnable> actions) {
		this.isOurs = isOurs;
		this.actions = actions;
	}

	/** Listens from now on. @param isOurs whether an image is annotated @param add for t @param delete for Delete and Backspace @param undo for z */
	static void listen(Predicate<ImagePlus> isOurs, Runnable add, Runnable delete, Runnable undo) {
		Map<Integer, Runnable> actions = Map.of(KeyEvent.VK_T, add, KeyEvent.VK_DELETE, delete, KeyEvent.VK_BACK_SPACE, delete, KeyEvent.VK_Z, undo);
		KeyboardFocusManager.getCurrentKeyboardFocusManager().addKeyEventDispatcher(new AnnotationKeys(isOurs, actions));
	}

	@Override
	public boolean dispatchKeyEvent(KeyEvent event) {
		Window window = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusedWindow();
		boolean isKey = (event.getModifiersEx() & MODIFIERS) == 0 && actions.containsKey(event.getKeyCode());
		if (!isKey || !(window instanceof ImageWindow || window instanceof ImageJ) || !isOurs.test(WindowManager.getCurrentImage())) return false;
		if (event.getID() == KeyEvent.KEY_PRESSED) actions.get(event.getKeyCode()).run();
		return true;
	}
}
