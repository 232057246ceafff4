package sc.fovea.annotation;

import java.util.ArrayList;
import java.util.List;

import sc.fovea.data.Extent;

/** Objects that may overlap as label images in which none do. */
public final class ObjectLayers {

	private ObjectLayers() {}

	/**
	 * The layers, at least one: each object lies in the first in which it overlaps no other.
	 *
	 * @return ids in rows from the top: that of the first object is 1; an object without an outline is in none
	 */
	public static List<int[]> of(List<AnnotatedObject> objects, Extent extent) {
		List<int[]> layers = new ArrayList<>(List.of(new int[extent.slicePixels()]));
		for (int k = 0; k < objects.size(); k++) {
			if (objects.get(k).mask().isEmpty()) continue;
			int[] pixels = objects.get(k).mask().get().indices(extent.width());
			int[] free = layers.stream().filter(layer -> isFree(layer, pixels)).findFirst().orElseGet(() -> {
				layers.add(new int[extent.slicePixels()]);
				return layers.get(layers.size() - 1);
			});
			for (int pixel : pixels) {
				free[pixel] = k + 1;
			}
		}
		return layers;
	}

	private static boolean isFree(int[] layer, int[] pixels) {
		for (int pixel : pixels) {
			if (layer[pixel] != 0) return false;
		}
		return true;
	}
}
