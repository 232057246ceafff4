package sc.fovea.task.detection.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import sc.fovea.architecture.RegionHeads;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.architecture.UNet;
import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceBackend;
import sc.fovea.detect.BoxCoder;
import sc.fovea.detect.RegionAnswers;
import sc.fovea.detect.RegionDetector;
import sc.fovea.detect.Scene;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.RandomValues;
import sc.fovea.net.RoiAlign;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;

/** A small Faster R-CNN with random weights on the reference backend, where a float is a float. */
class RegionNetworkTest {

	private static final int GRID = 2;
	private static final int WIDTH = 44;
	private static final int HEIGHT = 36;
	private static final MemoryBudget WHOLE = new MemoryBudget(1L << 40, 1L << 40, 1 << 20);
	private static final Backend BACKEND = new ReferenceBackend();
	private static final Network TRUNK = new UNet().trunk(new TrunkOptions(1, GRID, 3, 2, Pooling.Kind.MAX, 0));
	private static final Network NETWORK = new RegionHeads(2, 5).judging(RegionHeads.proposing(TRUNK, 2, 3), TRUNK.last(),
		List.of(new RegionHeads.View("whole", List.of(new RoiAlign(2, 2, GRID))), new RegionHeads.View("around", List.of(new RoiAlign(3, 1, GRID)))));
	private static final Weights WEIGHTS = RandomValues.weights(NETWORK, 3);
	private static final Regions SETTINGS = new Regions(List.of("a", "b"),
		new RegionProposals.Anchored(RegionHeads.PROPOSAL_SCORES, RegionHeads.PROPOSAL_OFFSETS, GRID, List.of(6.0, 6.0, 9.0, 13.0), 0.6, 8),
		new RegionLook.Shared(TRUNK.last(), List.of(RegionLook.View.whole("whole"), new RegionLook.View("around", -0.5, -0.5, 1.5, 1.5))),
		new Regions.Heads(RegionHeads.SCORES, RegionHeads.OFFSETS), new Regions.Refinement.None(),
		new Regions.Limits(0.1, 0.5, new Regions.Window(64, 64, 8)));
	private static final Tensor IMAGE = RandomValues.normal(1, 1, HEIGHT, WIDTH, 1);

	private static RegionNetwork open(MemoryBudget budget) {
		return RegionNetwork.open(new RegionNetwork.Weighted(NETWORK, WEIGHTS, SETTINGS), BACKEND, budget);
	}

	private static final List<String> MAPS = List.of(TRUNK.last(), RegionHeads.PROPOSAL_SCORES, RegionHeads.PROPOSAL_OFFSETS);

	@Test
	void feature_maps_of_tiles_are_those_of_the_whole_image() {
		try (RegionNetwork tiled = open(WHOLE.withSide(16)); RegionNetwork whole = open(WHOLE)) {
			for (String name : MAPS) {
				Tensor expected = whole.scene(IMAGE, Progress.none()).map(name);
				assertThat(expected.imageShape().height()).isEqualTo(HEIGHT / GRID);
				assertThat(tiled.scene(IMAGE, Progress.none()).map(name)).isEqualTo(expected);
			}
		}
	}

	@Test
	void trunk_and_head_one_after_the_other_say_what_the_whole_network_says() {
		List<Box> regions = List.of(new Box(3, 4, 10, 12), new Box(0, 0, 44, 36), new Box(30.5, 20.25, 5, 9));
		Map<String, Tensor> inputs = new HashMap<>(RegionFeatures.regions((RegionLook.Shared) SETTINGS.look(), List.of(regions)));
		inputs.put(UNet.IMAGE, IMAGE);
		try (RegionNetwork parts = open(WHOLE); Runner whole = BACKEND.runner(NETWORK, WEIGHTS)) {
			Map<String, Tensor> expected = whole.run(inputs);
			Scene scene = parts.scene(IMAGE, Progress.none());
			assertThat(scene.map(RegionHeads.PROPOSAL_SCORES)).isEqualTo(expected.get(RegionHeads.PROPOSAL_SCORES));
			RegionAnswers got = parts.detector(new AnchorProposer((RegionProposals.Anchored) SETTINGS.proposals()), SETTINGS.limits()).head().apply(scene)
				.score(regions);
			Tensor scores = expected.get(RegionHeads.SCORES);
			for (int i = 0; i < 6; i++) {
				assertThat(got.score(i / 2, i % 2)).isCloseTo(scores.data()[i / 2 * 3 + 1 + i % 2], within(1e-6f));
				Box moved = BoxCoder.forProposals().decode(offsets(expected.get(RegionHeads.OFFSETS), 4 * i), regions.get(i / 2)).intersection(scene.bounds());
				assertThat(sides(got.box(i / 2, i % 2))).containsExactly(sides(moved), within(1e-3));
			}
		}
	}

	private static double[] sides(Box box) {
		return new double[] { box.x(), box.y(), box.width(), box.height() };
	}

	private static BoxCoder.Offsets offsets(Tensor tensor, int at) {
		return new BoxCoder.Offsets(tensor.data()[at], tensor.data()[at + 1], tensor.data()[at + 2], tensor.data()[at + 3]);
	}

	/** A view around a region reaches beyond it, and beyond the image, by half of its sides. */
	@Test
	void regions_of_several_images_are_written_image_by_image_for_every_view() {
		Map<String, Tensor> inputs = RegionFeatures.regions((RegionLook.Shared) SETTINGS.look(),
			List.of(List.of(new Box(1, 2, 4, 6)), List.of(), List.of(new Box(8, 8, 2, 2))));
		assertThat(inputs.get("whole").data()).containsExactly(0, 1, 2, 4, 6, 2, 8, 8, 2, 2);
		assertThat(inputs.get("around").data()).containsExactly(0, -1, -1, 8, 12, 2, 7, 7, 4, 4);
	}

	@Test
	void the_trunk_runs_once_for_a_scene_however_often_it_is_asked() {
		List<String> runs = new ArrayList<>();
		Backend counting = (Backend) Proxy.newProxyInstance(Backend.class.getClassLoader(), new Class<?>[] { Backend.class },
			(proxy, method, args) -> method.getName().equals("runner")
				? new Counted(BACKEND.runner((Network) args[0], (Weights) args[1]), runs)
				: method.invoke(BACKEND, args));
		try (RegionNetwork network = RegionNetwork.open(new RegionNetwork.Weighted(NETWORK, WEIGHTS, SETTINGS), counting, WHOLE)) {
			RegionDetector detector = network.detector(new AnchorProposer((RegionProposals.Anchored) SETTINGS.proposals()), SETTINGS.limits());
			Scene scene = network.scene(IMAGE, Progress.none());
			List<ScoredBox> first = detector.detect(scene);
			assertThat(detector.detect(scene)).isEqualTo(first);
			assertThat(runs).containsExactly("trunk", "head", "head");
		}
		assertThat(runs).endsWith("closed", "closed").hasSize(5);
	}

	private record Counted(Runner runner, List<String> runs) implements Runner {

		@Override
		public Network network() {
			return runner.network();
		}

		@Override
		public Map<String, Tensor> run(Map<String, Tensor> inputs) {
			runs.add(inputs.containsKey(UNet.IMAGE) ? "trunk" : "head");
			return runner.run(inputs);
		}

		@Override
		public void close() {
			runs.add("closed");
			runner.close();
		}
	}

	@Test
	void a_network_for_other_settings_is_refused() {
		Regions three = new Regions(List.of("a", "b", "c"), SETTINGS.proposals(), SETTINGS.look(), SETTINGS.heads(), SETTINGS.refinement(), SETTINGS.limits());
		assertThatThrownBy(() -> RegionNetwork.open(new RegionNetwork.Weighted(NETWORK, WEIGHTS, three), BACKEND, WHOLE))
			.hasMessageContaining("region_offsets");
		Regions nowhere = new Regions(SETTINGS.classes(), SETTINGS.proposals(), new RegionLook.Shared("nowhere", List.of(RegionLook.View.whole("whole"),
			RegionLook.View.whole("around"))), SETTINGS.heads(), SETTINGS.refinement(), SETTINGS.limits());
		assertThatThrownBy(() -> RegionNetwork.open(new RegionNetwork.Weighted(NETWORK, WEIGHTS, nowhere), BACKEND, WHOLE)).hasMessageContaining("'nowhere'");
	}
}
