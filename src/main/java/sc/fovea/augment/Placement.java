package sc.fovea.augment;

import sc.fovea.geometry.Box;

/**
 * Where the pixels of a result come from: a one-to-one map from points of the result to points of the source, in pixels with the centre of pixel (0, 0)
 * at (0.5, 0.5). Placements compose, so that a chain of them resamples pixels once.
 *
 * <pre>{@code
 * Placement turned = Affine.rotation(Math.PI / 6).about(128, 128);
 * turned.then(Affine.shift(10, 0)); // what the turned picture shows comes from 10 pixels further right
 * }</pre>
 */
public sealed interface Placement permits Affine, Displacement, Chain {

	/** Moves the first {@code count} points of a result, in place, to the points of the source that they show. */
	void toSource(double[] xs, double[] ys, int count);

	/** Moves the first {@code count} points of a source, in place, to where the result shows them: the inverse of {@link #toSource}. */
	void toResult(double[] xs, double[] ys, int count);

	/** Whether pixel centres fall on pixel centres, so that nothing has to be interpolated. */
	boolean isExact();

	/** Area of the source per area of the result; for elastic parts the mean, 1. */
	double areaScale();

	/** This map first, then the other: the result's point goes through this, and what comes out through {@code next}. */
	default Placement then(Placement next) {
		return Chain.of(this, next);
	}

	/** Bounds of what a box of the result shows of the source. */
	default Box sourceBounds(Box result) {
		return Outline.toSource(this, result).bounds();
	}
}
