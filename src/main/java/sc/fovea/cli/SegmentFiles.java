package sc.fovea.cli;

import java.io.IOException;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.Segment;
import sc.fovea.image.AtomicFolder;
import sc.fovea.job.ModelCache;
import sc.fovea.job.PlaneSegmentation;
import sc.fovea.predict.Segmenter;

/** {@code fovea segment}: images in, label images, outlines, tables and pictures out. */
final class SegmentFiles implements Subcommand {

	/** The settings of the ImageJ command without those that stand for files, which are always written here. */
	private static final CommandOptions SETTINGS = CommandOptions.of(Segment.class, Set.of("rois", "measure"));

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("segment");
		spec.usageMessage().header("Finds the objects of images.").description("Writes for each image STEM:",
			"  STEM_labels.tif   ids of the objects, 0 is background",
			"  STEM_rois.zip     outlines for the ROI Manager", "  STEM_objects.csv  measurements, with the columns of Analyze Particles",
			"  STEM_overlay.png  a picture of the outlines on the image", "");
		SegmentOptions.addTo(spec, SETTINGS);
		spec.addOption(FurtherFormats.spec());
		return spec;
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		SegmentOptions options = SegmentOptions.of(parsed, SETTINGS);
		FurtherFormats formats = FurtherFormats.of(parsed);
		try (ModelCache cache = new ModelCache()) {
			terminal.progress("Loading model " + options.request().model() + "...");
			return cache.use(options.request(), "segment", Segmenter.class, (segmenter, device) -> {
				AtomicFolder.prepare(options.output());
				PlaneSegmentation segmentation = new PlaneSegmentation(segmenter, options.segmentation());
				return new ImageRun(options, terminal, input -> segment(segmentation, input, formats)).all(device);
			});
		}
	}

	private static int segment(PlaneSegmentation segmentation, ImageRun.Input input, FurtherFormats formats) throws IOException {
		int count = new ImageJob(segmentation, input.image(), input.progress()).run(input.results());
		formats.write(input.image(), "_rois.zip", input.results());
		return count;
	}
}
