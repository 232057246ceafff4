package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.FindAlike;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.ChannelChoice;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.table.MeasuredChannel;
import sc.fovea.job.AutomaticModel;
import sc.fovea.job.PlaneSegmentation;
import sc.fovea.job.StackObjects;
import sc.fovea.job.alike.AlikeJob;
import sc.fovea.job.alike.Exemplars;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.tile.Progress;

/** {@code fovea alike}: what looks like a few outlined exemplars, in many images. */
final class AlikeFiles implements Subcommand {

	/** The settings of the ImageJ command without those that stand for files. */
	private static final CommandOptions SETTINGS = CommandOptions.of(FindAlike.class, Set.of("exemplars", "exemplar_image", "rois", "measure"));
	private static final Set<ResultFile> FILES = EnumSet.allOf(ResultFile.class);
	private static final String EXEMPLARS = "--exemplars";
	private static final String IMAGE = "--exemplar-image";

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("alike");
		spec.usageMessage().header("Finds what looks like a few outlined exemplars, without training.").description(
			"Writes for each image STEM what \"fovea segment\" writes:",
			"  STEM_labels.tif   ids of the objects, 0 is background", "  STEM_rois.zip     outlines for the ROI Manager",
			"  STEM_objects.csv  measurements, with the columns of Analyze Particles", "  STEM_overlay.png  a picture of the outlines on the image",
			"  STEM_volumes.csv  with linked slices: volume, surface and position of the objects of a stack",
			"and of several images summary.csv, a row for each.", "");
		spec.addOption(option(EXEMPLARS, "FILE", "1 to 5 outlined exemplars: ROIs (.roi, .zip), a label image, or any other annotation that Fovea reads.")
			.type(Path.class).required(true).build());
		spec.addOption(option(IMAGE, "FILE",
			"The image in which they were outlined; if left out, the only one that is named, or the one with the name of the exemplars.")
			.type(Path.class).build());
		SegmentOptions.addTo(spec, SETTINGS, FILES);
		return spec;
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		SegmentationOptions wanted = new SegmentationOptions(SETTINGS.number(parsed, "probability"), SETTINGS.number(parsed, "overlap"), 1, 0);
		SegmentOptions options = SegmentOptions.of(parsed, SETTINGS, wanted, FILES);
		String measured = SETTINGS.text(parsed, "measured");
		if (!MeasuredChannel.words(measured).isEmpty() && !options.batch().wants(ResultFile.TABLE)) {
			throw new IllegalArgumentException("Channels to measure are columns of the table, but \"write\" leaves it out: add table to it.");
		}
		boolean isLinked = StackObjects.isLinked(SETTINGS.text(parsed, "slices"));
		Path file = parsed.matchedOptionValue(EXEMPLARS, Path.of(""));
		ImagePlus outlined = ImageFiles.open(image(file, Optional.ofNullable(parsed.matchedOptionValue(IMAGE, (Path) null)), options));
		Exemplars exemplars = Exemplars.of(file, outlined);
		AutomaticModel chosen = AutomaticModel.forFeatures(options.request().model(), outlined, ChannelChoice.of(options.channel(), outlined));
		terminal.progress("Looking at the exemplars...");
		try (AlikeJob job = AlikeJob.open(options.request().named(chosen.name()));
			Segmenter segmenter = job.learn(exemplars, ChannelChoice.of(options.channel(), outlined, job.model().input().channels()), Progress.none())) {
			AtomicFolder.prepare(options.output());
			ImageRun images = new ImageRun(options, terminal, input -> {
				PlaneSegmentation segmentation = new PlaneSegmentation(segmenter, options.of(input.image(), segmenter.model()));
				ImageJob.Result result = new ImageJob(segmentation, input, isLinked, options.batch(), MeasuredChannel.of(measured, input.image())).run();
				input.row(FolderSummary.TABLE, FolderSummary.row(input, chosen.name(), result));
				return result.count();
			});
			int code = images.all(job.device());
			if (images.isSummarised()) FolderSummary.write(options.output(), images);
			images.report(options.output());
			return code;
		}
	}

	/** The image that was named for the exemplars, or the only one of all, or the one that their file is about. @throws IOException with one sentence, if there is none */
	private static Path image(Path exemplars, Optional<Path> named, SegmentOptions options) throws IOException {
		if (named.isPresent()) return named.get();
		List<Path> all = InputFiles.find(options.inputs(), options.run().search(), options.output(), InputFiles.Told.NOTHING).stream()
			.map(InputFiles.Image::file).toList();
		if (all.size() == 1) return all.get(0);
		Set<String> stems = Exemplars.images(exemplars);
		List<Path> fitting = all.stream().filter(file -> stems.contains(ImageFiles.stem(file))).toList();
		if (fitting.size() == 1) return fitting.get(0);
		throw new IOException("Expected the image in which the exemplars of \"" + exemplars + "\" were outlined, got " + all.size() + " images of which "
			+ (fitting.isEmpty() ? "none has" : fitting.size() + " have")
			+ " its name; name it with " + IMAGE + ".");
	}
}
