package sc.fovea.command.annotate;

import ij.IJ;
import ij.ImageListener;
import ij.ImagePlus;
import ij.Prefs;
import ij.WindowManager;
import ij.gui.Roi;
import ij.gui.RoiListener;
import ij.plugin.frame.RoiManager;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.swing.BorderFactory;
import javax.swing.BoxLayout;
import javax.swing.JCheckBox;
import javax.swing.JFileChooser;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JMenuItem;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.Timer;
import javax.swing.WindowConstants;
import org.scijava.command.Command;
import sc.fovea.backend.BackendException;
import sc.fovea.command.CommandInput;
import sc.fovea.command.FineTune;
import sc.fovea.command.Train;
import sc.fovea.job.annotate.AnnotationFolder;
import sc.fovea.job.annotate.AnnotationFolder.State;
import sc.fovea.job.annotate.AnnotationSession;
import sc.fovea.job.annotate.OutlinePrediction;
import sc.fovea.job.annotate.Outlines;
import sc.fovea.job.annotate.RoundJob;
import sc.fovea.job.annotate.RunningRound;
import sc.fovea.tile.Progress;

/**
 * The window. Closing it hides it: unsaved outlines are kept as drafts, and a training goes on, which the window shows again when it is opened the next time.
 */
final class AnnotateWindow {

	private static final String FOLDER = "fovea.annotate.folder";
	private static final int BEAT_MS = 500;
	/** Beats between two looks for outlines that are not on the disk yet. */
	private static final int DRAFT_BEATS = 6;

	private static Optional<AnnotateWindow> shown = Optional.empty();
	private static Optional<RunningRound> round = Optional.empty();

	private final JFrame frame = new JFrame("Annotate & Train");
	private final JLabel where = Widgets.named(new JLabel("no folder yet"), "folder", "Where images and outlines are kept");
	private final ImageTable images = new ImageTable(this::openChosen);
	private final TrainingPanel training = new TrainingPanel(this::train, this::pause, this::stop);
	private final JTextArea status = new JTextArea(2, 30);
	private final JLabel count = Widgets.named(new JLabel(" "), "count", "Blue: predicted; yellow: drawn or edited; white: a region");
	private final JCheckBox predicts = Widgets.named(new JCheckBox("predict what I open", true), "predicts",
		"Fills in what the model sees in an image that has no outlines yet");
	private final Timer beat = new Timer(BEAT_MS, event -> beat());
	private final ExecutorService worker = Executors.newSingleThreadExecutor(work -> {
		Thread thread = new Thread(work, "Fovea annotation");
		thread.setDaemon(true);
		return thread;
	});
	private final OutlinePrediction prediction = new OutlinePrediction();
	/** Images that this window opened, and closes again. */
	private final Set<ImagePlus> own = new HashSet<>();
	private Optional<AnnotationSession> session = Optional.empty();
	private int beats;

	private AnnotateWindow() {
		JPanel all = new JPanel(new BorderLayout(4, 4));
		all.add(north(), BorderLayout.CENTER);
		JPanel below = new JPanel(new BorderLayout(4, 4));
		below.add(middle(), BorderLayout.NORTH);
		below.add(south(), BorderLayout.CENTER);
		all.add(below, BorderLayout.SOUTH);
		frame.setContentPane(all);
		frame.setDefaultCloseOperation(WindowConstants.HIDE_ON_CLOSE);
		frame.addComponentListener(new ComponentAdapter() {

			@Override
			public void componentHidden(ComponentEvent event) {
				hidden();
			}
		});
		AnnotationKeys.listen(this::isOurs, () -> edit(s -> s::addSelection), () -> edit(s -> s::deleteSelection), this::undo);
		ImagePlus.addImageListener(new Closings());
		Roi.addRoiListener(this::edited);
		beat.start();
		frame.pack();
		frame.setLocationByPlatform(true);
		frame.setMinimumSize(new Dimension(380, 500));
	}

	/** Shows the window, or brings it to the front. @param folder empty for that of the last time */
	static void show(String folder) {
		if (shown.isEmpty()) shown = Optional.of(new AnnotateWindow());
		AnnotateWindow window = shown.get();
		String asked = folder.isBlank() ? round.map(r -> r.job().folder().path().toString()).orElse(Prefs.get(FOLDER, "")) : folder;
		if (!asked.isBlank() && window.session.filter(s -> s.folder().path().equals(Path.of(asked).toAbsolutePath().normalize())).isEmpty())
			window.openFolder(Path.of(asked));
		WindowManager.addWindow(window.frame);
		window.frame.setVisible(true);
		window.frame.toFront();
		if (window.session.isEmpty()) window.say("Browse for an empty folder, in which images and outlines shall be kept, or for one that has some.");
	}

	private JPanel north() {
		JPanel panel = new JPanel(new BorderLayout(4, 4));
		panel.setBorder(Widgets.titled("1. Images"));
		JPanel folder = new JPanel(new BorderLayout(4, 4));
		folder.add(where, BorderLayout.CENTER);
		folder.add(Widgets.button("Browse...", "Chooses the folder; it may be a new one", this::browse), BorderLayout.EAST);
		panel.add(folder, BorderLayout.NORTH);
		JScrollPane scroll = new JScrollPane(images.component());
		scroll.setPreferredSize(new Dimension(340, 105));
		panel.add(scroll, BorderLayout.CENTER);
		panel.add(Widgets.row(Widgets.button("Add Open Image", "Copies the active image into the folder", this::addOpen),
			Widgets.button("Add Files...", "Copies image files into the folder", this::addFiles), predicts), BorderLayout.SOUTH);
		return panel;
	}

	private JPanel middle() {
		JPanel panel = new JPanel();
		panel.setLayout(new BoxLayout(panel, BoxLayout.Y_AXIS));
		panel.setBorder(Widgets.titled("2. Outlines, with ImageJ's selection tools"));
		panel.add(Widgets.row(count));
		panel.add(Widgets.row(
			Widgets.button("Add (t)", "The selection becomes an outline; it replaces those of which it covers more than half",
				() -> edit(s -> s::addSelection)),
			Widgets.button("Delete (Del)", "Deletes the outline that you clicked, or those that the selection covers", () -> edit(s -> s::deleteSelection)),
			Widgets.button("Undo (z)", "Takes the last step back", this::undo),
			Widgets.button("Versions...", "What was saved before", this::versions)));
		panel.add(Widgets.row(Widgets.button("Predict", "Fills in what the model sees; what you drew stays", this::predict),
			Widgets.button("From ROI Manager", "Adds all areas of the ROI Manager", this::fromManager),
			Widgets.button("All in Selection", "In the selected region all objects have outlines; what lies outside of such regions is not learned from",
				() -> edit(s -> s::addRegion))));
		panel.add(Widgets.row(Widgets.button("Save", "The outlines become part of what is learned from", () -> save(false)),
			Widgets.button("Save, Next", "Likewise, and opens the next image that has none", () -> save(true))));
		return panel;
	}

	private JPanel south() {
		JPanel panel = new JPanel(new BorderLayout(4, 4));
		panel.add(training.component(), BorderLayout.CENTER);
		status.setName("status");
		status.setEditable(false);
		status.setLineWrap(true);
		status.setWrapStyleWord(true);
		status.setOpaque(false);
		status.setBorder(BorderFactory.createEmptyBorder(2, 8, 6, 8));
		panel.add(status, BorderLayout.SOUTH);
		return panel;
	}

	private void say(String sentence) {
		status.setText(sentence);
		IJ.showStatus(sentence);
	}

	private void fail(Throwable problem) {
		boolean isSentence = problem instanceof IOException || problem instanceof IllegalArgumentException || problem instanceof BackendException;
		if (!isSentence) IJ.handleException(problem);
		say(isSentence ? problem.getMessage() : "That failed; ImageJ's window says where.");
	}

	/** What may fail with a sentence. */
	@FunctionalInterface
	private interface Action {

		void run() throws IOException;
	}

	private void attempt(Action action) {
		try {
			action.run();
		}
		catch (IOException | RuntimeException e) {
			fail(e);
		}
	}

	/** Computes on the other thread, and goes on here. */
	private <T> void later(Callable<T> work, Consumer<T> then) {
		worker.execute(() -> {
			try {
				T result = work.call();
				EventQueue.invokeLater(() -> attempt(() -> then.accept(result)));
			}
			catch (CancellationException e) {
				EventQueue.invokeLater(() -> say("Stopped."));
			}
			catch (Exception | LinkageError e) {
				EventQueue.invokeLater(() -> fail(e));
			}
		});
	}

	private void browse() {
		JFileChooser chooser = new JFileChooser(session.map(s -> s.folder().path().toFile()).orElse(null));
		chooser.setDialogTitle("Folder for images and outlines");
		chooser.setFileSelectionMode(JFileChooser.DIRECTORIES_ONLY);
		if (chooser.showDialog(frame, "Use this folder") == JFileChooser.APPROVE_OPTION) openFolder(chooser.getSelectedFile().toPath());
	}

	private void openFolder(Path path) {
		attempt(() -> {
			AnnotationFolder folder = new AnnotationFolder(path);
			folder.requireUsable();
			leave();
			session = Optional.of(new AnnotationSession(folder));
			Prefs.set(FOLDER, folder.path().toString());
			Prefs.savePreferences();
			where.setText(folder.path().toString());
			where.setToolTipText(folder.path().toString());
			training.name(modelName(folder.path()));
			training.starts(RoundJob.starts());
			refresh(() -> say("Add images, or choose one of the list."));
		});
	}

	/** Of the folder's name what a model's name may have. */
	private static String modelName(Path folder) {
		String name = String.valueOf(folder.getFileName()).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
		return name.isEmpty() ? "my-model" : name;
	}

	/** Shows what is in the folder now. */
	private void refresh(Runnable then) {
		session.ifPresent(s -> later(() -> s.folder().entries(), entries -> attempt(() -> {
			images.show(entries);
			training.show(s.folder().rounds());
			then.run();
		})));
	}

	private AnnotationSession session() {
		return session.orElseThrow(() -> new IllegalArgumentException("Browse for a folder first."));
	}

	private boolean isOurs(ImagePlus image) {
		return frame.isVisible() && session.isPresent() && image != null && session.get().name(image).isPresent();
	}

	/** The image that is worked on: the active one, if it is of this folder, else the one that is chosen. */
	private String current() {
		Optional<String> active = Optional.ofNullable(WindowManager.getCurrentImage()).flatMap(image -> session().name(image));
		return active.or(() -> images.chosen().filter(name -> session().names().contains(name)))
			.orElseThrow(() -> new IllegalArgumentException("Choose an image in the list first."));
	}

	private void addOpen() {
		attempt(() -> {
			ImagePlus image = WindowManager.getCurrentImage();
			if (image == null) throw new IllegalArgumentException("An image is needed, but none is open.");
			String name = session().add(image);
			refresh(() -> {
				images.follow(name);
				say("\"" + name + "\" is in the folder. Draw around an object, and press t; all objects, or all of a region, then Save.");
			});
		});
	}

	private void addFiles() {
		attempt(() -> {
			AnnotationFolder folder = session().folder();
			JFileChooser chooser = new JFileChooser(IJ.getDirectory("current"));
			chooser.setDialogTitle("Images to add");
			chooser.setMultiSelectionEnabled(true);
			if (chooser.showDialog(frame, "Add") != JFileChooser.APPROVE_OPTION) return;
			List<Path> files = Arrays.stream(chooser.getSelectedFiles()).map(File::toPath).toList();
			later(() -> folder.addFiles(files), names -> refresh(() -> say(names.size() + " images added.")));
		});
	}

	private void openChosen() {
		attempt(() -> {
			String name = images.chosen().orElseThrow();
			Optional<ImagePlus> before = Optional.ofNullable(WindowManager.getCurrentImage()).filter(own::contains);
			ImagePlus image = session().open(name);
			if (image.getWindow() == null) {
				own.add(image);
				image.show();
			}
			else
				IJ.selectWindow(image.getID());
			before.filter(other -> other != image).ifPresent(other -> {
				other.changes = false;
				other.close();
			});
			count();
			boolean isEmpty = session().outlines(name).isEmpty() && images.state(name).filter(state -> state == State.TO_DO).isPresent();
			if (isEmpty && predicts.isSelected() && session().folder().model().isPresent()) predict();
		});
	}

	private void count() {
		String text = session.map(s -> {
			Optional<String> name = Optional.ofNullable(WindowManager.getCurrentImage()).flatMap(s::name).or(() -> images.chosen().filter(s.names()::contains));
			if (name.isEmpty()) return "No image of the list is open.";
			List<Roi> outlines = s.outlines(name.get());
			long predicted = outlines.stream().filter(Outlines::isPredicted).count();
			return name.get() + ": " + outlines.size() + (outlines.size() == 1 ? " outline" : " outlines")
				+ (predicted > 0 ? ", " + predicted + " predicted" : "");
		}).orElse(" ");
		count.setText(text);
	}

	private void edit(Function<AnnotationSession, Consumer<String>> action) {
		attempt(() -> {
			action.apply(session()).accept(current());
			count();
			say(" ");
		});
	}

	private void undo() {
		attempt(() -> {
			say(session().undo(current()) ? "One step back." : "There is nothing to undo; Versions... has what was saved before.");
			count();
		});
	}

	private void edited(ImagePlus image, int what) {
		boolean isEdit = what == RoiListener.MODIFIED || what == RoiListener.MOVED || what == RoiListener.EXTENDED;
		if (!isEdit || image == null || session.isEmpty()) return;
		session.get().name(image).filter(session.get()::touched).ifPresent(name -> count());
	}

	private void fromManager() {
		attempt(() -> {
			RoiManager manager = RoiManager.getInstance2();
			if (manager == null || manager.getCount() == 0) throw new IllegalArgumentException("The ROI Manager is empty, or not open.");
			say(session().addAll(current(), List.of(manager.getRoisAsArray())) + " areas of the ROI Manager added.");
			count();
		});
	}

	private void versions() {
		attempt(() -> {
			String name = current();
			List<Path> versions = session().folder().versions(name);
			if (versions.isEmpty()) throw new IllegalArgumentException("\"" + name + "\" has no earlier versions.");
			JPopupMenu menu = new JPopupMenu();
			for (Path version : versions) {
				JMenuItem item = new JMenuItem(version.getFileName() + ", of " + new Date(version.toFile().lastModified()));
				item.addActionListener(event -> attempt(() -> {
					session().restore(name, version);
					count();
					say("Shows an earlier version: Save makes it the current one, Undo goes back.");
				}));
				menu.add(item);
			}
			menu.show(count, 0, count.getHeight());
		});
	}

	private void predict() {
		attempt(() -> {
			String name = current();
			ImagePlus image = session().open(name);
			String model = session().folder().model().orElse(training.start().equals(RoundJob.NEW_NETWORK) ? RoundJob.CONTINUE : training.start());
			say("Looks at \"" + name + "\"...");
			AnnotationSession asked = session();
			later(() -> prediction.of(model, image, Progress.none()), found -> {
				if (asked.names().contains(name)) asked.predicted(name, found);
				count();
				say(found.size() + " objects predicted (blue). Correct them: hold the mouse on one to select it, draw and press t for another, then Save.");
			});
		});
	}

	private void save(boolean goesOn) {
		attempt(() -> {
			String name = current();
			boolean isEmpty = session().outlines(name).isEmpty();
			if (isEmpty && JOptionPane.showConfirmDialog(frame, "Is there no object at all in \"" + name + "\"?", "No outlines",
				JOptionPane.YES_NO_OPTION) != JOptionPane.YES_OPTION) return;
			session().save(name);
			refresh(() -> {
				say("\"" + name + "\" is part of the data now.");
				if (goesOn) images.next().ifPresent(images::choose);
			});
		});
	}

	private void train() {
		attempt(() -> {
			if (round.filter(r -> r.outcome().isEmpty()).isPresent()) throw new IllegalArgumentException("A training is going on already.");
			keepDrafts();
			RoundJob.Wish wish = new RoundJob.Wish(training.name(), training.start(), settings(Train.class), settings(FineTune.class));
			round = Optional.of(RunningRound.start(new RoundJob(session().folder(), wish)));
			training.running(true);
			List<String> drafts = images.in(State.DRAFT);
			say("Training goes on in the background: annotate the next image meanwhile."
				+ (drafts.isEmpty() ? "" : " Not learned from, since not saved: " + String.join(", ", drafts) + "."));
		});
	}

	/** The defaults of a command, and how long. */
	private Map<String, Object> settings(Class<? extends Command> command) {
		Map<String, Object> settings = new LinkedHashMap<>();
		CommandInput.of(command).forEach(input -> settings.put(input.name(), input.value()));
		settings.put("minutes", training.minutes());
		return settings;
	}

	private void pause(boolean shallRest) {
		round.ifPresent(r -> r.pause(shallRest));
	}

	private void stop() {
		round.ifPresent(RunningRound::stop);
	}

	/** Twice a second: how the training goes, and now and then whether there are outlines that are not on the disk. */
	private void beat() {
		attempt(() -> {
			round.ifPresent(this::follow);
			count();
			Optional.ofNullable(WindowManager.getCurrentImage()).flatMap(image -> session.flatMap(s -> s.name(image))).ifPresent(images::follow);
			if (++beats % DRAFT_BEATS == 0) keepDrafts();
		});
	}

	private void follow(RunningRound running) {
		training.running(running.outcome().isEmpty());
		training.show(running.snapshot());
		running.outcome().ifPresent(outcome -> {
			round = Optional.empty();
			training.running(false);
			outcome.round().ifPresentOrElse(ended -> refresh(() -> {
				say(ended.sentence());
				apply();
			}), () -> say(outcome.problem()));
		});
	}

	/** The new model looks at once at the image that is worked on, or at the next one if that is done. */
	private void apply() {
		if (!frame.isVisible()) return;
		attempt(() -> {
			training.starts(RoundJob.starts());
			Optional<String> chosen = images.chosen().filter(session().names()::contains);
			boolean isOpen = chosen.flatMap(images::state).filter(state -> state == State.TO_DO || state == State.DRAFT).isPresent();
			if (isOpen) predict();
			else if (predicts.isSelected()) images.next().ifPresent(images::choose);
		});
	}

	private void keepDrafts() throws IOException {
		if (session.isPresent() && !session.get().keepDrafts().isEmpty()) refresh(() -> {});
	}

	/** Closes the images of the folder that is left. */
	private void leave() throws IOException {
		keepDrafts();
		for (ImagePlus image : List.copyOf(own)) {
			image.changes = false;
			image.close();
		}
		own.clear();
	}

	/** The window looks after its images as long as ImageJ runs, so that edits are kept while it is hidden. */
	private void hidden() {
		attempt(this::keepDrafts);
		worker.execute(prediction::close);
		WindowManager.removeWindow(frame);
	}

	/** What is not saved of an image that is closed becomes a draft. */
	private final class Closings implements ImageListener {

		@Override
		public void imageOpened(ImagePlus image) {}

		@Override
		public void imageUpdated(ImagePlus image) {}

		@Override
		public void imageClosed(ImagePlus image) {
			EventQueue.invokeLater(() -> attempt(() -> {
				own.remove(image);
				if (session.isPresent() && session.get().closed(image).isPresent()) refresh(() -> {});
			}));
		}
	}
}
