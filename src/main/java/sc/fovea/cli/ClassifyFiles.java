package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.Classify;
import sc.fovea.evaluate.Table;
import sc.fovea.image.AtomicFiles;
import sc.fovea.image.ChannelChoice;
import sc.fovea.image.ImageFiles;
import sc.fovea.job.ModelCache;
import sc.fovea.job.ModelRequest;
import sc.fovea.job.PlaneClassification;
import sc.fovea.task.classification.Classifier;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;

/** {@code fovea classify}: images in, a table of their classes out. */
final class ClassifyFiles implements Subcommand {

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
		return spec;
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		String model = SETTINGS.text(parsed, "model");
		if (model.isBlank()) throw new IllegalArgumentException("\"model\" must be the name of a classification model or the path of one, but is empty.");
		ModelRequest request = new ModelRequest(model, SETTINGS.backend(parsed), MemoryBudget.automatic());
		try (ModelCache cache = new ModelCache()) {
			terminal.progress("Loading model " + model + "...");
			return cache.use(request, "classify", Classifier.class,
				(classifier, device) -> new Run(terminal, classifier, SETTINGS.text(parsed, "channel")).all(parsed, device));
		}
	}

	/** One call: counts what is done. */
	private static final class Run {

		private final Terminal terminal;
		private final Classifier classifier;
		private final String channel;
		private final List<List<Object>> rows = new ArrayList<>();
		private int failed;

		Run(Terminal terminal, Classifier classifier, String channel) {
			this.terminal = terminal;
			this.classifier = classifier;
			this.channel = channel;
		}

		int all(ParseResult parsed, String device) throws IOException {
			long start = System.nanoTime();
			Path output = parsed.matchedOptionValue("--output", Path.of(""));
			List<Path> files = files(parsed.matchedPositionalValue(0, List.of()));
			for (int i = 0; i < files.size(); i++) {
				terminal.progress("[" + (i + 1) + "/" + files.size() + "] " + files.get(i).getFileName());
				one(files.get(i));
			}
			if (rows.isEmpty()) throw new IOException("No image could be classified; nothing was written.");
			List<String> columns = new ArrayList<>(List.of("image", "label", "score"));
			columns.addAll(classifier.classes());
			String csv = new Table(columns, rows).csv();
			AtomicFiles.write(output, file -> Files.writeString(file, csv));
			terminal.line(String.format(Locale.ROOT, "%d row%s, %s%.1f s on %s. Results are in %s", rows.size(), rows.size() == 1 ? "" : "s",
				failed == 0 ? "" : failed + " failed, ", (System.nanoTime() - start) / 1e9, device, output.toAbsolutePath().normalize()));
			return failed == 0 ? SUCCESS : SOME_FAILED;
		}

		private List<Path> files(List<Path> paths) {
			List<Path> files = new ArrayList<>();
			for (Path path : paths) {
				try {
					List<Path> found = ImageFiles.list(path);
					if (found.isEmpty()) fail("the folder \"" + path + "\" holds no images.");
					files.addAll(found);
				}
				catch (IOException e) {
					fail(e.getMessage());
				}
			}
			return files.stream().distinct().toList();
		}

		private void one(Path file) {
			try {
				ImagePlus image = ImageFiles.open(file);
				int chosen = ChannelChoice.of(channel, image, classifier.model().input().channels());
				for (PlaneClassification.Row row : new PlaneClassification(classifier, chosen).planes(image, Progress.none())) {
					List<Object> cells = new ArrayList<>(List.of(row.name(), row.answer().label(), row.answer().score()));
					cells.addAll(row.answer().probabilities());
					rows.add(cells);
				}
			}
			catch (IOException | IllegalArgumentException e) {
				fail(file + ": " + e.getMessage());
			}
		}

		private void fail(String sentence) {
			failed++;
			terminal.error("fovea: " + sentence);
		}
	}
}
