package sc.fovea.command;

import ij.ImagePlus;
import ij.gui.GenericDialog;
import ij.macro.Interpreter;
import java.awt.Checkbox;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Label;
import java.awt.Panel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.scijava.command.CommandInfo;
import sc.fovea.job.preview.VisiblePart;

/**
 * The box <i>Preview</i> of a dialog: while it is ticked, what the settings would find in the part of the image that is seen lies over the image, and changes with them.
 * It is no field: macros and the recorder do not know it.
 */
final class PreviewBox implements DialogPart {

	/** Long enough to type a number, short enough to wait for. */
	private static final long REST_MS = 300;
	private static final Dimension WORDS = new Dimension(360, 20);

	private final ImagePlus image;
	private final PreviewOverlay overlay;
	private final PreviewRun run;
	private final LatestWork work = new LatestWork(REST_MS);
	private final Checkbox box = new Checkbox("Preview");
	private final Label words = new Label();
	private Map<String, Object> last = Map.of();

	private PreviewBox(CommandInfo command, ImagePlus image) {
		this.image = image;
		overlay = new PreviewOverlay(image);
		run = new PreviewRun(command, overlay);
		words.setPreferredSize(WORDS);
	}

	/** A box for a command that can show what it would find in an image that is seen; nothing for others. */
	static DialogPart of(CommandInfo command, FoveaCommand instance, ImagePlus image) {
		boolean isSeen = image.getCanvas() != null && !Interpreter.isBatchMode();
		return instance instanceof Previewed && isSeen ? new PreviewBox(command, image) : DialogPart.NONE;
	}

	@Override
	public void join(GenericDialog dialog, List<CommandInput> inputs, DialogNote note) {
		Panel panel = new Panel();
		panel.add(box);
		panel.add(words);
		dialog.addPanel(panel);
		dialog.addDialogListener((changed, event) -> {
			if (box.getState()) update(changed, inputs, note);
			else
				stop();
			return true;
		});
		box.addItemListener(dialog);
		box.addKeyListener(dialog);
	}

	/** Fields that cannot be read are for the dialog to complain about. */
	private void update(GenericDialog dialog, List<CommandInput> inputs, DialogNote note) {
		Optional<Map<String, Object>> read = InputDialog.readable(dialog, inputs);
		if (read.isEmpty() || read.get().equals(last)) return;
		Map<String, Object> values = read.get();
		last = values;
		words.setText("Looking...");
		VisiblePart part = VisiblePart.of(image, image.getCanvas().getSrcRect());
		work.want(isStale -> show(values, part, isStale, note));
	}

	private void show(Map<String, Object> values, VisiblePart part, BooleanSupplier isStale, DialogNote note) {
		PreviewRun.Outcome outcome = run.show(values, part, isStale);
		EventQueue.invokeLater(() -> {
			if (isStale.getAsBoolean()) return;
			words.setText(outcome.isProblem() ? "" : outcome.sentence());
			if (outcome.isProblem()) note.complain(outcome.sentence());
		});
	}

	private void stop() {
		last = Map.of();
		work.forget();
		overlay.clear();
		words.setText("");
	}

	@Override
	public void close() {
		work.close();
		overlay.close();
	}
}
