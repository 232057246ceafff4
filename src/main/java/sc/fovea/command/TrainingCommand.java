package sc.fovea.command;

import ij.IJ;
import ij.ImagePlus;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.scijava.ItemIO;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.plugin.Parameter;
import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.job.Platform;
import sc.fovea.job.RecipeBook;
import sc.fovea.job.TrainingReport;
import sc.fovea.job.TrainingSettings;
import sc.fovea.task.Task;
import sc.fovea.task.Tasks;
import sc.fovea.train.TrainingJob;

/** What both ways to train have in common: their settings, the window with the curves, and what they say at the end. */
abstract class TrainingCommand extends FoveaCommand {

	@Parameter(label = "Data folder", persist = false, style = CommandInput.FOLDER,
		description = "Folder with annotated images in \"images\", and \"labels\" in any format that \"fovea inspect\" reads; or with a folder of images for each class.")
	private String data = "";

	@Parameter(label = "Name of the new model", required = false, persist = false,
		description = "Name of the new model, of a-z, 0-9 and -; made of the file's or the folder's name if it is empty.")
	private String name = "";

	@Parameter(label = "Output file (empty = your models)", required = false, persist = false, style = CommandInput.NEW_FILE,
		description = "File of the new model, for example cells.zip; if it is empty, the model goes to your own, which are listed by name.")
	private String output = "";

	@Parameter(label = "Task", required = false, persist = false,
		description = "What is learned, by the name of a task: see \"fovea tasks\"; automatic does as the model to begin with, and without one finds classes of images in a folder for each class, and else objects.")
	private String task = TrainingSettings.AUTOMATIC;

	@Parameter(label = "Minutes (0 = an hour, unless there is another limit)", required = false, persist = false,
		description = "Longest time for training; 0 for an hour, or for no such limit if there is another one.")
	private double minutes;

	@Parameter(label = "Steps (0 = no limit)", required = false, persist = false, description = "Most steps of training; 0 for no such limit.")
	private int steps;

	@Parameter(label = "Epochs (0 = no limit)", required = false, persist = false,
		description = "Most epochs, in each of which as many pixels are seen as the images have; 0 for no such limit.")
	private double epochs;

	@Parameter(label = "Recipe of augmentation", required = false, persist = false,
		description = "How images are varied: a recipe as \"fovea recipes\" lists them, a file, none, or automatic, which looks whether they are colour images.")
	private String recipe = TrainingSettings.AUTOMATIC;

	@Parameter(label = "Pixel_size in um (0 = any)", required = false, persist = false,
		description = "Side of a pixel of the images in micrometres, to which the model will resample calibrated images; 0 if that is not known.")
	private double pixel_size;

	@Parameter(label = "Seed", required = false, persist = false,
		description = "Any whole number: chooses validation images, first weights and patches.")
	private int seed = 1;

	@Parameter(label = "Split_masks", required = false, persist = false,
		description = "Takes connected regions of masks, which are 1 or 255 in objects and 0 elsewhere, for objects of their own, instead of one object for each mask.")
	private boolean split_masks;

	@Parameter(label = "Strict about files", required = false, persist = false,
		description = "Stops at the first image or annotation that cannot be used, instead of leaving it out by name.")
	private boolean strict;

	@Parameter(label = "Resume a stopped training", required = false, persist = false,
		description = "Goes on with the training that was stopped, instead of beginning another one.")
	private boolean resume;

	@Parameter(label = "Measure (a row in Results)", required = false, persist = false,
		description = "Adds a row to the Results table: how many images taught, steps, losses and scores of the weights that are kept, and how many weights there are.")
	private boolean measure;

	@Parameter(label = "Device", choices = { "any", "cpu", "gpu" }, required = false, persist = false,
		description = "Where to compute: any takes a GPU if there is one.")
	private String device = "any";

	@Parameter(label = "Backend", required = false, persist = false,
		description = "Which library computes, by its name; automatic takes the best that can do it.")
	private String backend = BackendOptions.AUTOMATIC;

	@Parameter(label = "Options of the task", required = false, persist = false,
		description = "Options that only some tasks have, written as in a macro, for example system=fast-r-cnn proposals=2000; dialogs and macros have them one by one.")
	private String options = "";

	@Parameter(label = "Curves", type = ItemIO.OUTPUT)
	private ImagePlus curves;

	/** What is to be done. @throws IOException if a model or a recipe cannot be read */
	abstract TrainingJob job(TrainingSettings settings) throws IOException;

	@Override
	protected final void execute() throws IOException {
		CommandInput.of(getClass()).stream().filter(i -> !i.choices().isEmpty()).forEach(i -> i.parse((String) settings().get(i.name())));
		TrainingSettings settings = new TrainingSettings(settings());
		TrainingJob job = job(settings);
		requireConsent(job.places().output(), settings);
		try (Backend backend = Platform.backends().openTraining(settings.backend())) {
			TrainingWindow window = new TrainingWindow(settings.name(), backend.device(), this::isCanceled);
			TrainingReport report = report(job, backend, window);
			window.curves().ifPresent(image -> curves = image);
			IJ.showStatus(report.summary());
			report.sentences().forEach(IJ::log);
			report.problem().ifPresent(IJ::log);
			if (measure) ResultRows.add(report.table(), settings.name());
		}
		catch (UncheckedIOException e) {
			throw new IOException(e.getMessage(), e);
		}
	}

	/** Trains; however it ends, there is nothing to pause or stop any more. */
	private static TrainingReport report(TrainingJob job, Backend backend, TrainingWindow window) throws IOException {
		try {
			return TrainingReport.of(job, backend, window);
		}
		finally {
			window.end();
		}
	}

	/** Names of tasks to choose from. */
	static List<String> tasks() {
		return Stream.concat(Stream.of(TrainingSettings.AUTOMATIC), Tasks.installed().tasks().stream().filter(Task::isTrainable).map(Task::name)).toList();
	}

	/** A person who chose nothing but a name might not want to replace the model that has it; a macro does what it says. */
	private static void requireConsent(Path file, TrainingSettings settings) {
		boolean isAsked = !GraphicsEnvironment.isHeadless() && !IJ.isMacro() && !settings.isSet("resume") && Files.exists(file);
		if (isAsked && !IJ.showMessageWithCancel("Replace a model?", "There is a model in\n" + file + "\nalready. It will be replaced.")) {
			throw new CancellationException();
		}
	}

	@Override
	protected List<String> choices(String setting) throws IOException {
		if (setting.equals("task")) return tasks();
		return setting.equals("recipe")
			? Stream.concat(Stream.of(TrainingSettings.AUTOMATIC, "none"), RecipeBook.installed().names().stream()).toList()
			: List.of();
	}
}
