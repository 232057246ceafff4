package sc.fovea.job.tracking;

import ij.process.ImageProcessor;
import java.io.IOException;
import sc.fovea.image.LabelImage;
import sc.fovea.image.PlaneIndex;
import sc.fovea.tile.Progress;

/** Objects of labels that are there already. */
public final class GivenObjects implements FrameObjects {

	private final Film labels;

	/**
	 * Labels of a film.
	 *
	 * @throws IllegalArgumentException if they have another number of frames or another size
	 * @throws IOException with one sentence, if they cannot be read
	 */
	public GivenObjects(Film film, Film labels) throws IOException {
		if (film.frames() != labels.frames() || film.width() != labels.width() || film.height() != labels.height()) {
			throw new IllegalArgumentException("Labels of " + film.frames() + " frames of " + film.width() + "x" + film.height() + " pixels are needed, but \""
				+ labels.title() + "\" has " + labels.frames() + " of " + labels.width() + "x" + labels.height() + ".");
		}
		this.labels = labels;
	}

	@Override
	public void find(int t, int[] target, Progress progress) throws IOException {
		Film.Frame frame = labels.frame(t);
		if (frame.image().getNChannels() > 1) {
			throw new IOException("\"" + frame.image().getTitle() + "\" must have one channel to be labels, but has " + frame.image().getNChannels() + ".");
		}
		ImageProcessor plane = frame.image().getStack().getProcessor(new PlaneIndex(0, frame.z(), frame.t()).stackIndex(frame.image()));
		try {
			int[] ids = LabelImage.ids(plane);
			System.arraycopy(ids, 0, target, 0, ids.length);
		}
		catch (IllegalArgumentException e) {
			throw new IOException("\"" + frame.image().getTitle() + "\": " + e.getMessage(), e);
		}
	}
}
