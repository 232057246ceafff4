package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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
		spec.addOption(OptionSpec.builder("--split-masks").type(boolean.class).description(
			"Takes connected regions of masks, which are 1 or 255 in objects and 0 elsewhere, for objects of their own, instead of one object for each mask.")
			.build());
		spec.addOption(OptionSpec.builder("--strict").type(boolean.class)
			.description("Stops at the first image or annotation that cannot be used, with exit code 2, instead of naming it and going on.").build());
		return spec;
	}

	@Override
	public int run(ParseResult options, Terminal terminal) throws IOException {
		List<Path> images = options.matchedPositionalValue(0, List.of());
		if (images.isEmpty() == !options.hasMatchedOption("--data")) {
			throw new IllegalArgumentException("Either images or --data with a folder of annotated images is needed, but there "
				+ (images.isEmpty() ? "is none of them." : "are both."));
		}
		boolean isStrict = options.hasMatchedOption("--strict");
		boolean splits = options.hasMatchedOption("--split-masks");
		if (!images.isEmpty()) {
			if (splits) throw new IllegalArgumentException("--split-masks is for annotations, but images are given; leave it out.");
			return summaries(images, isStrict, terminal);
		}
		String task = options.matchedOptionValue("--task", TASKS.get(0));
		if (!TASKS.contains(task)) {
			throw new IllegalArgumentException("\"task\" must be one of " + String.join(", ", TASKS) + ", but is \"" + task + "\".");
		}
		terminal.progress("Reading images...");
		Optional<ClassCheck> classes = ClassCheck.of(options.matchedOptionValue("--data", Path.of("")), task);
		if (splits && (classes.isPresent() || task.equals(SEMANTIC))) {
			throw new IllegalArgumentException("--split-masks makes objects of masks, but here are classes; leave it out.");
		}
		if (classes.isPresent()) {
			classes.get().require(isStrict);
			classes.get().lines().forEach(terminal::line);
			return classes.get().failures().isEmpty() ? SUCCESS : SOME_FAILED;
		}
		DataSet data = DataSet.open(options.matchedOptionValue("--data", Path.of("")), Formats.installed().strict(isStrict).splitting(splits));
		Reading reading = new Reading(terminal, data.images().size());
		DataTally.of(data, task.equals(SEMANTIC), reading).lines().forEach(terminal::line);
		return reading.failures == 0 ? SUCCESS : SOME_FAILED;
	}

	private static int summaries(List<Path> places, boolean isStrict, Terminal terminal) throws IOException {
		int failures = 0;
		for (Path place : places) {
			failures += summary(place, isStrict, terminal);
		}
		return failures == 0 ? SUCCESS : SOME_FAILED;
	}

	/** An image, or all of a folder. @return how many could not be read */
	private static int summary(Path place, boolean isStrict, Terminal terminal) throws IOException {
		int failures = 0;
		List<Path> images;
		try {
			images = Files.isDirectory(place) ? ImageFiles.list(place) : List.of(place);
		}
		catch (IOException e) {
			if (isStrict) throw e;
			terminal.error("fovea: " + e.getMessage());
			return 1;
		}
		for (Path image : images) {
			failures += one(image, isStrict, terminal);
		}
		return failures;
	}

	private static int one(Path image, boolean isStrict, Terminal terminal) throws IOException {
		try {
			ImageSummary.of(image).forEach(terminal::line);
			return 0;
		}
		catch (IOException | IllegalArgumentException e) {
			if (isStrict) throw e;
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
