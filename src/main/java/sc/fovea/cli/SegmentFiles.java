package sc.fovea.cli;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.backend.Backend;
import sc.fovea.command.Segment;
import sc.fovea.image.AtomicFolder;
import sc.fovea.job.ModelCache;
import sc.fovea.job.PlaneSegmentation;
import sc.fovea.job.Platform;
import sc.fovea.job.StackObjects;
import sc.fovea.predict.Segmenter;

/** {@code fovea segment}: images in, label images, outlines, tables and pictures out. */
final class SegmentFiles implements Subcommand {

	/** The settings of the ImageJ command without those that stand for files, which are always written here. */
	private static final CommandOptions SETTINGS = CommandOptions.of(Segment.class, Set.of("rois", "measure"));

	private static final String PROFILE = "--profile";
	private static final Set<ResultFile> FILES = EnumSet.allOf(ResultFile.class);

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("segment");
		spec.usageMessage().header("Finds the objects of images.").description("Writes for each image STEM:",
			"  STEM_labels.tif   ids of the objects, 0 is background",
			"  STEM_rois.zip     outlines for the ROI Manager", "  STEM_objects.csv  measurements, with the columns of Analyze Particles",
			"  STEM_overlay.png  a picture of the outlines on the image",
			"  STEM_volumes.csv  with linked slices: volume, surface and position of the objects of a stack", "");
		SegmentOptions.addTo(spec, SETTINGS, FILES);
		spec.addOption(OptionSpec.builder(PROFILE).description("Says where the time went, and how fast the network was.").type(boolean.class).build());
		return spec;
	}

	private static void print(Profile profile, double seconds, SegmentOptions options, Terminal terminal) {
		try (Backend backend = Platform.backends().open(options.request().backend())) {
			profile.lines(seconds, Profile.peak(backend)).forEach(terminal::line);
		}
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		SegmentOptions options = SegmentOptions.of(parsed, SETTINGS, FILES);
		boolean isLinked = StackObjects.isLinked(SETTINGS.text(parsed, "slices"));
		try (ModelCache cache = new ModelCache()) {
			terminal.progress("Loading model " + options.request().model() + "...");
			return cache.use(options.request(), "segment", Segmenter.class, (segmenter, device) -> {
				AtomicFolder.prepare(options.output());
				PlaneSegmentation segmentation = new PlaneSegmentation(segmenter, options.segmentation());
				long start = System.nanoTime();
				ImageRun images = new ImageRun(options, terminal, input -> new ImageJob(segmentation, input, isLinked, options.batch()).run());
				int code = images.all(device);
				if (parsed.hasMatchedOption(PROFILE)) print(images.profile(), (System.nanoTime() - start) / 1e9, options, terminal);
				return code;
			});
		}
	}
}
