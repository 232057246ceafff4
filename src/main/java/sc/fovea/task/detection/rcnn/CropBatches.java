package sc.fovea.task.detection.rcnn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import sc.fovea.architecture.CropHeads;
import sc.fovea.architecture.UNet;
import sc.fovea.augment.Augmentation;
import sc.fovea.backend.Loss;
import sc.fovea.data.Extent;
import sc.fovea.data.Pixels;
import sc.fovea.data.ValueRange;
import sc.fovea.detect.RegionWarp;
import sc.fovea.net.Tensor;
import sc.fovea.train.Batches;
import sc.fovea.train.loop.BatchStream;

/**
 * Batches of warped regions, a quarter of them objects as in R-CNN, each turned by right angles and mirrored at random. Of an augmentation the changes of values
 * are applied; where it moves things it is left out, since a region that moves is another region, with another overlap.
 *
 * @param pool of regions
 * @param warp of a region
 * @param augmentation whose changes of values are drawn for each region
 * @param size regions per batch
 * @param seed of all draws
 */
record CropBatches(CropPool pool, RegionWarp warp, Augmentation augmentation, int size, long seed) implements BatchStream {

	private static final String TARGET = "crop_target";
	private static final double OBJECTS = 0.25;
	private static final int SYMMETRIES = 8;

	/** The objective: softmax cross-entropy of background and classes. */
	static List<Loss> losses() {
		return List.of(new Loss(Loss.Kind.SOFTMAX_CROSS_ENTROPY, CropHeads.CLASSES_LOGIT, TARGET, 1));
	}

	/** The categories that the regions of a batch are of. */
	static int[] categories(Map<String, Tensor> batch) {
		Tensor target = batch.get(TARGET);
		int[] categories = new int[target.batch()];
		for (int i = 0; i < target.data().length; i++) {
			if (target.data()[i] > 0) categories[i / target.channels()] = i % target.channels();
		}
		return categories;
	}

	@Override
	public Map<String, Tensor> at(long step) {
		SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L ^ step * 0xD1B54A32D192ED03L);
		Tensor crops = Tensor.zeros(size, warp.size(), warp.size(), pool.channels());
		Tensor target = Tensor.zeros(size, 1, 1, pool.categories());
		int objects = (int) Math.max(1, Math.round(OBJECTS * size));
		for (int i = 0; i < size; i++) {
			CropPool.Crop crop = i < objects ? pool.drawObject(random) : pool.drawBackground(random);
			warp.warp(pool.sample(crop).image(), crop.box(), crops, i);
			change(crops, i, random);
			target.data()[i * pool.categories() + crop.category()] = 1;
		}
		Map<String, Tensor> batch = new HashMap<>();
		batch.put(UNet.IMAGE, crops);
		batch.put(TARGET, target);
		return batch;
	}

	private void change(Tensor crops, int index, SplittableRandom random) {
		Extent extent = new Extent(warp.size(), warp.size(), 1, crops.channels());
		float[] values = turned(crops, index, random.nextInt(SYMMETRIES));
		augmentation.draw(extent, random).valued(new Pixels(extent, values, ValueRange.NORMALISED));
		System.arraycopy(values, 0, crops.data(), index * values.length, values.length);
	}

	/** One of the symmetries of a square. @param symmetry bits: exchange of x and y, then left and right, then up and down */
	private static float[] turned(Tensor crops, int index, int symmetry) {
		int side = crops.height();
		int channels = crops.channels();
		float[] values = new float[side * side * channels];
		for (int y = 0, to = 0; y < side; y++) {
			for (int x = 0; x < side; x++, to += channels) {
				int column = (symmetry & 2) == 0 ? x : side - 1 - x;
				int row = (symmetry & 4) == 0 ? y : side - 1 - y;
				int pixel = (symmetry & 1) == 0 ? row * side + column : column * side + row;
				System.arraycopy(crops.data(), (index * side * side + pixel) * channels, values, to, channels);
			}
		}
		return values;
	}
}
