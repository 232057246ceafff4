package sc.fovea.command.annotate;

import java.util.List;
import java.util.Optional;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.table.DefaultTableModel;
import sc.fovea.job.annotate.AnnotationFolder.Entry;
import sc.fovea.job.annotate.AnnotationFolder.State;

/** The images of a folder with their state. */
final class ImageTable {

	private final DefaultTableModel rows = new DefaultTableModel(new Object[] { "Image", "State" }, 0) {

		private static final long serialVersionUID = 1L;

		@Override
		public boolean isCellEditable(int row, int column) {
			return false;
		}
	};
	private final JTable table = new JTable(rows);
	private List<Entry> entries = List.of();
	private boolean isFilling;

	/** @param chosen is told that another image was chosen */
	ImageTable(Runnable chosen) {
		table.setName("images");
		table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
		table.getColumnModel().getColumn(0).setPreferredWidth(230);
		table.getColumnModel().getColumn(1).setPreferredWidth(80);
		table.getSelectionModel().addListSelectionListener(event -> {
			if (!event.getValueIsAdjusting() && !isFilling && table.getSelectedRow() >= 0) chosen.run();
		});
	}

	JTable component() {
		return table;
	}

	/** Shows others; the same image stays chosen. */
	void show(List<Entry> newEntries) {
		Optional<String> chosen = chosen();
		isFilling = true;
		entries = List.copyOf(newEntries);
		rows.setRowCount(0);
		entries.forEach(entry -> rows.addRow(new Object[] { entry.name(), entry.state().words() }));
		chosen.ifPresent(this::mark);
		isFilling = false;
	}

	/** The name of the chosen image. */
	Optional<String> chosen() {
		int row = table.getSelectedRow();
		return row < 0 || row >= entries.size() ? Optional.empty() : Optional.of(entries.get(row).name());
	}

	/** Chooses an image, and tells. */
	void choose(String name) {
		mark(name);
	}

	/** Chooses an image without telling. */
	void follow(String name) {
		isFilling = true;
		mark(name);
		isFilling = false;
	}

	private void mark(String name) {
		for (int row = 0; row < entries.size(); row++) {
			if (entries.get(row).name().equals(name)) table.setRowSelectionInterval(row, row);
		}
	}

	/** The state of an image. */
	Optional<State> state(String name) {
		return entries.stream().filter(entry -> entry.name().equals(name)).map(Entry::state).findFirst();
	}

	/** The next image after the chosen one that has no outlines yet, from the top again at the end. */
	Optional<String> next() {
		int from = table.getSelectedRow() + 1;
		for (int i = 0; i < entries.size(); i++) {
			Entry entry = entries.get((from + i) % entries.size());
			if (entry.state() == State.TO_DO) return Optional.of(entry.name());
		}
		return Optional.empty();
	}

	/** Names of the images in a state. */
	List<String> in(State state) {
		return entries.stream().filter(entry -> entry.state() == state).map(Entry::name).toList();
	}
}
