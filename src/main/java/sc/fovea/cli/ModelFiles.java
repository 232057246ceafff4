package sc.fovea.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

	/** Those that are installed. */
	static List<Subcommand> installed() {
		List<Subcommand> found = new ArrayList<>();
		Plugins.of(ImageSubcommand.class).forEach(plugin -> found.add(of(plugin)));
		return found;
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
		SegmentOptions.addTo(spec, settings);
		return spec;
	}

	private static String line(String name, String what) {
		return ("  " + name + " ".repeat(Math.max(1, NAME_WIDTH - name.length())) + what).replace("%", "%%");
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		SegmentOptions options = SegmentOptions.of(parsed, settings,
			new SegmentationOptions(0, 0, settings.number(parsed, "scale"), settings.whole(parsed, "channel")));
		try (ModelCache cache = new ModelCache()) {
			terminal.progress("Loading model " + options.request().model() + "...");
			return cache.use(options.request(), plugin.verb(), plugin.predictor(), (predictor, device) -> {
				ImageSubcommand.Run run = plugin.begin(predictor, options.segmentation());
				AtomicFolder.prepare(options.output());
				int code = new ImageRun(options, terminal, input -> count(run.on(input.file(), input.image(), input.results(), input.progress()))).all(device);
				save(run.tables(), options);
				return code;
			});
		}
	}

	private static int count(long objects) {
		return (int) Math.min(Integer.MAX_VALUE, objects);
	}

	/** A table without a row says nothing. */
	private void save(List<Table> tables, SegmentOptions options) throws IOException {
		List<String> names = List.copyOf(plugin.tableFiles().keySet());
		for (int i = 0; i < names.size(); i++) {
			String csv = tables.get(i).csv();
			if (!tables.get(i).rows().isEmpty()) AtomicFiles.write(options.output().resolve(names.get(i)), file -> Files.writeString(file, csv));
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
