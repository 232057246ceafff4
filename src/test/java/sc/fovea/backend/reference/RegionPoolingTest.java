package sc.fovea.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.backend.Runner;
import sc.fovea.net.Network;
import sc.fovea.net.RandomValues;
import sc.fovea.net.RegionLayer;
import sc.fovea.net.RoiPooling;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** Pooling of regions by hand and by the published rule. */
class RegionPoolingTest {

	private static final Tensor ROW = Tensor.of(new float[] { 1, 9, 3, 4 }, 1, 1, 4, 1);

	@Test
	void a_bin_is_the_largest_cell_that_holds_one_of_its_points() {
		Tensor map = ROW;
		assertThat(regions(new RoiPooling(1, 2, 2), map, 0, 0, 0, 8, 2)).as("points at 2 and 6 of 8, which are cells 1 and 3").containsExactly(9);
		assertThat(regions(new RoiPooling(1, 1, 2), map, 0, 0, 0, 8, 2)).as("on the edge of two cells it is the second").containsExactly(3);
		assertThat(regions(new RoiPooling(2, 2, 2), map, 0, 0, 0, 8, 2)).containsExactly(9, 4, 9, 4);
		assertThat(regions(new RoiPooling(2, 1, 2), map, 0, -20, -20, 4, 4)).as("beyond the edge").containsExactly(1, 1, 1, 1);
		assertThat(regions(new RoiPooling(1, 1, 2), Tensor.of(new float[] { -5, -7 }, 1, 1, 2, 1), 0, 2, 0, 2, 2)).as("no zero comes in").containsExactly(-7);
	}

	/** Fast R-CNN's rule for a window of h x w cells: bin i goes from ⌊i·h/size⌋ to ⌈(i+1)·h/size⌉. */
	@ParameterizedTest
	@CsvSource({ "2, 2, 3, 2, 2", "1, 3, 2, 3, 8", "3, 3, 3, 3, 4", "2, 1, 4, 2, 1" })
	void aligned_regions_are_pooled_as_published(int cellsHigh, int cellsWide, int size, int samples, int stride) {
		Tensor map = RandomValues.normal(3, 1, 14, 13, 2);
		for (int top = 0; top + cellsHigh * size <= 14; top++) {
			int left = top % (14 - cellsWide * size);
			float[] got = regions(new RoiPooling(size, samples, stride), map, 0, left * stride, top * stride, cellsWide * size * stride,
				cellsHigh * size * stride);
			assertThat(got).containsExactly(published(map, new int[] { top, left, cellsHigh * size, cellsWide * size }, size));
		}
	}

	private static float[] published(Tensor map, int[] window, int size) {
		float[] out = new float[size * size * map.channels()];
		for (int o = 0; o < out.length; o++) {
			int channel = o % map.channels();
			int row = o / map.channels() / size;
			int column = o / map.channels() % size;
			float largest = Float.NEGATIVE_INFINITY;
			for (int y = row * window[2] / size; y < ((row + 1) * window[2] + size - 1) / size; y++) {
				for (int x = column * window[3] / size; x < ((column + 1) * window[3] + size - 1) / size; x++) {
					largest = Math.max(largest, map.data()[((window[0] + y) * map.width() + window[1] + x) * map.channels() + channel]);
				}
			}
			out[o] = largest;
		}
		return out;
	}

	private static float[] regions(RegionLayer layer, Tensor map, float... region) {
		Network network = Network.input("x", map.channels()).withInput("regions", new Shape(1, 1, RegionLayer.REGION)).then("node", layer, "x", "regions");
		try (Runner runner = new ReferenceBackend().runner(network, new Weights(Map.of()))) {
			return runner.run(Map.of("x", map, "regions", Tensor.of(region, 1, 1, 1, RegionLayer.REGION))).get("node").data();
		}
	}
}
