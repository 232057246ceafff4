package sc.fovea.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.evaluate.Table;
import sc.fovea.image.AtomicFiles;
import sc.fovea.image.AtomicFolder;
import sc.fovea.job.ModelCache;
import sc.fovea.plugin.Plugins;
import sc.fovea.predict.Predictor;
import sc.fovea.predict.SegmentationOptions;

/**
 * The subcommand of a plugin.
 *
 * @param plugin says what it does
 * @param settings of its ImageJ command
 */
record ModelFiles<P extends Predictor>(ImageSubcommand<P> plugin, CommandOptions settings) implements Subcommand {

	private static final int NAME_WIDTH = 18;

	private ModelFiles(ImageSubcommand<P> plugin) {
		this(plugin, CommandOptions.of(plugin.command(), plugin.withoutSettings()));
	}

	/** Names of those that are installed, those of high priority first. */
	static List<String> verbs() {
		List<String> verbs = new ArrayList<>();
		Plugins.of(ImageSubcommand.class).forEach(plugin -> verbs.add(plugin.verb()));
		return verbs;
	}

	/** The one of a name. @throws IllegalArgumentException if none is installed */
	static Subcommand named(String verb) {
		for (ImageSubcommand<?> plugin : Plugins.of(ImageSubcommand.class)) {
			if (plugin.verb().equals(verb)) return of(plugin);
		}
		throw new IllegalArgumentException("Expected the name of a subcommand, got '" + verb + "'.");
	}

	private static Subcommand of(ImageSubcommand<?> plugin) {
		return new ModelFiles<>(plugin);
	}

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name(plugin.verb());
		List<String> lines = new ArrayList<>(List.of("Writes for each image STEM:"));
		plugin.imageFiles().forEach((ending, what) -> lines.add(line("STEM" + ending, what)));
		if (!plugin.tableFiles().isEmpty()) lines.add("and for all images together:");
		plugin.tableFiles().forEach((name, what) -> lines.add(line(name, what)));
		lines.add("");
		spec.usageMessage().header(plugin.header()).description(lines.toArray(String[]::new));
		SegmentOptions.addTo(spec, settings, Set.of());
		return spec;
	}

	private static String line(String name, String what) {
		return ("  " + name + " ".repeat(Math.max(1, NAME_WIDTH - name.length())) + what).replace("%", "%%");
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		SegmentationOptions segmentation = new SegmentationOptions(0, 0, settings.number(parsed, "scale"), 0);
		SegmentOptions options = SegmentOptions.of(parsed, settings, segmentation, Set.of());
		try (ModelCache cache = new ModelCache()) {
			terminal.progress("Loading model " + options.request().model() + "...");
			return cache.use(options.request(), plugin.verb(), plugin.predictor(), (predictor, device) -> {
				List<Table> empty = plugin.begin(predictor, options.segmentation()).tables(); // refuses what does not fit before anything is written
				AtomicFolder.prepare(options.output());
				ImageRun images = new ImageRun(options, terminal, input -> count(predictor, options, input));
				int code = images.all(device);
				if (images.isSummarised()) FolderSummary.write(options.output(), options.request().model(), images);
				images.report(options.output());
				if (!images.isPart()) save(images, empty, options);
				return code;
			});
		}
	}

	/** A predictor is for one thread at a time; images are read meanwhile. Each image is a run of its own, so that its rows are known. */
	private long count(P predictor, SegmentOptions options, ImageRun.Input input) throws IOException {
		synchronized (predictor) {
			ImageSubcommand.Run run = plugin.begin(predictor, options.of(input.image(), predictor.model()));
			long count = run.on(Path.of(input.name()), input.image(), input.results(), input.progress());
			List<String> names = List.copyOf(plugin.tableFiles().keySet());
			List<Table> tables = run.tables();
			for (int i = 0; i < names.size(); i++) {
				for (List<Object> row : tables.get(i).rows()) {
					input.row(names.get(i), row);
				}
			}
			return count;
		}
	}

	/** A table without a row says nothing. */
	private void save(ImageRun images, List<Table> empty, SegmentOptions options) throws IOException {
		List<String> names = List.copyOf(plugin.tableFiles().keySet());
		for (int i = 0; i < names.size(); i++) {
			List<List<Object>> rows = new ArrayList<>();
			images.rows(names.get(i), (image, some) -> rows.addAll(some));
			String csv = new Table(empty.get(i).columns(), rows).csv();
			if (!rows.isEmpty()) AtomicFiles.write(options.output().resolve(names.get(i)), file -> Files.writeString(file, csv));
		}
	}

	/** Endings of the images that they write: what they made is no input when a folder is named. */
	static List<String> endings() {
		List<String> endings = new ArrayList<>();
		Plugins.of(ImageSubcommand.class).forEach(plugin -> endings.addAll(files(plugin).keySet()));
		return endings;
	}

	private static Map<String, String> files(ImageSubcommand<?> plugin) {
		return plugin.imageFiles();
	}
}
