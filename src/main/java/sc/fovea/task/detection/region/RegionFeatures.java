package sc.fovea.task.detection.region;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import sc.fovea.detect.RegionViews;
import sc.fovea.detect.RegionWarp;
import sc.fovea.detect.Scene;
import sc.fovea.geometry.Box;
import sc.fovea.net.RoiAlign;
import sc.fovea.net.Tensor;

/** How a region is looked at: what the network behind it is given. */
@FunctionalInterface
public interface RegionFeatures {

	/**
	 * Inputs of the head for some regions.
	 *
	 * @param scene that they are of
	 * @param regions with an area above 0
	 * @return tensors by the names of the head's inputs
	 */
	Map<String, Tensor> of(Scene scene, List<Box> regions);

	/** As a model's settings say. */
	static RegionFeatures of(RegionLook look) {
		if (look instanceof RegionLook.Warped warped) {
			RegionWarp warp = new RegionWarp(warped.size(), warped.context());
			return (scene, regions) -> Map.of(warped.input(), warp.warp(scene.image(), regions));
		}
		RegionLook.Shared shared = (RegionLook.Shared) look;
		return (scene, regions) -> {
			Map<String, Tensor> inputs = new HashMap<>(regions(shared, List.of(regions)));
			inputs.put(shared.features(), scene.map(shared.features()));
			return inputs;
		};
	}

	/**
	 * The regions of several images, as pooling layers read them, for every view.
	 *
	 * @param look views of a region
	 * @param regions of each image
	 * @return (regions, 1, 1, 5) by the names of the views' inputs, image by image
	 */
	static Map<String, Tensor> regions(RegionLook.Shared look, List<List<Box>> regions) {
		int count = regions.stream().mapToInt(List::size).sum();
		Map<String, Tensor> inputs = new HashMap<>();
		for (RegionLook.View view : look.views()) {
			Tensor rows = Tensor.zeros(count, 1, 1, RoiAlign.REGION);
			RegionViews.View part = new RegionViews.View(view.input(), view.left(), view.top(), view.right(), view.bottom());
			int at = 0;
			for (int image = 0; image < regions.size(); image++) {
				for (Box region : regions.get(image)) {
					at = write(part.of(region), image, rows.data(), at);
				}
			}
			inputs.put(view.input(), rows);
		}
		return inputs;
	}

	private static int write(Box box, int image, float[] rows, int at) {
		rows[at] = image;
		rows[at + 1] = (float) box.x();
		rows[at + 2] = (float) box.y();
		rows[at + 3] = (float) box.width();
		rows[at + 4] = (float) box.height();
		return at + RoiAlign.REGION;
	}
}
