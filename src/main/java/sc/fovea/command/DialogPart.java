package sc.fovea.command;

import ij.gui.GenericDialog;
import java.util.List;

/** What a dialog has below its fields, to show what its settings would do. */
interface DialogPart extends AutoCloseable {

	/** Nothing. */
	DialogPart NONE = (dialog, inputs, note) -> {};

	/** Adds itself below the fields, and listens to them. @param inputs the fields, in the order of the dialog @param note says what is wrong */
	void join(GenericDialog dialog, List<CommandInput> inputs, DialogNote note);

	/** Ends with the dialog. */
	@Override
	default void close() {}
}
