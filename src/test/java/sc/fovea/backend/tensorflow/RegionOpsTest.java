package sc.fovea.backend.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fovea.backend.Adam;
import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Learner;
import sc.fovea.backend.LearnerState;
import sc.fovea.backend.LearningPlan;
import sc.fovea.backend.Loss;
import sc.fovea.backend.Runner;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.Layer;
import sc.fovea.net.Network;
import sc.fovea.net.RandomValues;
import sc.fovea.net.RegionLayer;
import sc.fovea.net.RoiAlign;
import sc.fovea.net.RoiPooling;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** What the general contract of layers does not ask about regions. */
class RegionOpsTest {

	private static TrainingBackend backend;

	@BeforeAll
	static void open() {
		backend = (TrainingBackend) new TensorFlowProvider().open(BackendOptions.cpu());
	}

	@AfterAll
	static void close() {
		backend.close();
	}

	static Stream<Layer> layers() {
		return Stream.of(new RoiAlign(7, 2, 4), new RoiPooling(7, 2, 4), new RoiAlign(3, 1, 8), new RoiPooling(4, 3, 1));
	}

	/** Points of such regions lie often on the edge of two cells, where rounding decides. */
	@ParameterizedTest
	@MethodSource("layers")
	void regions_in_whole_pixels_see_the_same_cells_as_in_the_reference(Layer layer) {
		Map<String, Tensor> batch = Map.of("x", RandomValues.normal(1, 2, 12, 15, 3), "regions", wholeRegions(300));
		float[] expected;
		try (Backend reference = new ReferenceProvider().open(BackendOptions.cpu())) {
			expected = run(reference, layer, batch).data();
		}
		assertThat(run(backend, layer, batch).data()).containsExactly(expected, within(1e-5f));
	}

	/** 13 / 22 · 22 is less than 13 in floats. */
	@Test
	void a_point_on_the_edge_of_two_cells_is_in_the_second() {
		Tensor map = Tensor.zeros(1, 22, 22, 3);
		for (int i = 0; i < map.data().length; i++) {
			map.data()[i] = i / 3 % 22;
		}
		Tensor region = Tensor.of(new float[] { 0, 0, 0, 22, 22 }, 1, 1, 1, RegionLayer.REGION);
		Tensor answer = run(backend, new RoiPooling(11, 1, 1), Map.of("x", map, "regions", region));
		for (int bin = 0; bin < 11; bin++) {
			assertThat(answer.data()[bin * 3]).isEqualTo(2 * bin + 1);
		}
	}

	@ParameterizedTest
	@MethodSource("layers")
	void no_regions_give_no_answers(Layer layer) {
		Tensor answer = run(backend, layer, Map.of("x", RandomValues.normal(1, 1, 12, 15, 3), "regions", Tensor.zeros(0, 1, 1, RegionLayer.REGION)));
		int size = ((RegionLayer) layer).size();
		assertThat(answer.shape()).containsExactly(0, size, size, 3);
	}

	/** Many regions share cells, so that many gradients add up in one place. */
	@ParameterizedTest
	@MethodSource("layers")
	void the_same_seed_trains_to_the_same_bits(Layer layer) {
		assertThat(trained(layer)).isEqualTo(trained(layer));
	}

	private static LearnerState trained(Layer layer) {
		Network network = Network.input("x", 2).then("features", Convolution.of(8, 3)).withInput("regions", new Shape(1, 1, RegionLayer.REGION))
			.then("bins", layer, "features", "regions").then("class", Dense.of(3));
		Loss loss = new Loss(Loss.Kind.SQUARED_ERROR, "class", "target", 1);
		Map<String, Tensor> batch = Map.of("x", RandomValues.normal(1, 2, 12, 15, 2), "regions", wholeRegions(300), "target",
			RandomValues.normal(2, 300, 1, 1, 3));
		LearningPlan plan = new LearningPlan(List.of(loss), Adam.standard(), Map.of(), 1);
		try (Learner learner = backend.learner(network, Weights.initialise(network, 1), plan)) {
			for (int i = 0; i < 4; i++) {
				learner.step(batch, 1e-2);
			}
			return learner.state();
		}
	}

	private static Tensor run(Backend backend, Layer layer, Map<String, Tensor> batch) {
		Network network = Network.input("x", 3).withInput("regions", new Shape(1, 1, RegionLayer.REGION)).then("node", layer, "x", "regions");
		try (Runner runner = backend.runner(network, new Weights(Map.of()))) {
			return runner.run(batch).get("node");
		}
	}

	/** Regions of two images of up to 60 x 48 pixels, some of which reach beyond the edge. */
	private static Tensor wholeRegions(int count) {
		SplittableRandom random = new SplittableRandom(count);
		Tensor regions = Tensor.zeros(count, 1, 1, RegionLayer.REGION);
		for (int i = 0; i < count; i++) {
			int[] region = { random.nextInt(2), random.nextInt(-10, 50), random.nextInt(-10, 40), 1 + random.nextInt(60), 1 + random.nextInt(40) };
			for (int k = 0; k < region.length; k++) {
				regions.data()[i * region.length + k] = region[k];
			}
		}
		return regions;
	}
}
