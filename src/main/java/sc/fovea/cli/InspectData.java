package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.annotation.AnnotatedImage;
import sc.fovea.annotation.DataSet;
import sc.fovea.annotation.DataTally;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageSummary;
import sc.fovea.job.ClassCheck;
import sc.fovea.job.Formats;
import sc.fovea.job.TrainingSettings;

/** {@code fovea inspect}: what was understood of images, or what a training would read from a folder and what it would leave out. */
final class InspectData implements Subcommand {

	private static final List<String> TASKS = List.of(TrainingSettings.AUTOMATIC, "instance-segmentation", "semantic-segmentation", ClassCheck.TASK);
	private static final String SEMANTIC = "semantic-segmentation";

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("inspect");
		spec.usageMessage().header("Says what was understood of images, or of annotated images what is there and what cannot be used.");
		spec.usageMessage().footer("",
			"The annotations of images/NAME.tif are in labels: a label image NAME.tif or NAME.png, ROIs of ImageJ NAME.zip or NAME.roi,",
			"NAME.geojson of QuPath, NAME.xml of Pascal VOC, or any.json of COCO for all images. Without them coco.json beside \"images\" is read,",
			"and the overlays of the images. What is not annotated: labels/NAME_ignore.png is not 0 there; ROIs named ignore..., or all that is in none",
			"named annotated...; the class Ignore* of QuPath; iscrowd of COCO; difficult of VOC.");
		spec.addPositional(PositionalParamSpec.builder().paramLabel("IMAGE_OR_FOLDER").arity("0..*").type(List.class).auxiliaryTypes(Path.class)
			.description("Images of which size, channels, type and pixel size are said.").build());
		spec.addOption(
			option("--data", "FOLDER", "Folder with \"images\" and \"labels\", or with a folder of images for each class.").type(Path.class).build());
		spec.addOption(option("--task", String.join("|", TASKS),
			"Label images hold ids of objects, or ids of classes, or there is a folder of images for each class; automatic"
				+ " finds folders of classes, and else takes ids of objects. Default: " + TASKS.get(0) + ".")
			.type(String.class).build());
		return spec;
	}

	@Override
	public int run(ParseResult options, Terminal terminal) throws IOException {
		List<Path> images = options.matchedPositionalValue(0, List.of());
		if (images.isEmpty() == !options.hasMatchedOption("--data")) {
			throw new IllegalArgumentException("Either images or --data with a folder of annotated images is needed, but there "
				+ (images.isEmpty() ? "is none of them." : "are both."));
		}
		if (!images.isEmpty()) return summaries(images, terminal);
		String task = options.matchedOptionValue("--task", TASKS.get(0));
		if (!TASKS.contains(task)) {
			throw new IllegalArgumentException("\"task\" must be one of " + String.join(", ", TASKS) + ", but is \"" + task + "\".");
		}
		terminal.progress("Reading images...");
		Optional<ClassCheck> classes = ClassCheck.of(options.matchedOptionValue("--data", Path.of("")), task);
		if (classes.isPresent()) {
			classes.get().lines().forEach(terminal::line);
			return classes.get().failures() == 0 ? SUCCESS : SOME_FAILED;
		}
		DataSet data = DataSet.open(options.matchedOptionValue("--data", Path.of("")), Formats.installed());
		Reading reading = new Reading(terminal, data.images().size());
		DataTally.of(data, task.equals(SEMANTIC), reading).lines().forEach(terminal::line);
		return reading.failures == 0 ? SUCCESS : SOME_FAILED;
	}

	private static int summaries(List<Path> places, Terminal terminal) {
		int failures = 0;
		for (Path place : places) {
			failures += summary(place, terminal);
		}
		return failures == 0 ? SUCCESS : SOME_FAILED;
	}

	/** An image, or all of a folder. @return how many could not be read */
	private static int summary(Path place, Terminal terminal) {
		int failures = 0;
		try {
			for (Path image : Files.isDirectory(place) ? ImageFiles.list(place) : List.of(place)) {
				failures += one(image, terminal);
			}
			return failures;
		}
		catch (IOException e) {
			terminal.error("fovea: " + e.getMessage());
			return failures + 1;
		}
	}

	private static int one(Path image, Terminal terminal) {
		try {
			ImageSummary.of(image).forEach(terminal::line);
			return 0;
		}
		catch (IOException | IllegalArgumentException e) {
			terminal.error("fovea: " + e.getMessage());
			return 1;
		}
	}

	/** Shows how far it is, and what cannot be used. */
	private static final class Reading implements DataTally.Watcher {

		private final Terminal terminal;
		private final int images;
		private int read;
		private int failures;

		Reading(Terminal terminal, int images) {
			this.terminal = terminal;
			this.images = images;
		}

		@Override
		public void reading(AnnotatedImage image) {
			terminal.progress("Reading image " + ++read + " of " + images);
		}

		@Override
		public void failed(String sentence) {
			failures++;
			terminal.error("fovea: " + sentence);
		}
	}
}
