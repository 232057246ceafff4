package sc.fovea.command.annotate;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Image;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.BoxLayout;
import javax.swing.ImageIcon;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JScrollPane;
import javax.swing.JSpinner;
import javax.swing.JTable;
import javax.swing.JTextField;
import javax.swing.SpinnerNumberModel;
import javax.swing.table.DefaultTableModel;
import sc.fovea.job.CurvePlot;
import sc.fovea.job.annotate.Round;
import sc.fovea.job.annotate.RunningRound;

/** What a round is asked for, how it goes, and the scores of those before. */
final class TrainingPanel {

	private static final String PAUSE = "Pause";
	private static final int CURVE_WIDTH = 370;
	private static final int CURVE_HEIGHT = 145;
	/** A plot is drawn larger, since its letters would cover the curves. */
	private static final double SHRUNK = 1.6;

	private final JTextField name = Widgets.named(new JTextField(12), "model name", "Under this name Segment... finds the model: a-z, 0-9 and -");
	private final JComboBox<String> start = Widgets.named(new JComboBox<>(), "start",
		"The model to begin with; automatic goes on with that of the last round, and before the first takes the bundled one that fits the images");
	private final JSpinner minutes = Widgets.named(new JSpinner(new SpinnerNumberModel(2.0, 0.1, 1000.0, 1.0)), "minutes",
		"Longest time of a round; it goes on in the background, and stopping it keeps the best");
	private final JButton train;
	private final JButton pause;
	private final JButton stop;
	private final JProgressBar bar = new JProgressBar(0, 1000);
	private final JLabel curves = new JLabel();
	private final DefaultTableModel rounds = new DefaultTableModel(new Object[] { "Round", "Images", "Score before", "after", "" }, 0);
	private final JTable table = new JTable(rounds);
	private final JPanel panel = new JPanel(new BorderLayout(4, 4));

	/** @param begin is told to begin a round @param rest to let it rest, or to go on @param end to stop it */
	TrainingPanel(Runnable begin, Consumer<Boolean> rest, Runnable end) {
		pause = Widgets.button(PAUSE, "Lets the training rest, so that the computer is free for other things; that is no time of training", () -> press(rest));
		train = Widgets.button("Train", "Learns from all images that are saved, in the background", begin);
		stop = Widgets.button("Stop", "Ends the training, and keeps the best model so far", end);
		panel.setBorder(Widgets.titled("3. Train, and correct what the model does"));
		JPanel asked = new JPanel();
		asked.setLayout(new BoxLayout(asked, BoxLayout.Y_AXIS));
		asked.add(Widgets.row(new JLabel("Model"), name));
		asked.add(Widgets.row(new JLabel("begins with"), start));
		asked.add(Widgets.row(train, new JLabel("for"), minutes, new JLabel("minutes"), pause, stop));
		panel.add(asked, BorderLayout.NORTH);
		bar.setStringPainted(true);
		bar.setString("");
		bar.setName("progress");
		table.setName("rounds");
		int[] widths = { 45, 50, 120, 60, 80 };
		for (int column = 0; column < widths.length; column++) {
			table.getColumnModel().getColumn(column).setPreferredWidth(widths[column]);
		}
		table.setEnabled(false);
		JScrollPane scroll = new JScrollPane(table);
		scroll.setPreferredSize(new Dimension(CURVE_WIDTH, 75));
		curves.setPreferredSize(new Dimension(CURVE_WIDTH, CURVE_HEIGHT));
		curves.setHorizontalAlignment(JLabel.CENTER);
		JPanel middle = new JPanel(new BorderLayout(4, 4));
		middle.add(bar, BorderLayout.NORTH);
		middle.add(curves, BorderLayout.CENTER);
		panel.add(middle, BorderLayout.CENTER);
		panel.add(scroll, BorderLayout.SOUTH);
		running(false);
	}

	private void press(Consumer<Boolean> rest) {
		boolean shallRest = pause.getText().equals(PAUSE);
		pause.setText(shallRest ? "Resume" : PAUSE);
		rest.accept(shallRest);
	}

	JPanel component() {
		return panel;
	}

	String name() {
		return name.getText().strip();
	}

	void name(String text) {
		name.setText(text);
	}

	String start() {
		return String.valueOf(start.getSelectedItem());
	}

	/** Offers models to begin with. */
	void starts(List<String> models) {
		Object chosen = start.getSelectedItem();
		start.removeAllItems();
		models.forEach(start::addItem);
		if (chosen != null && models.contains(String.valueOf(chosen))) start.setSelectedItem(chosen);
	}

	double minutes() {
		return ((Number) minutes.getValue()).doubleValue();
	}

	/** Whether a round goes on. */
	void running(boolean isRunning) {
		train.setEnabled(!isRunning);
		pause.setEnabled(isRunning);
		stop.setEnabled(isRunning);
		if (!isRunning) pause.setText(PAUSE);
		if (!isRunning) {
			bar.setValue(0);
			bar.setString("");
		}
	}

	/** Shows how a round goes. */
	void show(RunningRound.Snapshot snapshot) {
		bar.setValue((int) Math.round(1000 * snapshot.progress()));
		bar.setString(snapshot.sentence().length() > 60 ? snapshot.sentence().substring(0, 57) + "..." : snapshot.sentence());
		bar.setToolTipText(snapshot.sentence());
		if (snapshot.trace().x().length == 0) return;
		Image picture = new CurvePlot(snapshot.history(), snapshot.trace(), CurvePlot.SMOOTHING).picture((int) (SHRUNK * CURVE_WIDTH),
			(int) (SHRUNK * CURVE_HEIGHT));
		curves.setIcon(new ImageIcon(picture.getScaledInstance(CURVE_WIDTH, CURVE_HEIGHT, Image.SCALE_SMOOTH)));
	}

	/** Shows the rounds so far, the last at the top. */
	void show(List<Round> past) {
		rounds.setRowCount(0);
		for (int i = past.size() - 1; i >= 0; i--) {
			Round round = past.get(i);
			rounds
				.addRow(new Object[] { round.number(), round.digests().size(), round.scoreBefore().map(Round::text).orElse("-") + (round.isSeen() ? " *" : ""),
					round.scoreAfter().map(Round::text).orElse("-"), round.isKept() ? "kept" : "not better" });
		}
		past.stream().findFirst().ifPresent(round -> table.getColumnModel().getColumn(2).setHeaderValue(round.metric() + " before"));
		table.getTableHeader().repaint();
	}
}
