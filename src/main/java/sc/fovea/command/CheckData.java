package sc.fovea.command;

import ij.IJ;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.annotation.AnnotatedImage;
import sc.fovea.annotation.DataSet;
import sc.fovea.annotation.DataTally;
import sc.fovea.job.ClassCheck;
import sc.fovea.job.Formats;
import sc.fovea.job.TrainingSettings;

/**
 * Says what a training would read from a folder of annotated images, and what it would leave out: {@code run("Check Data...", "data=[/my data]")}. The names of
 * the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Check Data...")
public final class CheckData extends FoveaCommand {

	private static final String SEMANTIC = "semantic-segmentation";

	@Parameter(label = "Data folder", required = false, persist = false, style = CommandInput.FOLDER,
		description = "Folder with \"images\" and \"labels\", or with a folder of images for each class.")
	private String data = "";

	@Parameter(label = "Task", required = false, persist = false, choices = { TrainingSettings.AUTOMATIC, "instance-segmentation", SEMANTIC, ClassCheck.TASK },
		description = "Whether label images hold ids of objects, or ids of classes, or there is a folder of images for each class; automatic finds folders of classes, and else"
			+ " takes ids of objects.")
	private String task = TrainingSettings.AUTOMATIC;

	@Parameter(label = "Split_masks", required = false, persist = false,
		description = "Takes connected regions of masks, which are 1 or 255 in objects and 0 elsewhere, for objects of their own, instead of one object for each mask.")
	private boolean split_masks;

	@Parameter(label = "Strict about files", required = false, persist = false,
		description = "Stops at the first image or annotation that cannot be used, instead of naming it and going on.")
	private boolean strict;

	@Parameter(label = "Data", type = ItemIO.OUTPUT)
	private String report;

	@Override
	protected void execute() throws IOException {
		if (data.isBlank()) throw new IllegalArgumentException("\"data\" must be a folder of annotated images, but is empty.");
		CommandInput.of(CheckData.class).stream().filter(i -> i.name().equals("task")).forEach(i -> i.parse(task));
		Optional<ClassCheck> classes = ClassCheck.of(Path.of(data), task);
		requireObjects(classes.isPresent());
		if (classes.isPresent()) {
			classes.get().require(strict);
			report = String.join("\n", classes.get().lines()) + "\n";
			return;
		}
		DataSet found = DataSet.open(Path.of(data), Formats.installed().strict(strict).splitting(split_masks));
		List<String> lines = new ArrayList<>();
		List<String> failures = new ArrayList<>();
		lines.addAll(DataTally.of(found, task.equals(SEMANTIC), new Reading(found.images().size(), failures)).lines());
		failures.forEach(sentence -> lines.add("Cannot be used: " + sentence));
		report = String.join("\n", lines) + "\n";
	}

	private void requireObjects(boolean areClasses) {
		if (split_masks && (areClasses || task.equals(SEMANTIC))) {
			throw new IllegalArgumentException("\"split_masks\" makes objects of masks, but here are classes; leave it out.");
		}
	}

	/** Shows how far it is, and stops when the user does. */
	private final class Reading implements DataTally.Watcher {

		private final int images;
		private final List<String> failures;
		private int read;

		Reading(int images, List<String> failures) {
			this.images = images;
			this.failures = failures;
		}

		@Override
		public void reading(AnnotatedImage image) {
			if (isCanceled() || IJ.escapePressed()) throw new CancellationException();
			IJ.showProgress(read++, images);
		}

		@Override
		public void failed(String sentence) {
			failures.add(sentence);
		}
	}
}
