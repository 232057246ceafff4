package sc.fovea.task.detection.rcnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import sc.fovea.architecture.CropHeads;
import sc.fovea.architecture.UNet;
import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.detect.RegionWarp;
import sc.fovea.geometry.Box;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** What a classifier of crops sees in regions, in place of what it calls them. */
final class CropFeatures implements AutoCloseable {

	/** Regions of a run: few enough to stay near the processor. */
	private static final int BATCH = 64;

	private final Runner runner;
	private final RegionWarp warp;
	private final String map;

	/**
	 * Features of regions, in their order.
	 *
	 * @param features values of {@link CropHeads#FEATURES}
	 * @param maps values of the map, (h, w, C)
	 */
	record Rows(List<float[]> features, List<float[]> maps) {}

	/** @param network with {@link CropHeads}, whose own outputs are not looked at */
	CropFeatures(Backend backend, Network network, Weights weights, RegionWarp warp) {
		this.map = CropHeads.map(network);
		Network looks = network.upTo(CropHeads.FEATURES).withOutputs(CropHeads.FEATURES, map);
		this.runner = backend.runner(looks, weights.fitTo(looks, 0));
		this.warp = warp;
	}

	/** Features of regions. @param image (1, H, W, C) */
	Rows of(Tensor image, List<Box> boxes) {
		Rows rows = new Rows(new ArrayList<>(), new ArrayList<>());
		for (int from = 0; from < boxes.size(); from += BATCH) {
			Tensor crops = warp.warp(image, boxes.subList(from, Math.min(boxes.size(), from + BATCH)));
			Map<String, Tensor> answers = runner.run(Map.of(UNet.IMAGE, crops));
			split(answers.get(CropHeads.FEATURES), rows.features);
			split(answers.get(map), rows.maps);
		}
		return rows;
	}

	private static void split(Tensor answer, List<float[]> rows) {
		int length = answer.data().length / answer.batch();
		for (int i = 0; i < answer.batch(); i++) {
			rows.add(Arrays.copyOfRange(answer.data(), i * length, (i + 1) * length));
		}
	}

	@Override
	public void close() {
		runner.close();
	}
}
