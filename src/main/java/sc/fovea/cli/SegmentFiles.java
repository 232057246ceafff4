package sc.fovea.cli;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.backend.Backend;
import sc.fovea.command.Segment;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.ChannelChoice;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.table.MeasuredChannel;
import sc.fovea.job.AutomaticModel;
import sc.fovea.job.ModelPool;
import sc.fovea.job.PlaneSegmentation;
import sc.fovea.job.Platform;
import sc.fovea.job.ProbabilityMaps;
import sc.fovea.job.ShapeChoice;
import sc.fovea.job.StackObjects;
import sc.fovea.predict.Segmenter;
import sc.fovea.shape.ShapeRepair;

/** {@code fovea segment}: images in, label images, outlines, tables and pictures out. */
final class SegmentFiles implements Subcommand {

	/** The settings of the ImageJ command without those that stand for files, which are always written here. */
	private static final CommandOptions SETTINGS = CommandOptions.of(Segment.class, Set.of("rois", "roi", "measure"));

	private static final String PROFILE = "--profile";
	private static final Set<ResultFile> FILES = EnumSet.allOf(ResultFile.class);

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("segment");
		spec.usageMessage().header("Finds the objects of images.").description("Writes for each image STEM:",
			"  STEM_labels.tif   ids of the objects, 0 is background",
			"  STEM_labels.ome.zarr  with --write zarr: the same as OME-Zarr 0.4 in chunks, for images larger than a machine",
			"  STEM_rois.zip     outlines for the ROI Manager", "  STEM_objects.csv  measurements, with the columns of Analyze Particles",
			"  STEM_overlay.png  a picture of the outlines on the image; of a stack up to 16 of its planes",
			"  STEM_probability.tif  with --maps: how probable an object, or each class, is at each place",
			"  (with --measure dapi,gfp mean, deviation, minimum, maximum and integrated density in each channel)",
			"  (with --shape the table has the column ShapeDist: 1 is usual, 3 is odd)",
			"  STEM_volumes.csv  with linked slices: volume, surface and position of the objects of a stack",
			"and of several images summary.csv, a row for each: model, scale, number, median area and density of objects (in a unit of area, of linked slices in one of",
			"volume), failures", "");
		SegmentOptions.addTo(spec, SETTINGS, FILES);
		spec.addOption(OptionSpec.builder(PROFILE).description("Says where the time went, and how fast the network was.").type(boolean.class).build());
		spec.addOption(FurtherFormats.spec());
		return spec;
	}

	private static void print(Profile profile, double seconds, SegmentOptions options, Terminal terminal) {
		try (Backend backend = Platform.backends().open(options.request().backend())) {
			profile.lines(seconds, Profile.peak(backend)).forEach(terminal::line);
		}
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		Wanted wanted = Wanted.of(parsed, SegmentOptions.of(parsed, SETTINGS, FILES));
		SegmentOptions options = wanted.options();
		terminal.progress("Loading model " + wanted.model() + "...");
		try (ModelPool models = ModelPool.open(options.request())) {
			if (!wanted.model().equals(AutomaticModel.AUTOMATIC)) models.get(wanted.model(), "segment", Segmenter.class);
			AtomicFolder.prepare(options.output());
			long start = System.nanoTime();
			ImageRun images = new ImageRun(options, terminal, input -> wanted.segment(models, input, terminal));
			int code = images.all(models.device());
			if (images.isSummarised()) FolderSummary.write(options.output(), images);
			images.report(options.output());
			if (parsed.hasMatchedOption(PROFILE)) print(images.profile(), (System.nanoTime() - start) / 1e9, options, terminal);
			return code;
		}
	}

	/**
	 * What is done with each image.
	 *
	 * @param measured channels that are measured besides
	 * @param isLinked whether slices are
	 * @param maps whether probabilities are written as images
	 */
	private record Wanted(SegmentOptions options, FurtherFormats formats, Optional<ShapeRepair> shape, String measured, boolean isLinked, boolean maps) {

		/** @throws IllegalArgumentException if files are asked for and left out */
		static Wanted of(ParseResult parsed, SegmentOptions options) throws IOException {
			FurtherFormats formats = FurtherFormats.of(parsed);
			if (!formats.formats().isEmpty() && !options.batch().wants(ResultFile.ROIS)) {
				throw new IllegalArgumentException("\"format\" makes its files of the outlines, but \"write\" leaves them out: add rois to it.");
			}
			String measured = SETTINGS.text(parsed, "measured");
			if (!MeasuredChannel.words(measured).isEmpty() && !options.batch().wants(ResultFile.TABLE)) {
				throw new IllegalArgumentException("Channels to measure are columns of the table, but \"write\" leaves it out: add table to it.");
			}
			return new Wanted(options, formats, ShapeChoice.of(SETTINGS.text(parsed, "shape")), measured,
				StackObjects.isLinked(SETTINGS.text(parsed, "slices")),
				SETTINGS.truth(parsed, "maps"));
		}

		String model() {
			return options.request().model();
		}

		/** @return number of objects */
		long segment(ModelPool models, ImageRun.Input input, Terminal terminal) throws IOException {
			List<MeasuredChannel> channels = MeasuredChannel.of(measured, input.image());
			AutomaticModel model = AutomaticModel.of(model(), input.image(), ChannelChoice.of(options.channel(), input.image()));
			Segmenter segmenter = models.get(model.name(), "segment", Segmenter.class);
			PlaneSegmentation segmentation = new PlaneSegmentation(segmenter, options.of(input.image(), segmenter.model()), shape);
			ImageJob.Result result = new ImageJob(segmentation, input, isLinked, options.batch(), channels).run();
			if (maps) {
				ProbabilityMaps asked = new ProbabilityMaps(segmenter, segmentation.options().withScale(result.scale().factor()));
				ImageWriter.saveTiff(asked.of(Hyperstack.of(input.image()), input.progress()), input.results().apply("_probability.tif"));
			}
			formats.write(input.image(), "_rois.zip", input.results());
			input.row(FolderSummary.TABLE, FolderSummary.row(input, model.name(), result));
			input.later().add(() -> tell(terminal, input, model, result));
			return result.count();
		}
	}

	private static void tell(Terminal terminal, ImageRun.Input input, AutomaticModel model, ImageJob.Result result) {
		String words = Stream.of(model.reason().isEmpty() ? "" : "model " + model.sentence(), result.scale().words(), result.repaired())
			.filter(w -> !w.isEmpty())
			.collect(Collectors.joining("; "));
		if (!words.isEmpty()) terminal.detail(input.file() + ": " + words);
	}
}
