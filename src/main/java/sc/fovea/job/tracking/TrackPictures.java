package sc.fovea.job.tracking;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import sc.fovea.image.Glasbey;
import sc.fovea.image.LabelImage;
import sc.fovea.image.Overlays;
import sc.fovea.image.PixelSize;
import sc.fovea.image.PlaneIndex;
import sc.fovea.image.RgbPicture;
import sc.fovea.track.Lineage;
import sc.fovea.track.Spot;
import sc.fovea.track.Track;

/**
 * Pictures of tracks: labels whose colours stay, and the film with outlines and the way that each object came.
 *
 * @param tracked film with its tracks
 * @param channel that is shown, from 0; −1 for the first, and of an RGB film all
 */
public record TrackPictures(TrackedFilm tracked, int channel) {

	/** So many frames of its way are drawn behind an object. */
	private static final int TAIL = 10;

	/** The labels of all frames, made when they are looked at. */
	public ImagePlus labels() throws IOException {
		int largest = tracked.tracks().tracks().size();
		ImagePlus labels = FilmStack.image(tracked.film().stem() + "_labels", tracked.film(), frame -> plane(frame, largest));
		LabelImage.colour(labels, largest);
		return labels;
	}

	private ImageProcessor plane(int frame, int largest) throws IOException {
		Film film = tracked.film();
		return LabelImage.of(tracked.labels(frame), film.width(), film.height(), largest, PixelSize.PIXEL, "").getProcessor();
	}

	/** The film with outlines and tails, made when it is looked at. */
	ImagePlus overlay() throws IOException {
		return FilmStack.image(tracked.film().stem() + "_overlay", tracked.film(), frame -> RgbPicture.processor(overlay(frame)));
	}

	/** A frame with outlines and tails. */
	BufferedImage overlay(int t) throws IOException {
		Film.Frame frame = tracked.film().frame(t);
		BufferedImage picture = Overlays.outlines(frame.image(), new PlaneIndex(channel, frame.z(), frame.t()), tracked.labels(t));
		double scale = (double) picture.getWidth() / tracked.film().width();
		Graphics2D graphics = picture.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		graphics.setStroke(new BasicStroke(1.5f));
		for (Track track : tracked.tracks().tracks()) {
			boolean isShown = track.first() <= t && track.last() >= t;
			if (!isShown) continue;
			graphics.setColor(new Color(Glasbey.colour(track.id())));
			graphics.draw(tail(track, t, scale));
		}
		graphics.dispose();
		return picture;
	}

	/** The way to where an object is, or was last, from up to ten frames before; that of a daughter begins at her mother. */
	private Path2D tail(Track track, int t, double scale) {
		Path2D path = new Path2D.Double();
		if (track.parent() != 0 && track.first() >= t - TAIL) {
			List<Spot> mother = tracked.tracks().track(track.parent()).spots();
			add(path, mother.get(mother.size() - 1), scale);
		}
		track.spots().stream().filter(spot -> spot.frame() <= t && spot.frame() >= t - TAIL).forEach(spot -> add(path, spot, scale));
		return path;
	}

	private static void add(Path2D path, Spot spot, double scale) {
		if (path.getCurrentPoint() == null) path.moveTo(spot.x() * scale, spot.y() * scale);
		else
			path.lineTo(spot.x() * scale, spot.y() * scale);
	}

	/** The lineage tree. */
	LineagePicture lineage() {
		return new LineagePicture(Lineage.of(tracked.tracks()));
	}
}
