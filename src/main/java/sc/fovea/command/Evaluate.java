package sc.fovea.command;

import ij.IJ;
import ij.ImagePlus;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.backend.BackendOptions.Device;
import sc.fovea.backend.BackendOptions;
import sc.fovea.job.EvaluationJob;
import sc.fovea.job.EvaluationPlot;
import sc.fovea.job.Formats;
import sc.fovea.job.ModelCache;
import sc.fovea.job.ModelRequest;
import sc.fovea.job.tracking.TrackEvaluation;
import sc.fovea.job.video.VideoEvaluationJob;
import sc.fovea.model.ModelEntry;
import sc.fovea.model.ModelStore;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.task.Option;
import sc.fovea.task.Task;
import sc.fovea.task.Tasks;
import sc.fovea.track.score.TrackScores;

/**
 * Says how good a model is on annotated images: {@code run("Evaluate...", "model=nuclei data=[/my data] output=[/my results]")}; or how good labels
 * are that any program made: {@code run("Evaluate...", "predicted=[/labels] data=[/my data] output=[/my results]")}.
 * <p>
 * The scores are added to the Results table and plotted. The names of the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Evaluate...")
public final class Evaluate extends FoveaCommand {

	private static final ModelCache CACHE = new ModelCache();

	@Parameter(label = "Model", required = false, persist = false,
		description = "Name of a model, or path of a model archive; none if predicted labels are given.")
	private String model = "";

	@Parameter(label = "Data folder", required = false, persist = false, style = CommandInput.FOLDER,
		description = "Folder with annotated images: images/NAME.tif and labels/NAME.tif for each, or a folder of images for each class.")
	private String data = "";

	@Parameter(label = "Output folder", required = false, persist = false, style = CommandInput.FOLDER,
		description = "Where tables, plot and pictures go; made if it does not exist.")
	private String output = "";

	@Parameter(label = "Predicted labels (instead of a model)", required = false, persist = false, style = CommandInput.FOLDER,
		description = "Folder of label images that any program made, NAME.tif or NAME_labels.tif; they are compared instead of running a model.")
	private String predicted = "";

	@Parameter(label = "Task", required = false, persist = false,
		description = "What labels are for, by the name of a task; automatic does as the model does, and takes ids of objects without a model; video compares labels of films.")
	private String task = "automatic";

	@Parameter(label = "Worst images to show", required = false, persist = false,
		description = "Number of pictures of the worst images: truth blue, prediction orange, both white; missed and false objects are tinted.")
	private int worst = 5;

	@Parameter(label = "Probability (0 = as the model says)", required = false, persist = false,
		description = "Objects that are less probable are left out, 0 to 1; 0 takes the model's own threshold.")
	private double probability;

	@Parameter(label = "Overlap (0 = as the model says)", required = false, persist = false,
		description = "Of two objects that share more of their union, one is left out, 0 to 1; 0 takes the model's own threshold.")
	private double overlap;

	@Parameter(label = "Scale (0 = by pixel size, 1 = none)", required = false, persist = false,
		description = "Factor by which the image is resampled for the model, 1/16 to 16; 0 compares the pixel sizes of image and model, 1 is none.")
	private double scale;

	@Parameter(label = "Channel (0 = the only one)", required = false, persist = false,
		description = "Which channel of several the model and the pictures look at: its number from 1, its name, or its colour such as blue; 0 is the only one "
			+ "that is not empty.")
	private String channel = "0";

	@Parameter(label = "Split_masks", required = false, persist = false,
		description = "Takes connected regions of masks, which are 1 or 255 in objects and 0 elsewhere, for objects of their own, instead of one object for each mask.")
	private boolean split_masks;

	@Parameter(label = "Strict about files", required = false, persist = false,
		description = "Stops at the first image or annotation that cannot be used, instead of leaving it out by name.")
	private boolean strict;

	@Parameter(label = "Device", choices = { "any", "cpu", "gpu" }, required = false, persist = false,
		description = "Where the model runs: any takes a GPU if there is one.")
	private String device = "any";

	@Parameter(label = "Backend", required = false, persist = false,
		description = "Which library computes, by its name; automatic takes the best that can do it.")
	private String backend = BackendOptions.AUTOMATIC;

	@Parameter(label = "Options of the task", required = false, persist = false,
		description = "Options that only some tasks have, written as in a macro, for example refinement=iterative; dialogs and macros have them one by one.")
	private String options = "";

	@Parameter(label = "Plot", type = ItemIO.OUTPUT)
	private ImagePlus plot;

	@Override
	protected void execute() throws IOException {
		if (task.equals(VideoEvaluationJob.TASK)) {
			compareFilms();
			return;
		}
		CommandInput.of(Evaluate.class).stream().filter(i -> i.name().equals("device")).forEach(i -> i.parse(device));
		EvaluationJob job = new EvaluationJob(EvaluationJob.Places.of(model, predicted, data, output), EvaluationJob.task(task), worst,
			new SegmentationOptions(probability, overlap, scale, 0), channel, Formats.installed().strict(strict).splitting(split_masks));
		StatusProgress progress = new StatusProgress("Evaluating", this::isCanceled);
		Optional<TrackEvaluation> tracks = job.places().predicted().isPresent()
			? TrackEvaluation.of(job.places().data(), job.places().predicted().get())
			: Optional.empty();
		if (tracks.isPresent()) {
			job.requireWholeMasks("tracks are compared by their numbers");
			TrackScores scores = tracks.get().run(job.places().output(), progress);
			ResultRows.add(TrackEvaluation.table(scores), String.valueOf(job.places().predicted().get().getFileName()));
			IJ.showStatus(TrackEvaluation.sentence(scores));
			return;
		}
		ModelRequest request = ModelRequest.of(model, Device.valueOf(device.toUpperCase(Locale.ROOT)), backend).with(taskValues());
		EvaluationJob.Outcome outcome = job.run(CACHE, request, progress);
		ResultRows.add(outcome.report().tables().get("evaluation"), outcome.of());
		plot = EvaluationPlot.of(outcome.report().pooled().chart()).getImagePlus();
		outcome.lines().forEach(IJ::log);
		IJ.showStatus(outcome.report().images().size() + " images: " + outcome.sentence());
	}

	private void compareFilms() throws IOException {
		boolean areOthersLeft = probability == 0 && overlap == 0 && scale == 0 && channel.equals("0") && worst == 5 && !split_masks && !strict
			&& options.isBlank();
		if (!areOthersLeft) throw new IllegalArgumentException("With task=video only data, predicted and output count; leave the other settings as they are.");
		EvaluationJob.Places places = EvaluationJob.Places.of(model, predicted, data, output);
		if (places.predicted().isEmpty())
			throw new IllegalArgumentException("With task=video films of labels are compared: name those that were found as predicted.");
		VideoEvaluationJob.Outcome outcome = new VideoEvaluationJob(places.data(), places.predicted().get(), places.output())
			.run(new StatusProgress("Evaluating", this::isCanceled));
		ResultRows.add(outcome.table(), "video");
		IJ.showStatus(outcome.sentence());
	}

	@Override
	protected List<String> choices(String setting) throws IOException {
		if (setting.equals("task")) return Stream.concat(TrainingCommand.tasks().stream(), Stream.of(VideoEvaluationJob.TASK)).toList();
		if (!setting.equals("model")) return List.of();
		Stream<String> models = ModelStore.standard().list().stream().filter(ModelEntry::isUsable).map(ModelEntry::name);
		return Stream.concat(models, Stream.of("none")).toList();
	}

	@Override
	protected List<Option> taskOptions() {
		return Tasks.installed().options(Task::usageOptions);
	}

	@Override
	protected List<Option> fittingOptions(Map<String, Object> chosen) throws IOException {
		return ModelChoices.usageOptions((String) chosen.get("model"));
	}
}
