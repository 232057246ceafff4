package sc.fovea.job.feature;

import java.util.List;

import sc.fovea.geometry.Box;

/**
 * What a layer says of an image or a part of it: the mean of each of its channels there.
 *
 * @param image its name
 * @param region name of the part; empty for the whole image
 * @param label of the class; empty if there is none
 * @param place in pixels of the plane
 * @param z slice from 0
 * @param t frame from 0
 * @param values one for each channel of the layer
 */
public record FeatureVector(String image, String region, String label, Box place, int z, int t, float[] values) {

	/** Titles of {@link #row}, without the values. */
	public static final List<String> COLUMNS = List.of("image", "region", "label", "slice", "frame", "x", "y", "width", "height", "layer");

	/** Its cells before the values. */
	public List<Object> row(String layer) {
		return List.of(image, region, label, z + 1, t + 1, place.x(), place.y(), place.width(), place.height(), layer);
	}
}
