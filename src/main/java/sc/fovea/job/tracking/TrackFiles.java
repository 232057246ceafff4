package sc.fovea.job.tracking;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.plugin.filter.AVI_Writer;
import ij.process.FloatPolygon;
import ij.process.ShortProcessor;
import java.awt.Color;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import sc.fovea.image.AtomicFolder;
import sc.fovea.image.Glasbey;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.LabelImage;
import sc.fovea.image.PlaneIndex;
import sc.fovea.image.roi.LabelRois;
import sc.fovea.image.roi.RoiZip;
import sc.fovea.tile.Progress;
import sc.fovea.track.format.CtcTable;
import sc.fovea.track.format.TrackMateXml;

/**
 * Writes what tracks are wanted as. All files appear, or none; those of the Cell Tracking Challenge lie in a folder {@code STEM_RES}.
 *
 * @param tracked film with its tracks
 * @param channel that is shown, from 0; −1 for the first, and of an RGB film all
 * @param wanted kinds of files
 */
public record TrackFiles(TrackedFilm tracked, int channel, Set<TrackFile> wanted) {

	private static final int QUALITY = 90;
	/** Shown frames in a second. */
	private static final double SPEED = 7;

	/** Copies the set. */
	public TrackFiles {
		wanted = Set.copyOf(wanted);
	}

	/**
	 * Writes the files.
	 *
	 * @return sentences about files that could not be written, while the others were
	 * @throws IOException with one sentence, if writing fails; nothing is left of the attempt
	 * @throws CancellationException if it was cancelled; likewise
	 */
	public List<String> write(Path folder, Progress progress) throws IOException {
		List<String> refused = new ArrayList<>();
		boolean fits = tracked.segments().pieces().size() <= LabelImage.LARGEST_16_BIT;
		if (wanted.contains(TrackFile.CTC) && !fits)
			refused.add("The files of the Cell Tracking Challenge hold at most " + LabelImage.LARGEST_16_BIT
				+ " tracks without gaps, but \"" + tracked.film().title() + "\" has " + tracked.segments().pieces().size() + "; they were left out.");
		boolean isCtc = wanted.contains(TrackFile.CTC) && fits;
		AtomicFolder.prepare(folder);
		Path challenge = folder.resolve(tracked.film().stem() + "_RES");
		if (isCtc) prepare(challenge);
		try (AtomicFolder files = AtomicFolder.begin(folder); AtomicFolder masks = AtomicFolder.begin(isCtc ? challenge : folder)) {
			write(files, masks, isCtc, progress);
			masks.publish();
			files.publish();
		}
		catch (UncheckedIOException e) {
			throw e.getCause();
		}
		return refused;
	}

	/** Masks of a longer film would be taken as part of this one. */
	private void prepare(Path challenge) throws IOException {
		AtomicFolder.prepare(challenge);
		try (DirectoryStream<Path> masks = Files.newDirectoryStream(challenge, "mask*.tif")) {
			for (Path mask : masks) {
				String number = mask.getFileName().toString().replaceAll("\\D", "");
				if (!number.isEmpty() && number.length() < 10 && Integer.parseInt(number) >= tracked.film().frames()) {
					throw new IOException("\"" + challenge + "\" holds masks of a film of more than " + tracked.film().frames()
						+ " frames; remove them or choose another output folder.");
				}
			}
		}
	}

	private void write(AtomicFolder files, AtomicFolder masks, boolean isCtc, Progress progress) throws IOException {
		String stem = tracked.film().stem();
		TrackPictures pictures = new TrackPictures(tracked, channel);
		TrackTables tables = new TrackTables(tracked.tracks(), tracked.film().scale());
		if (wanted.contains(TrackFile.LABELS)) ImageWriter.saveTiff(pictures.labels(), files.file(stem + "_labels.tif"));
		if (wanted.contains(TrackFile.TABLES)) {
			Files.writeString(files.file(stem + "_tracks.csv"), tables.tracksTable().csv());
			tables.writeSpots(files.file(stem + "_spots.csv"));
		}
		if (isCtc) Files.writeString(masks.file("res_track.txt"), CtcTable.text(tracked.segments().lines()));
		writeFrames(files, isCtc ? new Masks(masks, Math.max(3, Integer.toString(tracked.film().frames() - 1).length())) : null, progress);
		if (wanted.contains(TrackFile.OVERLAY)) saveFilm(pictures.overlay(), files.file(stem + "_overlay.avi"));
		if (wanted.contains(TrackFile.LINEAGE)) {
			LineagePicture lineage = pictures.lineage();
			Files.writeString(files.file(stem + "_lineage.svg"), lineage.svg());
			ImageWriter.savePng(lineage.painted(), files.file(stem + "_lineage.png"));
		}
	}

	private static void saveFilm(ImagePlus film, Path file) throws IOException {
		film.getCalibration().fps = SPEED;
		new AVI_Writer().writeImage(film, file.toString(), AVI_Writer.JPEG_COMPRESSION, QUALITY);
	}

	/** Masks of the Cell Tracking Challenge. @param digits of the number of a frame */
	private record Masks(AtomicFolder folder, int digits) {

		void write(TrackedFilm tracked, int frame) throws IOException {
			int[] labels = tracked.segmentLabels(frame);
			short[] mask = new short[labels.length];
			for (int i = 0; i < mask.length; i++) {
				mask[i] = (short) labels[i];
			}
			String name = String.format(Locale.ROOT, "mask%0" + digits + "d.tif", frame);
			ImageWriter.saveTiff(new ImagePlus(name, new ShortProcessor(tracked.film().width(), tracked.film().height(), mask, null)), folder.file(name));
		}
	}

	/** What needs the outlines of each frame, which are traced once. */
	private void writeFrames(AtomicFolder files, Masks masks, Progress progress) throws IOException {
		String stem = tracked.film().stem();
		boolean wantsRois = wanted.contains(TrackFile.ROIS);
		try (RoiZip zip = wantsRois ? new RoiZip(files.file(stem + "_rois.zip")) : null) {
			TrackMateXml.Outlines outlines = frame -> outlines(frame, zip, masks, progress);
			if (!wanted.contains(TrackFile.TRACKMATE)) {
				for (int t = 0; t < tracked.film().frames() && (wantsRois || masks != null); t++) {
					outlines.of(t);
				}
				return;
			}
			Film film = tracked.film();
			TrackMateXml.Film about = new TrackMateXml.Film(film.title(), "", film.width(), film.height(), film.scale());
			try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(files.file(stem + "_trackmate.xml")))) {
				new TrackMateXml(about, tracked.tracks()).write(out, outlines);
			}
		}
	}

	private Map<Integer, double[]> outlines(int frame, RoiZip zip, Masks masks, Progress progress) throws IOException {
		if (progress.isCancelled()) throw new CancellationException("Stopped while the files were written; none is left.");
		if (masks != null) masks.write(tracked, frame);
		Map<Integer, double[]> corners = new HashMap<>();
		for (Roi outline : LabelRois.of(tracked.found(frame), tracked.film().width())) {
			int label = Integer.parseInt(outline.getName());
			corners.put(label, corners(outline));
			if (zip != null) zip.add(placed(outline, tracked.id(frame, label), frame));
		}
		return corners;
	}

	/** One ring; of an object in several parts or with holes its convex hull. */
	private static double[] corners(Roi outline) {
		FloatPolygon polygon = outline.getType() == Roi.TRACED_ROI ? outline.getFloatPolygon() : outline.getFloatConvexHull();
		double[] corners = new double[2 * polygon.npoints];
		for (int i = 0; i < polygon.npoints; i++) {
			corners[2 * i] = polygon.xpoints[i];
			corners[2 * i + 1] = polygon.ypoints[i];
		}
		return corners;
	}

	/** An outline named after its track, in its colour, tied to its frame. */
	private Roi placed(Roi outline, int id, int frame) throws IOException {
		outline.setName(String.format(Locale.ROOT, "%04d-%04d", id, frame + 1));
		outline.setStrokeColor(new Color(Glasbey.colour(id)));
		Film.Frame place = tracked.film().frame(frame);
		if (place.image().getStackSize() == 1) outline.setPosition(frame + 1);
		else
			new PlaneIndex(0, place.z(), place.t()).place(outline, place.image());
		return outline;
	}
}
