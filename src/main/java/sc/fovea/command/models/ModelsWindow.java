package sc.fovea.command.models;

import ij.IJ;
import java.awt.BorderLayout;
import java.awt.Desktop;
import java.awt.FlowLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import javax.swing.BorderFactory;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.ScrollPaneConstants;
import javax.swing.SwingUtilities;
import sc.fovea.command.MenuEntry;
import sc.fovea.job.ModelTile;
import sc.fovea.model.ModelStore;

/** A card for each model, with what can be done with it. On the thread of windows only. */
final class ModelsWindow {

	private static final int WIDTH = 720;
	private static final int HEIGHT = 640;
	private static final int SCROLL = 24;

	private static ModelsWindow opened;

	private final ModelStore store = ModelStore.standard();
	private final JFrame frame = new JFrame("Models");
	private final JPanel cards = new JPanel();
	private final JLabel status = new JLabel(" ");

	private ModelsWindow() {
		cards.setLayout(new BoxLayout(cards, BoxLayout.Y_AXIS));
		JPanel top = new JPanel(new BorderLayout());
		top.add(cards, BorderLayout.NORTH);
		JScrollPane scroll = new JScrollPane(top, ScrollPaneConstants.VERTICAL_SCROLLBAR_ALWAYS, ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
		scroll.getVerticalScrollBar().setUnitIncrement(SCROLL);
		frame.add(scroll, BorderLayout.CENTER);
		JPanel bottom = new JPanel(new BorderLayout());
		bottom.add(buttons(), BorderLayout.NORTH);
		status.setName("status");
		status.setBorder(BorderFactory.createEmptyBorder(2, 10, 6, 10));
		bottom.add(status, BorderLayout.SOUTH);
		frame.add(bottom, BorderLayout.SOUTH);
		frame.setDefaultCloseOperation(JFrame.DISPOSE_ON_CLOSE);
		frame.setSize(WIDTH, HEIGHT);
		frame.setLocationByPlatform(true);
	}

	/** Opens the window, or brings it to the front. */
	static void open() {
		if (opened == null || !opened.frame.isDisplayable()) opened = new ModelsWindow();
		opened.frame.setVisible(true);
		opened.frame.toFront();
		opened.refresh();
	}

	private JPanel buttons() {
		JPanel buttons = new JPanel(new FlowLayout(FlowLayout.LEFT, 8, 4));
		buttons.add(button("Import...", "Takes a model of another program, or an archive, to your own models.", this::importModel));
		buttons.add(button("Show Folder", "Opens the folder with your own models.", this::showFolder));
		buttons.add(button("Refresh", "Looks again which models there are.", this::refresh));
		return buttons;
	}

	private static JButton button(String label, String tip, Runnable action) {
		JButton button = new JButton(label);
		button.setName(label);
		button.setToolTipText(tip);
		button.addActionListener(event -> action.run());
		return button;
	}

	private void refresh() {
		Background.run(() -> ModelTile.all(store), this::show, this::say);
	}

	private void show(List<ModelTile> tiles) {
		cards.removeAll();
		tiles.forEach(tile -> cards.add(card(tile)));
		say(tiles.size() + (tiles.size() == 1 ? " model" : " models") + "; your own are in " + store.folder());
		cards.revalidate();
		cards.repaint();
	}

	private ModelPanel card(ModelTile tile) {
		ModelPanel card = new ModelPanel(tile);
		if (tile.isUsable()) {
			card.offer("Test", "Runs it on the test image of its archive, and compares with the answer that is stored there.", () -> test(tile, card));
			card.offer("Export...", "Writes it for other programs.", () -> export(tile));
			Background.run(() -> tile.picture(store), picture -> picture.ifPresent(png -> show(card, png)), card::tell);
		}
		if (tile.isOwn()) card.offer("Delete...", "Deletes its archive.", () -> delete(tile));
		return card;
	}

	private static void show(ModelPanel card, byte[] png) {
		try {
			card.show(png);
		}
		catch (IOException e) {
			card.tell(e.getMessage());
		}
	}

	private void test(ModelTile tile, ModelPanel card) {
		card.tell("Testing...");
		Background.run(() -> tile.tested(store), card::tell, card::tell);
	}

	private void importModel() {
		beside("sc.fovea.command.ImportModel", Map.of());
	}

	private void export(ModelTile tile) {
		beside("sc.fovea.command.ExportModel", Map.of("model", tile.name()));
	}

	/** Asks for the settings of a command and runs it, beside the thread of windows, which dialogs of ImageJ would block. */
	private void beside(String command, Map<String, Object> typed) {
		new Thread(() -> {
			MenuEntry.ask(command, typed);
			SwingUtilities.invokeLater(this::refresh);
		}, "Fovea models").start();
	}

	private void delete(ModelTile tile) {
		int answer = JOptionPane.showConfirmDialog(frame,
			"Delete '" + tile.name() + "' of " + tile.size() + "?\nThat cannot be undone. Tables and curves beside it stay.", "Delete a model?",
			JOptionPane.YES_NO_OPTION, JOptionPane.WARNING_MESSAGE);
		if (answer != JOptionPane.YES_OPTION) return;
		Background.run(() -> store.delete(tile.name()), file -> refresh(), this::say);
	}

	private void showFolder() {
		boolean isPossible = Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.OPEN);
		Background.run(() -> {
			Files.createDirectories(store.folder());
			if (isPossible) Desktop.getDesktop().open(store.folder().toFile());
			return store.folder();
		}, folder -> say("Your own models are in " + folder), this::say);
	}

	private void say(String sentence) {
		status.setText(sentence);
		status.setToolTipText(sentence);
		IJ.showStatus(sentence);
	}
}
