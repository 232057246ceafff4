package sc.fovea.augment;

import sc.fovea.data.ValueRange;

/**
 * How a recipe treats the edge of a picture.
 *
 * @param border what is shown beyond the picture
 * @param fill the constant of {@link Border#CONSTANT}, as share of the value range: 0 is its low, 1 its high
 * @param visible a box of which a smaller fraction than this remains in the picture is dropped, 0–1
 */
public record Framing(Border border, double fill, double visible) {

	/** Mirrored; a box is dropped when less than a tenth of it remains. */
	public static final Framing MIRRORED = new Framing(Border.MIRROR, 0, 0.1);

	/** The value of {@link Border#CONSTANT} in a picture. */
	float constant(ValueRange range) {
		return range.clamp((float) (range.low() + fill * range.span()));
	}

	/** @throws IllegalArgumentException if the fill is not in -1 to 2 or the fraction not in 0–1 */
	public Framing {
		if (!(fill >= -1 && fill <= 2)) {
			throw new IllegalArgumentException("Expected a fill from -1 to 2, got " + fill + ".");
		}
		if (!(visible >= 0 && visible <= 1)) {
			throw new IllegalArgumentException("Expected a visible fraction from 0 to 1, got " + visible + ".");
		}
	}
}
