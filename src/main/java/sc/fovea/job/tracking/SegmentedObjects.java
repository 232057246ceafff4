package sc.fovea.job.tracking;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import sc.fovea.image.Hyperstack;
import sc.fovea.job.PlaneSegmentation;
import sc.fovea.predict.LabelRows;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.predict.scale.ScaleEstimate;
import sc.fovea.tile.Progress;

/** Objects that a model finds, with one scale for all frames: the middle one of up to five that are looked at. */
public final class SegmentedObjects implements FrameObjects {

	private static final int LOOKS = 5;

	private final Film film;
	private final Segmenter segmenter;
	private final SegmentationOptions options;
	private final ScaleEstimate scale;

	/**
	 * Looks at the film.
	 *
	 * @throws IllegalArgumentException if the model tells classes of pixels, or does not fit the film
	 * @throws IOException with one sentence, if a frame cannot be read
	 */
	public SegmentedObjects(Film film, PlaneSegmentation segmentation) throws IOException {
		if (!segmentation.findsObjects()) {
			throw new IllegalArgumentException("Tracks are of objects, but '" + segmentation.segmenter().model().card().name() + "' tells classes of pixels.");
		}
		this.film = film;
		this.segmenter = segmentation.segmenter();
		this.scale = estimate(segmentation.options());
		this.options = segmentation.options().withScale(scale.factor());
	}

	private ScaleEstimate estimate(SegmentationOptions asked) throws IOException {
		int looks = Math.min(LOOKS, film.frames());
		List<ScaleEstimate> estimates = new ArrayList<>();
		for (int i = 0; i < looks; i++) {
			Film.Frame frame = film.frame((int) ((i + 0.5) * film.frames() / looks));
			Hyperstack plane = Hyperstack.of(frame.pixels().image(frame.z(), frame.t()), "XYC", frame.pixels().pixelSize()).withTitle(film.title());
			estimates.add(segmenter.estimate(plane, asked));
		}
		estimates.sort(Comparator.comparingDouble(ScaleEstimate::factor));
		return estimates.get(looks / 2);
	}

	/** By which frames are resampled, and why. */
	public ScaleEstimate scale() {
		return scale;
	}

	@Override
	public void find(int t, int[] labels, Progress progress) throws IOException {
		Film.Frame frame = film.frame(t);
		segmenter.segmentPlane(frame.pixels(), new Segmenter.Place(frame.z(), frame.t(), 1), options, LabelRows.of(labels, film.width()), progress);
	}
}
