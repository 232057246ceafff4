package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import ij.ImagePlus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.image.ChannelChoice;
import sc.fovea.job.ModelRequest;
import sc.fovea.model.Model;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.task.OptionValues;
import sc.fovea.tile.MemoryBudget;

/**
 * What {@code fovea segment}, {@code fovea detect} or {@code fovea localize} was asked for.
 *
 * @param inputs images and folders
 * @param output folder for the results
 * @param request model, device and memory
 * @param segmentation thresholds and scale
 * @param channel as it was asked for: number, name, colour, or 0
 * @param batch images at a time, and files of each
 * @param run which images of folders, and what is kept of the run
 */
record SegmentOptions(List<Path> inputs, Path output, ModelRequest request, SegmentationOptions segmentation, String channel, Batch batch,
	RunOptions run) {

	private static final long MEBIBYTE = 1L << 20;
	private static final String INPUTS = "IMAGE_OR_FOLDER";

	/** Adds the options: those of an ImageJ command, and files and resources. */
	static void addTo(CommandSpec spec, CommandOptions settings, Set<ResultFile> possible) {
		addFilesTo(spec, settings, possible);
		spec.addOption(option("--memory", "MB", "Memory for one tile; 0 for what the machine allows.").type(long.class).defaultValue("0").build());
		spec.addOption(option("--tile", "PIXELS", "Longest side of a tile.").type(int.class).defaultValue(Integer.toString(MemoryBudget.SIDE)).build());
	}

	/** The same without those about tiles, for what sees an image at once. */
	static void addFilesTo(CommandSpec spec, CommandOptions settings, Set<ResultFile> possible) {
		spec.addPositional(PositionalParamSpec.builder().paramLabel(INPUTS).arity("1..*").type(List.class).auxiliaryTypes(Path.class)
			.description("Images (TIFF, PNG, JPEG, ...), or folders of images.").build());
		spec.addOption(option("--output", "FOLDER", "Where the results go; made if it does not exist.").type(Path.class).required(true).build());
		settings.addTo(spec);
		spec.addOption(CommandOptions.threads());
		Batch.addTo(spec, possible);
		RunOptions.addTo(spec);
	}

	/** @throws IllegalArgumentException if a value is outside its range; the message is one sentence */
	static SegmentOptions of(ParseResult parsed, CommandOptions settings, Set<ResultFile> possible) {
		return of(parsed, settings, settings.segmentation(parsed), possible);
	}

	/** For a command that has not all thresholds. @param segmentation those that it has */
	static SegmentOptions of(ParseResult parsed, CommandOptions settings, SegmentationOptions segmentation, Set<ResultFile> possible) {
		List<Path> inputs = new ArrayList<>(parsed.matchedPositionalValue(0, List.<Path>of()));
		Batch batch = Batch.of(parsed, possible, inputs);
		ModelRequest request = new ModelRequest(settings.text(parsed, "model"), settings.backend(parsed), budget(parsed).shared(batch.jobs()));
		return new SegmentOptions(inputs, parsed.matchedOptionValue("--output", Path.of("")), request, segmentation, settings.written(parsed, "channel"),
			batch, RunOptions.of(parsed));
	}

	/** The same with options of the model's task. */
	SegmentOptions with(OptionValues options) {
		return new SegmentOptions(inputs, output, request.with(options), segmentation, channel, batch, run);
	}

	/** The same with another model. */
	SegmentOptions named(String model) {
		return new SegmentOptions(inputs, output, request.named(model), segmentation, channel, batch, run);
	}

	/** The same with another folder for the results. */
	SegmentOptions into(Path folder) {
		return new SegmentOptions(inputs, folder, request, segmentation, channel, batch, run);
	}

	/** For options without those about tiles and thresholds. */
	static SegmentOptions ofWhole(ParseResult parsed, CommandOptions settings, Set<ResultFile> possible) {
		ModelRequest request = new ModelRequest(settings.text(parsed, "model"), settings.backend(parsed), MemoryBudget.automatic());
		List<Path> inputs = new ArrayList<>(parsed.matchedPositionalValue(0, List.<Path>of()));
		return new SegmentOptions(inputs, parsed.matchedOptionValue("--output", Path.of("")), request,
			SegmentationOptions.STANDARD, settings.written(parsed, "channel"), Batch.of(parsed, possible, inputs),
			RunOptions.of(parsed));
	}

	/** Thresholds, scale and channel for an image and a model. @throws IllegalArgumentException with one sentence, if the image has no such channel */
	SegmentationOptions of(ImagePlus image, Model model) {
		return segmentation.withChannel(ChannelChoice.of(channel, image, model.input().channels()));
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
