package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import ij.ImagePlus;
import ij.gui.Roi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.image.OutputFormat;
import sc.fovea.image.roi.RoiFiles;
import sc.fovea.plugin.Plugins;

/**
 * Files of outlines in the formats of plugins, as {@code --format} chooses them.
 *
 * @param formats to write
 */
record FurtherFormats(List<OutputFormat> formats) {

	private static final String NAME = "--format";

	/** The option. */
	static OptionSpec spec() {
		List<OutputFormat> installed = Plugins.of(OutputFormat.class);
		String what = installed.isEmpty()
			? "no plugin with one is installed"
			: installed.stream().map(f -> f.name() + " (STEM" + f.ending() + ")").collect(Collectors
				.joining(", "));
		return option(NAME, "NAME,...", "Further files of outlines, in the formats of plugins: " + what + ".").type(String.class).build();
	}

	/** Those that were asked for. @throws IllegalArgumentException if one is not installed */
	static FurtherFormats of(ParseResult parsed) {
		String names = parsed.matchedOptionValue(NAME, "");
		return new FurtherFormats(
			Arrays.stream(names.split(",")).map(String::strip).filter(name -> !name.isEmpty()).distinct().map(FurtherFormats::named).toList());
	}

	private static OutputFormat named(String name) {
		List<OutputFormat> installed = Plugins.of(OutputFormat.class);
		return installed.stream().filter(format -> format.name().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException("\"format\" must be "
			+ (installed.isEmpty()
				? "that of a plugin, and none is installed"
				: "one of " + installed.stream().map(OutputFormat::name).collect(Collectors.joining(
					", ")))
			+ ", but is \"" + name + "\"."));
	}

	/** Writes them from the outlines of an image. @param results gives the file whose name ends so; that of the outlines is there */
	void write(ImagePlus image, String outlines, Function<String, Path> results) throws IOException {
		if (formats.isEmpty()) return;
		List<Roi> rois = RoiFiles.read(results.apply(outlines));
		for (OutputFormat format : formats) {
			format.write(image, rois, results.apply(format.ending()));
		}
	}
}
