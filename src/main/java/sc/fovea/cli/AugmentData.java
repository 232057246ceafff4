package sc.fovea.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.augment.folder.FolderAugmentation;
import sc.fovea.image.ImageFiles;
import sc.fovea.job.Formats;
import sc.fovea.job.RecipeBook;

/** {@code fovea augment}: variants of annotated images, in a folder of the same layout. */
final class AugmentData implements Subcommand {

	private static final List<String> TASKS = List.of("instance-segmentation", "semantic-segmentation");
	private static final int MOST_VARIANTS = 1_000_000;

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("augment");
		spec.usageMessage().header("Multiplies annotated images: variants of each, with the labels moved along.");
		spec.usageMessage().footer("", "Labels are annotations as \"fovea inspect --help\" lists them; of images/cell.tif and labels/cell.tif are made",
			"images/cell_1.tif, labels/cell_1.tif, images/cell_2.tif, ... The same seed makes the same files.",
			"\"fovea recipes\" lists the recipes and augmentations.");
		spec.addOption(option("--data", "FOLDER", "Folder with \"images\", and perhaps \"labels\" of the same names.").type(Path.class).required(true).build());
		spec.addOption(option("--output", "FOLDER", "Where the variants go; made if it does not exist.").type(Path.class).required(true).build());
		spec.addOption(option("--recipe", "NAME|FILE", "A recipe, an augmentation, or a file with a recipe in JSON. Default: fluorescence.").type(String.class)
			.build());
		spec.addOption(option("--variants", "N", "Variants of each image. Default: 8.").type(int.class).build());
		spec.addOption(option("--seed", "N", "Chooses the variants. Default: 1.").type(long.class).build());
		spec.addOption(option("--task", String.join("|", TASKS), "Label images hold ids of objects, or ids of classes. Default: " + TASKS.get(0) + ".")
			.type(String.class).build());
		return spec;
	}

	private static OptionSpec.Builder option(String name, String label, String description) {
		return OptionSpec.builder(name).paramLabel(label).description(description);
	}

	@Override
	public int run(ParseResult options, Terminal terminal) throws IOException {
		long start = System.nanoTime();
		FolderAugmentation augmentation = augmentation(options);
		Path data = options.matchedOptionValue("--data", Path.of(""));
		Path output = options.matchedOptionValue("--output", Path.of(""));
		terminal.progress("Augmenting...");
		int images = ImageFiles.list(data.resolve("images")).size();
		FolderAugmentation.Report report = augmentation.run(data, output, done -> terminal.progress("Augmenting  " + done + " of " + images + " images"));
		report.failures().forEach(sentence -> terminal.error("fovea: " + sentence));
		terminal.line(String.format(Locale.ROOT, "%s of %s, %s%.1f s. Results are in %s", counted(report.written(), "variant"),
			counted(images - report.failures().size(), "image"),
			report.failures().isEmpty() ? "" : report.failures().size() + " failed, ", (System.nanoTime() - start) / 1e9, output.toAbsolutePath().normalize()));
		return report.failures().isEmpty() ? SUCCESS : SOME_FAILED;
	}

	private static String counted(int count, String what) {
		return count + " " + what + (count == 1 ? "" : "s");
	}

	private static FolderAugmentation augmentation(ParseResult options) throws IOException {
		int variants = options.matchedOptionValue("--variants", 8);
		if (variants < 1 || variants > MOST_VARIANTS) {
			throw new IllegalArgumentException("\"variants\" must be 1 to " + MOST_VARIANTS + ", but is " + variants + ".");
		}
		String task = options.matchedOptionValue("--task", TASKS.get(0));
		if (!TASKS.contains(task)) {
			throw new IllegalArgumentException("\"task\" must be one of " + String.join(", ", TASKS) + ", but is \"" + task + "\".");
		}
		return new FolderAugmentation(RecipeBook.installed().named(options.matchedOptionValue("--recipe", "fluorescence")), variants,
			options.matchedOptionValue("--seed", 1L), task.equals(TASKS.get(1)), Formats.installed());
	}
}
