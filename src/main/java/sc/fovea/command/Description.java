package sc.fovea.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import sc.fovea.architecture.Architecture;
import sc.fovea.architecture.ArchitectureCatalogue;
import sc.fovea.architecture.Backbone;
import sc.fovea.image.AtomicFiles;
import sc.fovea.model.Model;
import sc.fovea.model.ModelEntry;
import sc.fovea.model.ModelStore;
import sc.fovea.net.Network;
import sc.fovea.net.NetworkPicture;
import sc.fovea.net.Size;
import sc.fovea.train.plan.PlanRequest;

/**
 * A network in words and as a picture: that of a model, or that which an architecture makes.
 *
 * @param title of it
 * @param network what is described
 */
public record Description(String title, Network network) {

	private static final int USUAL_FILTERS = 32;
	private static final int USUAL_GRID = 2;

	/**
	 * What an architecture is asked for.
	 *
	 * @param channels of the image
	 * @param grid on which features are; 0 for 2 pixels if it comes up again, and for its deepest features if it only goes down
	 * @param design width, depth and poolings
	 */
	public record Asked(int channels, int grid, PlanRequest.Design design) {}

	/**
	 * Of an architecture or a model.
	 *
	 * @param name of an architecture, or name or file of a model
	 * @throws IOException with a sentence, if there is neither, or the model cannot be read
	 * @throws IllegalArgumentException if the architecture cannot be built so, or something is asked of a model
	 */
	public static Description of(String name, Asked asked) throws IOException {
		Optional<Architecture> architecture = Optional.ofNullable(ArchitectureCatalogue.installed().architectures().get(name));
		if (architecture.isPresent()) return of(architecture.get(), asked);
		if (!asked.design().equals(new PlanRequest.Design(Optional.empty(), OptionalDouble.empty())) || asked.grid() != 0) {
			throw new IllegalArgumentException(
				"Expected the name of an architecture to shape, one of " + String.join(", ", ArchitectureCatalogue.installed().names())
					+ ", got '" + name + "'; a model is described as it is.");
		}
		Model model = ModelStore.standard().load(name);
		return new Description(model.card().name() + ", for " + model.task().title(), model.network());
	}

	private static Description of(Architecture architecture, Asked asked) {
		PlanRequest.Design design = asked.design();
		if (asked.grid() == 0 && !architecture.comesUp()) {
			return new Description(architecture.name() + ", down to its deepest features",
				design.features(architecture, asked.channels(), USUAL_FILTERS, architecture.halvings()));
		}
		int grid = asked.grid() == 0 ? USUAL_GRID : asked.grid();
		return new Description(architecture.name() + ", on a grid of " + (grid == 1 ? "1 pixel" : grid + " pixels"),
			architecture.trunk(design.trunk(architecture, asked.channels(), grid, USUAL_FILTERS, 0)));
	}

	/** Title and table; the columns are explained below. @param side of the image in pixels, if shapes shall be of one size */
	public String text(OptionalInt side) {
		String table = side.isPresent() ? network.describe(Size.of(side.getAsInt())) : network.describe();
		return title + "\n" + table + "shape: height, width and channels of the answer; sees: side of the square of the image that a value depends on;\n"
			+ "halo: pixels around its own that it depends on.\n";
	}

	/** Writes NAME.txt, NAME.svg and NAME.png. @param folder made if it is not there @param stem of the files @throws IOException if they cannot be written */
	public void write(Path folder, String stem, OptionalInt side) throws IOException {
		Files.createDirectories(folder);
		NetworkPicture picture = NetworkPicture.of(network);
		AtomicFiles.write(folder.resolve(stem + ".txt"), file -> Files.writeString(file, text(side)));
		AtomicFiles.write(folder.resolve(stem + ".svg"), file -> Files.writeString(file, picture.svg()));
		AtomicFiles.write(folder.resolve(stem + ".png"), file -> {
			try (OutputStream out = Files.newOutputStream(file)) {
				ImageIO.write(NetworkPainter.paint(picture), "png", out);
			}
		});
	}

	/** The architectures with what they fit, a paragraph each. */
	public static String architectures() {
		Map<String, Architecture> all = ArchitectureCatalogue.installed().architectures();
		return all.values().stream().map(Description::text).collect(Collectors.joining("\n"));
	}

	private static String text(Architecture architecture) {
		String poolings = architecture.hasPoolings() ? "between its layers" : "over the whole image of a classification";
		String weights = architecture instanceof Backbone
			? "can begin with published weights, but for localization and r-cnn"
			: "learned from scratch";
		return architecture.name() + "\n  " + architecture.summary() + "\n  fits     every task; " + weights + "\n  way up   "
			+ (architecture.comesUp() ? "its own" : "by a decoder, where places are answered") + "\n  pooling  " + poolings + "\n";
	}

	/** Names that can be described. @throws IOException if the models cannot be listed */
	static List<String> names() throws IOException {
		List<String> names = new ArrayList<>(ArchitectureCatalogue.installed().names());
		ModelStore.standard().list().stream().filter(ModelEntry::isUsable).map(ModelEntry::name).forEach(names::add);
		return names;
	}
}
