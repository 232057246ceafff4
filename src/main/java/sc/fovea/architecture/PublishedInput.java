package sc.fovea.architecture;

import java.util.List;

/**
 * What the published weights of a {@link Backbone} expect of pixels: its channel c sees scale · x + offset[c] of values x from 0 to 1.
 *
 * @param scale the same for all channels
 * @param offsets for a colour image, in the order of the network's channels
 * @param isBlueFirst whether the network's channels are blue, green, red
 */
public record PublishedInput(double scale, List<Double> offsets, boolean isBlueFirst) {

	/** Copies the offsets. */
	public PublishedInput {
		offsets = List.copyOf(offsets);
	}

	/** From −1 to 1, red first: value / 127.5 − 1 for 8 bits. */
	public static PublishedInput ofUnitRange() {
		return new PublishedInput(2, List.of(-1.0, -1.0, -1.0), false);
	}
}
