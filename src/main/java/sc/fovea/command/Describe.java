package sc.fovea.command;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import sc.fovea.job.TrainingSettings;
import sc.fovea.net.NetworkPicture;

/**
 * Tells the layers of a model or an architecture and draws them: {@code run("Describe...", "network=unet")}. The names of the fields are the macro keys.
 */
@Plugin(type = Command.class, headless = true, visible = false, label = "Describe...")
public final class Describe extends FoveaCommand {

	@Parameter(label = "Network", persist = false, description = "Name of an architecture, or name or file of a model.")
	private String network = "";

	@Parameter(label = "Side of the image (0 = any)", required = false, persist = false,
		description = "Shapes are those for a square image of so many pixels; 0 leaves them open.")
	private int side;

	@Parameter(label = "Channels of the image", required = false, persist = false, description = "Architecture: channels of the image.")
	private int channels = 1;

	@Parameter(label = "Grid (0 = usual)", required = false, persist = false,
		description = "Architecture: pixels of the image for each pixel of the features, a power of two; 0 takes 2, or goes down to the deepest features if it only goes down.")
	private int grid;

	@Parameter(label = "Width (0 = usual)", required = false, persist = false,
		description = "Architecture: factor of the number of filters in each layer, 1/16 to 16; 0 takes the usual ones.")
	private double width;

	@Parameter(label = "Depth (0 = usual)", required = false, persist = false,
		description = "Architecture: number of levels of resolution, each half of the one before; 0 takes the usual ones.")
	private int depth;

	@Parameter(label = "Pooling", choices = { TrainingSettings.AUTOMATIC, "max", "average", "l2" }, required = false, persist = false,
		description = "Architecture: how it pools between its layers; automatic does as it usually does.")
	private String pooling = TrainingSettings.AUTOMATIC;

	@Parameter(label = "Pooling_size (0 = usual)", required = false, persist = false,
		description = "Architecture: side of the window of each pooling in pixels; 0 takes the usual one.")
	private int pooling_size;

	@Parameter(label = "Pooling_stride (0 = usual)", required = false, persist = false,
		description = "Architecture: step of each pooling in pixels; 0 takes the usual one.")
	private int pooling_stride;

	@Parameter(label = "Output folder (empty = none)", required = false, persist = false, style = CommandInput.FOLDER,
		description = "Folder for NAME.txt, NAME.svg and NAME.png; made if it is not there, and none if it is empty.")
	private String output = "";

	@Parameter(label = "Layers", type = ItemIO.OUTPUT)
	private String report;

	@Parameter(label = "Picture", type = ItemIO.OUTPUT)
	private ImagePlus picture;

	@Override
	protected void execute() throws IOException {
		Map<String, Object> values = new CommandModule(new CommandInfo(getClass()), this).getInputs();
		CommandInput.of(getClass()).stream().filter(i -> i.name().equals("pooling")).forEach(i -> i.parse(pooling));
		Description description = of(new TrainingSettings(values));
		report = description.text(size(side));
		picture = new ImagePlus(description.title(), NetworkPainter.paint(NetworkPicture.of(description.network())));
		if (!output.isBlank()) description.write(Path.of(output), stem(network), size(side));
	}

	/**
	 * What is to be described.
	 *
	 * @param settings by the keys of this command
	 * @throws IOException with a sentence, if there is no such model or architecture
	 * @throws IllegalArgumentException if a setting is not valid, or the architecture cannot be built so
	 */
	public static Description of(TrainingSettings settings) throws IOException {
		if (settings.text("network").isEmpty()) throw new IllegalArgumentException("\"network\" must be the name of an architecture or a model, but is empty.");
		return Description.of(settings.text("network"),
			new Description.Asked(settings.whole("channels"), settings.whole("grid"), settings.design(Optional.empty())));
	}

	/** Side of the image; 0 for any. @throws IllegalArgumentException if it is below 0 */
	public static OptionalInt size(int side) {
		if (side < 0) throw new IllegalArgumentException("\"side\" must be 0 or more, but is " + side + ".");
		return side == 0 ? OptionalInt.empty() : OptionalInt.of(side);
	}

	/** Name of the files: {@code cells} for {@code models/cells.zip}. */
	public static String stem(String network) {
		return Path.of(network).getFileName().toString().replaceFirst("\\.zip$", "");
	}

	@Override
	protected List<String> choices(String setting) throws IOException {
		return setting.equals("network") ? Description.names() : List.of();
	}
}
