package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.MovingObjects;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.ComputedStack;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.LabelImage;
import sc.fovea.image.Overlays;
import sc.fovea.image.PixelSize;
import sc.fovea.image.RgbPicture;
import sc.fovea.job.video.FilmImage;
import sc.fovea.job.video.VideoJob;
import sc.fovea.tile.Progress;
import sc.fovea.video.VideoLabels;

/** {@code fovea video}: the objects of a film that move on their own. */
final class SegmentVideo implements Subcommand {

	/** The settings of the ImageJ command without those that stand for files, which are always written here. */
	private static final CommandOptions SETTINGS = CommandOptions.of(MovingObjects.class, Set.of("rois", "measure"));

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("video");
		spec.usageMessage().header("Finds the objects of a film that move on their own, without training.").description("Writes for the film NAME:",
			"  NAME_labels.tif    the id of the object at each pixel; an object has one id in all frames", "  NAME_overlay.tif   the film with outlines",
			"  NAME_objects.csv   a row for each object and frame, with the columns of Analyze Particles",
			"  NAME_rois.zip      outlines with their frames for the ROI Manager", "");
		spec.usageMessage().footer("", "A film in which nothing moves on its own ends with a sentence and code 2, and nothing is written.");
		spec.addPositional(PositionalParamSpec.builder().paramLabel("FILM|FOLDER").type(Path.class).index("0").required(true)
			.description("A stack, or a folder of single images in the order of their names: t2 before t10.").build());
		SETTINGS.addTo(spec);
		spec.addOption(option("--output", "FOLDER", "Where to write; made if it does not exist.").type(Path.class).required(true).build());
		return spec;
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		try {
			return segment(parsed, terminal);
		}
		catch (UncheckedIOException e) { // a frame of a folder, which is read when it is asked for
			throw e.getCause();
		}
	}

	private static int segment(ParseResult parsed, Terminal terminal) throws IOException {
		Path place = parsed.matchedPositionalValue(0, Path.of(""));
		Path output = parsed.matchedOptionValue("--output", Path.of(""));
		VideoJob job = new VideoJob(SETTINGS.text(parsed, "system"), SETTINGS.whole(parsed, "objects"));
		long start = System.nanoTime();
		terminal.progress("Reading " + place + "...");
		FilmImage film = new FilmImage(VideoJob.open(place), SETTINGS.whole(parsed, "slice"), SETTINGS.text(parsed, "channel"));
		AtomicFolder.prepare(output);
		VideoLabels found = job.run(film, new Percent(terminal));
		AtomicFolder.write(output, folder -> write(film, found, folder.resolve(stem(film.image()))));
		terminal.line(
			String.format(Locale.ROOT, "%d object%s in %d frames, %.1f s. Results are in %s", found.objects(), found.objects() == 1 ? "" : "s", found.frames(),
				(System.nanoTime() - start) / 1e9, output.toAbsolutePath().normalize()));
		return SUCCESS;
	}

	private static String stem(ImagePlus image) {
		String title = image.getTitle();
		int dot = title.lastIndexOf('.');
		return dot > 0 ? title.substring(0, dot) : title;
	}

	private static void write(FilmImage film, VideoLabels found, Path stem) throws IOException {
		ImagePlus labels = stack(film, t -> LabelImage.of(found.labels(t), film.width(), film.height(), found.objects(), PixelSize.PIXEL, "").getProcessor());
		LabelImage.colour(labels, found.objects());
		ImageWriter.saveTiff(labels, file(stem, "_labels.tif"));
		ImageWriter.saveTiff(stack(film, t -> outlined(film, found, t)), file(stem, "_overlay.tif"));
		ObjectFiles.write(film.image(), new ObjectFiles.Targets(Optional.of(file(stem, "_rois.zip")), Optional.of(file(stem, "_objects.csv"))), objects -> {
			for (int t = 0; t < found.frames(); t++) {
				objects.add(found.labels(t), film.place(t));
			}
		});
	}

	private static ImageProcessor outlined(FilmImage film, VideoLabels found, int t) {
		return RgbPicture.processor(Overlays.outlines(film.image(), film.place(t), found.labels(t)));
	}

	private static Path file(Path stem, String ending) {
		return stem.resolveSibling(stem.getFileName() + ending);
	}

	/** Frames that are made one after the other, calibrated as the film. */
	private static ImagePlus stack(FilmImage film, IntFunction<ImageProcessor> maker) {
		ImageProcessor first = maker.apply(0);
		ImagePlus image = new ImagePlus(film.image().getTitle(), new ComputedStack(first.getWidth(), first.getHeight(), film.frames(), maker));
		image.setDimensions(1, 1, film.frames());
		if (first.getWidth() == film.width()) {
			image.setCalibration(film.image().getCalibration().copy());
			image.getCalibration().disableDensityCalibration();
		}
		return image;
	}

	/** How far it is. It is stopped by the end of the process; what was written then is removed by the next run. */
	private record Percent(Terminal terminal) implements Progress {

		@Override
		public void progress(long done, long total) {
			terminal.progress("Looking at the film  " + 100 * done / total + "%");
		}

		@Override
		public boolean isCancelled() {
			return false;
		}
	}
}
