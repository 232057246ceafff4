package sc.fovea.predict;

import java.io.Serializable;
import java.util.List;

import sc.fovea.tile.AffineSource;
import sc.fovea.tile.TileSource;

/**
 * By what the values of an image are normalised, channel by channel: measured once by {@link Normaliser#measure}, for all of its parts, on any computer.
 *
 * @param channels in their order
 * @param note what is said of pixels that are filled, in one sentence; empty if none are
 */
public record Intensities(List<Channel> channels, String note) implements Serializable {

	/**
	 * A channel. A pixel that is there becomes scale · x + offset.
	 *
	 * @param scale of normalised values
	 * @param offset of normalised values
	 * @param below values up to this one are not there
	 * @param above values from this one on are not there
	 * @param median of the values that are there
	 */
	public record Channel(float scale, float offset, double below, double above, double median) implements Serializable {}

	/** Copies the list. */
	public Intensities {
		channels = List.copyOf(channels);
	}

	/** An image with normalised values. @param image the one that was measured @throws IllegalArgumentException if it has another number of channels */
	public AffineSource apply(TileSource image) {
		float[] scale = new float[channels.size()];
		float[] offset = new float[channels.size()];
		for (int c = 0; c < scale.length; c++) {
			scale[c] = channels.get(c).scale();
			offset[c] = channels.get(c).offset();
		}
		return AffineSource.of(note.isEmpty() ? image : new FilledSource(image, channels), scale, offset);
	}
}
