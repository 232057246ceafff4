package sc.fovea.cli;

import java.io.IOException;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.PlaneSegmentation;
import sc.fovea.command.Segment;
import sc.fovea.command.SegmenterCache;
import sc.fovea.command.StackObjects;
import sc.fovea.image.AtomicFolder;

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
			"  STEM_overlay.png  a picture of the outlines on the image",
			"  STEM_volumes.csv  with linked slices: volume, surface and position of the objects of a stack", "");
		SegmentOptions.addTo(spec, SETTINGS);
		return spec;
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		SegmentOptions options = SegmentOptions.of(parsed, SETTINGS);
		boolean isLinked = StackObjects.isLinked(SETTINGS.text(parsed, "slices"));
		try (SegmenterCache cache = new SegmenterCache()) {
			terminal.progress("Loading model " + options.request().model() + "...");
			return cache.use(options.request(), (segmenter, device) -> {
				AtomicFolder.prepare(options.output());
				PlaneSegmentation segmentation = new PlaneSegmentation(segmenter, options.segmentation());
				return new ImageRun(options, terminal, input -> new ImageJob(segmentation, input.image(), isLinked, input.progress()).run(input.results()))
					.all(device);
			});
		}
	}
}
