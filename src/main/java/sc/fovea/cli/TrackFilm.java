package sc.fovea.cli;

import static sc.fovea.cli.CommandOptions.option;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.Track;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.ChannelChoice;
import sc.fovea.job.AutomaticModel;
import sc.fovea.job.ModelPool;
import sc.fovea.job.ModelRequest;
import sc.fovea.job.PlaneSegmentation;
import sc.fovea.job.tracking.Film;
import sc.fovea.job.tracking.FrameObjects;
import sc.fovea.job.tracking.GivenObjects;
import sc.fovea.job.tracking.SegmentedObjects;
import sc.fovea.job.tracking.TrackFile;
import sc.fovea.job.tracking.TrackFiles;
import sc.fovea.job.tracking.TrackRequest;
import sc.fovea.job.tracking.TrackedFilm;
import sc.fovea.job.tracking.TrackingJob;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;

/** {@code fovea track}: a film in, tracks of its objects out. */
final class TrackFilm implements Subcommand {

	/** The settings of the ImageJ command; the folder for files must be given here. */
	private static final CommandOptions SETTINGS = CommandOptions.of(Track.class, Set.of("output"));

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("track");
		spec.usageMessage().header("Follows objects through a film.").description("Writes for a film STEM:",
			"  STEM_labels.tif       labels of all frames with the ids of tracks, 0 is background",
			"  STEM_tracks.csv       a row for each track: parent, first and last frame, speed, area",
			"  STEM_spots.csv        a row for each object in each frame",
			"  STEM_RES              masks and res_track.txt of the Cell Tracking Challenge", "  STEM_trackmate.xml    tracks for TrackMate",
			"  STEM_rois.zip         outlines with frames for the ROI Manager", "  STEM_overlay.avi      the film with outlines and the way of each object",
			"  STEM_lineage.svg, .png  the lineage tree", "");
		spec.addPositional(PositionalParamSpec.builder().paramLabel("IMAGE_OR_FOLDER").arity("1..*").type(List.class).auxiliaryTypes(Path.class)
			.description("A film: a stack, a folder of single images, or several single images, in the natural order of their names.").build());
		spec.addOption(option("--output", "FOLDER", "Where the results go; made if it does not exist.").type(Path.class).required(true).build());
		SETTINGS.addTo(spec);
		spec.addOption(CommandOptions.threads());
		spec.addOption(
			option("--write", "KIND[,KIND...]", "Files to write: " + TrackFile.list() + ".").type(String.class).defaultValue(TrackFile.list()).build());
		return spec;
	}

	@Override
	public int run(ParseResult parsed, Terminal terminal) throws IOException {
		List<Path> places = new ArrayList<>(parsed.matchedPositionalValue(0, List.<Path>of()));
		Set<TrackFile> wanted = TrackFile.of(parsed.matchedOptionValue("--write", TrackFile.list()));
		Path output = parsed.matchedOptionValue("--output", Path.of(""));
		TrackRequest request = new TrackRequest(SETTINGS.number(parsed, "distance"), SETTINGS.whole(parsed, "gap"), SETTINGS.text(parsed, "divisions"));
		String labels = SETTINGS.text(parsed, "labels");
		if (!labels.isBlank() && parsed.hasMatchedOption("--model")) {
			throw new IllegalArgumentException("Either a model or labels are needed, but there are the model \"" + SETTINGS.text(parsed, "model")
				+ "\" and the labels \"" + labels + "\".");
		}
		Film film = Film.of(places, SETTINGS.whole(parsed, "slice"));
		film.notes().forEach(terminal::line);
		Job job = new Job(parsed, terminal, film, request, new Files(output, wanted), new Percent(terminal, StopSignal.install()));
		try (StopSignal stop = job.progress().stop()) {
			AtomicFolder.prepare(output);
			return labels.isBlank() ? job.segmented() : job.given(labels, places);
		}
		catch (CancellationException e) {
			throw new IOException(e.getMessage(), e);
		}
	}

	/** What is written where. */
	private record Files(Path output, Set<TrackFile> wanted) {}

	/** One film. */
	private record Job(ParseResult parsed, Terminal terminal, Film film, TrackRequest request, Files files, Percent progress) {

		int given(String labels, List<Path> places) throws IOException {
			Film ids = Film.of(path(labels), SETTINGS.whole(parsed, "slice"));
			boolean isSame = places.size() == 1 && path(labels).toAbsolutePath().normalize().equals(places.get(0).toAbsolutePath().normalize());
			int channel = isSame ? 0 : ChannelChoice.of(SETTINGS.written(parsed, "channel"), sample());
			return finish(new GivenObjects(film, ids), new Shown(channel, !isSame, ""));
		}

		int segmented() throws IOException {
			String asked = SETTINGS.written(parsed, "channel");
			AutomaticModel model = AutomaticModel.of(SETTINGS.text(parsed, "model"), sample(), ChannelChoice.of(asked, sample()));
			if (!model.reason().isEmpty()) terminal.line("model " + model.sentence());
			terminal.progress("Loading model " + model.name() + "...");
			ModelRequest wanted = new ModelRequest(model.name(), SETTINGS.backend(parsed), MemoryBudget.automatic());
			try (ModelPool models = ModelPool.open(wanted)) {
				Segmenter segmenter = models.get(model.name(), "segment", Segmenter.class);
				SegmentationOptions options = SETTINGS.segmentation(parsed)
					.withChannel(ChannelChoice.of(asked, sample(), segmenter.model().input().channels()));
				SegmentedObjects objects = new SegmentedObjects(film, new PlaneSegmentation(segmenter, options));
				if (!objects.scale().words().isEmpty()) terminal.detail(objects.scale().words());
				return finish(objects, new Shown(options.channel(), true, " on " + models.device()));
			}
		}

		/** @param channel from 1, or 0 @param hasIntensities whether the film is more than labels @param device in words */
		private record Shown(int channel, boolean hasIntensities, String device) {}

		private int finish(FrameObjects objects, Shown shown) throws IOException {
			long start = System.nanoTime();
			TrackingJob job = new TrackingJob(film, objects, new TrackingJob.Measured(Math.max(0, shown.channel() - 1), shown.hasIntensities()),
				request.options(film));
			try (TrackedFilm tracked = job.run(progress)) {
				terminal.progress("Writing...");
				List<String> refused = new TrackFiles(tracked, shown.channel() - 1, files.wanted()).write(files.output(), progress);
				refused.forEach(sentence -> terminal.error("fovea: " + sentence));
				int divided = tracked.tracks().children().size();
				terminal.line(String.format(Locale.ROOT, "%s, %s in %d frames, %.1f s%s. Results are in %s", count(tracked.tracks().tracks().size(), "track"),
					count(divided, "division"), film.frames(), (System.nanoTime() - start) / 1e9, shown.device(), files.output().toAbsolutePath().normalize()));
				return refused.isEmpty() ? SUCCESS : SOME_FAILED;
			}
		}

		private static String count(int number, String thing) {
			return number + " " + thing + (number == 1 ? "" : "s");
		}

		private ImagePlus sample() throws IOException {
			return film.frame(film.frames() / 2).image();
		}

		private static Path path(String text) {
			try {
				return Path.of(text);
			}
			catch (InvalidPathException e) {
				throw new IllegalArgumentException("\"labels\" must be a stack or a folder, but is \"" + text + "\".", e);
			}
		}
	}

	/** How far it is. */
	private record Percent(Terminal terminal, StopSignal stop) implements Progress {

		@Override
		public void progress(long done, long total) {
			terminal.progress("Tracking  " + 100 * done / total + "%");
		}

		@Override
		public void note(String sentence) {
			terminal.error("fovea: " + sentence);
		}

		@Override
		public boolean isCancelled() {
			return stop.isRequested();
		}
	}
}
