package sc.fovea.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.backend.Runner;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.RandomNetworks;
import sc.fovea.net.RandomValues;
import sc.fovea.net.RoiAlign;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** One part of a network and then the rest give what the whole gives. */
class NetworkPartsTest {

	private static final int NETWORKS = 20;

	@Tag("slow")
	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void a_network_cut_at_any_nodes_computes_what_the_whole_computes(int cuts) {
		SplittableRandom random = new SplittableRandom(cuts);
		int checked = 0;
		for (int seed = 0; seed < NETWORKS; seed++) {
			Network network = RandomNetworks.of(seed);
			Set<String> names = new LinkedHashSet<>();
			for (int i = 0; i < cuts; i++) {
				names.add(network.nodes().get(random.nextInt(network.nodes().size() - 1)).name());
			}
			checked += checkParts(network, Map.of("image", RandomValues.normal(seed, 1, 40, 36, 2)), names);
		}
		assertThat(checked).as("outputs behind a cut").isGreaterThan(NETWORKS / 2);
	}

	@Test
	void a_head_on_regions_computes_what_the_whole_computes() {
		Network network = Network.input("image", 2).then("features", Convolution.of(3, 3)).withInput("regions", new Shape(1, 1, RoiAlign.REGION))
			.then("align", new RoiAlign(2, 2, 1), "features", "regions").then("class", Dense.of(4)).then("box", Dense.of(2), "align")
			.withOutputs("class", "box");
		Tensor regions = Tensor.of(new float[] { 0, 1, 2, 3, 4, 1, 0.5f, 0.5f, 6, 7, 0, 3, 3, 2, 2 }, 3, 1, 1, RoiAlign.REGION);
		Map<String, Tensor> inputs = Map.of("image", RandomValues.normal(1, 2, 9, 9, 2), "regions", regions);
		for (Node cut : network.nodes().subList(0, 2)) {
			assertThat(checkParts(network, inputs, Set.of(cut.name()))).isEqualTo(2);
		}
	}

	/** @return number of outputs that lie behind a cut */
	private static int checkParts(Network network, Map<String, Tensor> inputs, Set<String> cuts) {
		Weights weights = RandomValues.weights(network, 3);
		long behind = network.outputs().stream().filter(o -> !cuts.contains(o) && cuts.stream().anyMatch(network.ancestors(o)::contains)).count();
		if (behind > 0) {
			Network trunk = network.upTo(cuts.toArray(String[]::new));
			Network head = network.after(cuts.toArray(String[]::new));
			assertThat(head.outputs()).hasSize((int) behind);
			Map<String, Tensor> whole = run(network, weights, inputs);
			Map<String, Tensor> known = new HashMap<>(inputs);
			known.putAll(run(trunk, weights.of(trunk), inputs));
			run(head, weights.of(head), known).forEach((name, value) -> checkClose(value, whole.get(name)));
		}
		return (int) behind;
	}

	/** Values are rounded to floats where the network is cut. */
	private static void checkClose(Tensor got, Tensor expected) {
		assertThat(got.shape()).containsExactly(expected.shape());
		float largest = 1;
		for (float value : expected.data()) {
			largest = Math.max(largest, Math.abs(value));
		}
		assertThat(got.data()).containsExactly(expected.data(), within(largest * 1e-5f));
	}

	private static Map<String, Tensor> run(Network network, Weights weights, Map<String, Tensor> inputs) {
		try (Runner runner = new ReferenceBackend().runner(network, weights)) {
			return runner.run(inputs);
		}
	}
}
