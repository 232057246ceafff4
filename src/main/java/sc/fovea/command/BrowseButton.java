package sc.fovea.command;

import java.awt.Button;
import java.awt.Component;
import java.awt.FlowLayout;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Panel;
import java.awt.TextField;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.awt.dnd.DnDConstants;
import java.awt.dnd.DropTarget;
import java.awt.dnd.DropTargetAdapter;
import java.awt.dnd.DropTargetDropEvent;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.swing.JFileChooser;
import ij.gui.GenericDialog;

/** Beside a text field of a dialog: chooses a file or a folder, which can also be dropped on the field. */
final class BrowseButton {

	private static final Map<String, Integer> MODES = Map.of(CommandInput.FOLDER, JFileChooser.DIRECTORIES_ONLY, CommandInput.FILE_OR_FOLDER,
		JFileChooser.FILES_AND_DIRECTORIES);

	private BrowseButton() {}

	/** Puts a button behind the last text field. */
	static void addTo(GenericDialog dialog, CommandInput input) {
		TextField field = (TextField) dialog.getStringFields().lastElement();
		GridBagConstraints place = ((GridBagLayout) dialog.getLayout()).getConstraints(field);
		Button button = new Button("Browse...");
		button.addActionListener(event -> browse(dialog, input, field));
		Panel both = new Panel(new FlowLayout(FlowLayout.LEFT, 0, 0));
		dialog.remove(field);
		both.add(field);
		both.add(button);
		dialog.add(both, place);
		new DropTarget(field, new Drop(field));
	}

	private static void browse(Component dialog, CommandInput input, TextField field) {
		JFileChooser chooser = new JFileChooser(start(field.getText().strip()));
		chooser.setDialogTitle(input.label());
		chooser.setFileSelectionMode(MODES.getOrDefault(input.browsed(), JFileChooser.FILES_ONLY));
		boolean isNew = input.browsed().equals(CommandInput.NEW_FILE);
		int answer = isNew ? chooser.showSaveDialog(dialog) : chooser.showDialog(dialog, "Choose");
		if (answer == JFileChooser.APPROVE_OPTION) field.setText(chooser.getSelectedFile().getPath());
	}

	/** Where to look first: what the field says, or its folder. */
	private static File start(String typed) {
		File file = typed.isEmpty() ? null : new File(typed);
		return file == null || file.isDirectory() ? file : file.getParentFile();
	}

	/** Takes the path of the first file that is dropped. */
	private static final class Drop extends DropTargetAdapter {

		private final TextField field;

		Drop(TextField field) {
			this.field = field;
		}

		@Override
		public void drop(DropTargetDropEvent event) {
			event.acceptDrop(DnDConstants.ACTION_COPY);
			boolean isTaken = false;
			try {
				Object dropped = event.getTransferable().getTransferData(DataFlavor.javaFileListFlavor);
				if (dropped instanceof List<?> files && !files.isEmpty() && files.get(0) instanceof File file) {
					field.setText(file.getPath());
					isTaken = true;
				}
			}
			catch (UnsupportedFlavorException | IOException e) {
				isTaken = false;
			}
			event.dropComplete(isTaken);
		}
	}
}
