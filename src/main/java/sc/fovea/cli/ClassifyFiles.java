package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.Classify;
import sc.fovea.evaluate.Table;
import sc.fovea.image.AtomicFiles;
import sc.fovea.image.ChannelChoice;
import sc.fovea.image.ImageFileException;
import sc.fovea.job.ModelCache;
import sc.fovea.job.PlaneClassification;
import sc.fovea.task.classification.Classifier;

/** {@code fovea classify}: images in, a table of their classes out. */
final class ClassifyFiles implements Subcommand {

	/** Name of its rows in the manifest. */
	private static final String TABLE = "classes";
	/** Files have no ROI Manager. */
	private static final CommandOptions SETTINGS = CommandOptions.of(Classify.class, Set.of("rois"));

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("classify");
		spec.usageMessage().header("Says what images are.").description(
			"Writes a row for each image, and for each slice of a stack: image, label, score, and the",
			"probability of every class.", "");
		spec.addPositional(PositionalParamSpec.builder().paramLabel("IMAGE_OR_FOLDER").arity("1..*").type(List.class).auxiliaryTypes(Path.class)
			.description("Images (TIFF, PNG, JPEG, ...), or folders of images.").build());
		spec.addOption(option("--output", "FILE", "Where the table goes, for example classes.csv.").type(Path.class).required(true).build());
		SETTINGS.addTo(spec);
		spec.addOption(CommandOptions.threads());
		RunOptions.addTo(spec);
		return spec;
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		String model = SETTINGS.text(parsed, "model");
		if (model.isBlank()) throw new IllegalArgumentException("\"model\" must be the name of a classification model or the path of one, but is empty.");
		Path output = parsed.matchedOptionValue("--output", Path.of(""));
		SegmentOptions options = SegmentOptions.ofWhole(parsed, SETTINGS, Set.of()).into(folder(output));
		try (ModelCache cache = new ModelCache()) {
			terminal.progress("Loading model " + model + "...");
			return cache.use(options.request(), "classify", Classifier.class, (classifier, device) -> {
				ImageRun images = new ImageRun(options, terminal, input -> classify(classifier, options, input)).forTable(output);
				int code = images.all(device);
				if (!images.isPart()) write(classifier, images, output);
				if (images.isKept()) FolderSummary.write(options.output(), model, images);
				images.report(options.output());
				return code;
			});
		}
	}

	/** @throws ImageFileException if it does not exist */
	private static Path folder(Path output) throws ImageFileException {
		Path folder = output.toAbsolutePath().normalize().getParent();
		if (folder == null || !Files.isDirectory(folder)) {
			throw new ImageFileException("Cannot write \"" + output + "\": the folder \"" + folder + "\" does not exist.");
		}
		return folder;
	}

	private static int classify(Classifier classifier, SegmentOptions options, ImageRun.Input input) {
		List<PlaneClassification.Row> rows;
		synchronized (classifier) { // it is for one thread at a time; images are read meanwhile
			int channel = ChannelChoice.of(options.channel(), input.image(), classifier.model().input().channels());
			rows = new PlaneClassification(classifier, channel).planes(input.image(), input.progress());
		}
		String folder = input.name().substring(0, input.name().lastIndexOf('/') + 1);
		for (PlaneClassification.Row row : rows) {
			List<Object> cells = new ArrayList<>(List.of(folder + row.name(), row.answer().label(), row.answer().score()));
			cells.addAll(row.answer().probabilities());
			input.row(TABLE, cells);
		}
		return rows.size();
	}

	private static void write(Classifier classifier, ImageRun images, Path output) throws IOException {
		List<List<Object>> rows = new ArrayList<>();
		images.rows(TABLE, (name, some) -> rows.addAll(some));
		if (rows.isEmpty()) throw new IOException("No image could be classified; nothing was written.");
		List<String> columns = new ArrayList<>(List.of("image", "label", "score"));
		columns.addAll(classifier.classes());
		String csv = new Table(columns, rows).csv();
		AtomicFiles.write(output, file -> Files.writeString(file, csv));
	}
}
