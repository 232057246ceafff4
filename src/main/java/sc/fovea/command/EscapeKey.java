package sc.fovea.command;

import ij.IJ;
import java.awt.Dialog;
import java.awt.GraphicsEnvironment;
import java.awt.KeyEventDispatcher;
import java.awt.KeyboardFocusManager;
import java.awt.event.KeyEvent;
import java.util.Optional;

/** Tells ImageJ of the Esc key while a command runs, whichever window is in front; in a dialog Esc closes the dialog, as ever. */
final class EscapeKey implements AutoCloseable {

	private final Optional<KeyEventDispatcher> listener;

	/** Listens, if there is a keyboard. */
	EscapeKey() {
		listener = GraphicsEnvironment.isHeadless() ? Optional.empty() : Optional.of(EscapeKey::watch);
		listener.ifPresent(KeyboardFocusManager.getCurrentKeyboardFocusManager()::addKeyEventDispatcher);
	}

	private static boolean watch(KeyEvent event) {
		boolean isEscape = event.getID() == KeyEvent.KEY_PRESSED && event.getKeyCode() == KeyEvent.VK_ESCAPE;
		if (isEscape && !(KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusedWindow() instanceof Dialog)) IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		return false;
	}

	@Override
	public void close() {
		listener.ifPresent(KeyboardFocusManager.getCurrentKeyboardFocusManager()::removeKeyEventDispatcher);
	}
}
