package sc.fovea.job.tracking;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import sc.fovea.image.Hyperstack;
import sc.fovea.predict.ProgressPart;
import sc.fovea.tile.ImageSource;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;
import sc.fovea.track.Linker;
import sc.fovea.track.TrackOptions;

/**
 * Finds the objects of a film frame by frame and links them. Only one frame is in memory at a time; labels are kept in a temporary file.
 *
 * @param film that is tracked
 * @param objects where objects come from
 * @param measured whose intensities are compared and measured
 * @param options of tracks
 */
public record TrackingJob(Film film, FrameObjects objects, Measured measured, TrackOptions options) {

	/**
	 * Whose intensities are compared and measured.
	 *
	 * @param channel from 0; of several channels that are not chosen from, the first
	 * @param hasIntensities false if the film itself is the labels, which are no intensities
	 */
	public record Measured(int channel, boolean hasIntensities) {}

	/** Does it. @throws CancellationException if it was cancelled */
	public TrackedFilm run(Progress progress) throws IOException {
		int pixels = Math.multiplyExact(film.width(), film.height());
		LabelSpool spool = new LabelSpool(pixels);
		boolean isDone = false;
		try {
			Linker linker = new Linker(film.width(), film.height(), options);
			for (int t = 0; t < film.frames(); t++) {
				if (progress.isCancelled()) throw new CancellationException("Stopped after " + t + " of " + film.frames() + " frames.");
				int[] labels = new int[pixels];
				objects.find(t, labels, new ProgressPart(progress, t, film.frames()));
				spool.add(labels);
				linker.add(labels, measured.hasIntensities() ? values(t) : new float[0]);
			}
			TrackedFilm tracked = new TrackedFilm(film, linker.finish(), spool);
			isDone = true;
			return tracked;
		}
		finally {
			if (!isDone) spool.close();
		}
	}

	/** Intensities of a frame; of an RGB image the mean of its colours. */
	private float[] values(int t) throws IOException {
		Film.Frame frame = film.frame(t);
		Hyperstack pixels = frame.pixels();
		boolean isColour = pixels.channels() > 1 && frame.image().getNChannels() == 1;
		ImageSource source = ImageSource
			.of(isColour ? pixels.image(frame.z(), frame.t()) : pixels.plane(Math.min(measured.channel(), pixels.channels() - 1), frame.z(), frame.t()));
		float[] values = new float[pixels.width() * pixels.height() * source.channels()];
		source.read(new Region(0, 0, pixels.width(), pixels.height()), values);
		return isColour ? means(values, source.channels()) : values;
	}

	private static float[] means(float[] values, int channels) {
		float[] means = new float[values.length / channels];
		for (int i = 0; i < values.length; i++) {
			means[i / channels] += values[i] / channels;
		}
		return means;
	}
}
