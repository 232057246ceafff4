package sc.fovea.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.backend.BackendOptions;
import sc.fovea.command.CommandInput;
import sc.fovea.command.Segment;
import sc.fovea.command.SegmenterRequest;
import sc.fovea.task.SegmentationOptions;
import sc.fovea.tile.MemoryBudget;

/**
 * What {@code fovea segment} was asked for.
 *
 * @param inputs images and folders
 * @param output folder for the results
 * @param request model, device and memory
 * @param segmentation thresholds, scale and channel
 */
record SegmentOptions(List<Path> inputs, Path output, SegmenterRequest request, SegmentationOptions segmentation) {

	/** Settings that stand for files here, which are always written. */
	private static final Set<String> WRITTEN_ANYWAY = Set.of("rois", "measure");
	private static final long MEBIBYTE = 1L << 20;
	private static final String INPUTS = "IMAGE_OR_FOLDER";

	/** The options: those of the ImageJ command, and files and resources. */
	static CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("segment");
		spec.usageMessage().header("Finds the objects of images.").description("Writes for each image STEM:", "  STEM_labels.tif   ids of the objects, 0 is background",
			"  STEM_rois.zip     outlines for the ROI Manager", "  STEM_objects.csv  measurements, with the columns of Analyze Particles",
			"  STEM_overlay.png  a picture of the outlines on the image", "");
		spec.addPositional(PositionalParamSpec.builder().paramLabel(INPUTS).arity("1..*").type(List.class).auxiliaryTypes(Path.class)
			.description("Images (TIFF, PNG, JPEG, ...), or folders of images.").build());
		spec.addOption(option("--output", "FOLDER", "Where the results go; made if it does not exist.").type(Path.class).required(true).build());
		settings().forEach(input -> spec.addOption(option("--" + input.name(), label(input), description(input)).type(String.class).build()));
		spec.addOption(option("--threads", "N", "CPU threads; 0 for all cores.").type(int.class).defaultValue("0").build());
		spec.addOption(option("--memory", "MB", "Memory for one tile; 0 for what the machine allows.").type(long.class).defaultValue("0").build());
		spec.addOption(option("--tile", "PIXELS", "Longest side of a tile.").type(int.class).defaultValue(Integer.toString(MemoryBudget.SIDE)).build());
		return spec;
	}

	private static OptionSpec.Builder option(String name, String label, String description) {
		return OptionSpec.builder(name).paramLabel(label).description(description.replace("%", "%%"));
	}

	private static List<CommandInput> settings() {
		return CommandInput.of(Segment.class).stream().filter(input -> !WRITTEN_ANYWAY.contains(input.name())).toList();
	}

	private static String label(CommandInput input) {
		if (!input.choices().isEmpty()) return String.join("|", input.choices());
		return input.type() == String.class ? "NAME" : input.type() == int.class ? "N" : "X";
	}

	private static String description(CommandInput input) {
		return input.description() + " Default: " + String.valueOf(input.value()).replaceFirst("\\.0$", "") + ".";
	}

	/** @throws IllegalArgumentException if a value is outside its range; the message is one sentence */
	static SegmentOptions of(ParseResult parsed) {
		BackendOptions.Device device = BackendOptions.Device.valueOf(((String) value(parsed, "device")).toUpperCase(Locale.ROOT));
		SegmenterRequest request = new SegmenterRequest((String) value(parsed, "model"),
			new BackendOptions(device, parsed.matchedOptionValue("--threads", 0)), budget(parsed));
		SegmentationOptions segmentation = new SegmentationOptions((double) value(parsed, "probability"), (double) value(parsed, "overlap"),
			(double) value(parsed, "scale"), (int) value(parsed, "channel"));
		List<Path> inputs = new ArrayList<>(parsed.matchedPositionalValue(0, List.<Path>of()));
		return new SegmentOptions(inputs, parsed.matchedOptionValue("--output", Path.of("")), request, segmentation);
	}

	private static Object value(ParseResult parsed, String name) {
		CommandInput input = settings().stream().filter(i -> i.name().equals(name)).findFirst().orElseThrow();
		String text = parsed.matchedOptionValue("--" + name, (String) null);
		return text == null ? input.value() : input.parse(text);
	}

	private static MemoryBudget budget(ParseResult parsed) {
		long megabytes = parsed.matchedOptionValue("--memory", 0L);
		int side = parsed.matchedOptionValue("--tile", MemoryBudget.SIDE);
		if (megabytes < 0 || megabytes > Long.MAX_VALUE / MEBIBYTE) {
			throw new IllegalArgumentException("\"memory\" must be 0 or more MB, but is " + megabytes + ".");
		}
		if (side < 1) throw new IllegalArgumentException("\"tile\" must be 1 or more pixels, but is " + side + ".");
		return (megabytes == 0 ? MemoryBudget.automatic() : new MemoryBudget(megabytes * MEBIBYTE)).withSide(side);
	}
}
