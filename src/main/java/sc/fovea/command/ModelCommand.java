package sc.fovea.command;

import ij.IJ;
import ij.ImagePlus;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.scijava.plugin.Parameter;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.BackendOptions.Device;
import sc.fovea.job.ModelCache;
import sc.fovea.job.ModelRequest;
import sc.fovea.predict.Predictor;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.tile.Progress;

/**
 * A command that uses a model on the current image: what a task of another jar extends for its entry in menu and macros. Its settings are model, scale, channel and
 * device, and the fields that are added.
 *
 * <pre>{@code
 * @Plugin(type = Command.class, headless = true, visible = false, label = "Count...")
 * public final class Count extends ModelCommand<Counter> {
 *     public Count() { super("count", Counter.class); }
 *     protected String use(Counter counter, ImagePlus image, SegmentationOptions options, Progress progress) { ... }
 * }
 * }</pre>
 *
 * The entry is a line in the jar's {@code plugins.config}, and the name of the jar has a {@code _}, without which ImageJ does not look into it:
 *
 * <pre>{@code
 * Plugins>Fovea, "Count...", sc.fovea.command.MenuEntry("org.example.fovea.Count")
 * }</pre>
 *
 * @param <P> what its models become
 */
public abstract class ModelCommand<P extends Predictor> extends FoveaCommand {

	private static final ModelCache CACHE = new ModelCache();

	@Parameter(label = "Image", required = false, persist = false, description = "The image; the current one unless told otherwise.")
	private ImagePlus input;

	@Parameter(label = "Model", required = false, persist = false, description = "Name of a model, or path of a model archive.")
	private String model = "";

	@Parameter(label = "Scale (0 = by pixel size, 1 = none)", required = false, persist = false,
		description = "Factor by which the image is resampled for the model, 1/16 to 16; 0 compares the pixel sizes of image and model, 1 is none.")
	private double scale;

	@Parameter(label = "Channel (0 = the only one)", required = false, persist = false,
		description = "Which channel of several the model looks at: its number from 1, its name, or its colour such as blue; 0 is the only one that is not "
			+ "empty, or else the current one.")
	private String channel = "0";

	@Parameter(label = "Device", choices = { "any", "cpu", "gpu" }, required = false, persist = false,
		description = "Where the model runs: any takes a GPU if there is one.")
	private String device = "any";

	@Parameter(label = "Backend", required = false, persist = false,
		description = "Which library computes, by its name; automatic takes the best that can do it.")
	private String backend = BackendOptions.AUTOMATIC;

	private final String verb;
	private final Class<P> predictor;

	/**
	 * @param verb of the task, see {@link sc.fovea.task.Task#verb}
	 * @param predictor what its models become
	 */
	protected ModelCommand(String verb, Class<P> predictor) {
		this.verb = verb;
		this.predictor = predictor;
	}

	/**
	 * Uses the model.
	 *
	 * @param loaded is kept for the next call, and not to be closed
	 * @param options scale and channel; no thresholds
	 * @return what came out, in a few words for the status bar
	 * @throws IOException with one sentence, if it fails
	 * @throws IllegalArgumentException likewise, if image and model do not fit
	 */
	protected abstract String use(P loaded, ImagePlus image, SegmentationOptions options, Progress progress) throws IOException;

	@Override
	protected final void execute() throws IOException {
		ImagePlus image = OpenImage.require(input);
		CommandInput.of(getClass()).stream().filter(setting -> setting.name().equals("device")).forEach(setting -> setting.parse(device));
		SegmentationOptions options = new SegmentationOptions(0, 0, scale, 0);
		ModelRequest request = ModelRequest.of(model, Device.valueOf(device.toUpperCase(Locale.ROOT)), backend);
		StatusProgress progress = new StatusProgress(image.getTitle(), this::isCanceled);
		IJ.showStatus(CACHE.use(request, verb, predictor,
			(loaded, ranOn) -> use(loaded, image, options.withChannel(OpenImage.channel(channel, image, loaded.model().input().channels())), progress) + " on "
				+ ranOn));
	}

	@Override
	protected List<String> choices(String setting) throws IOException {
		return ModelChoices.of(setting, verb);
	}
}
