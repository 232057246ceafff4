package sc.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fovea.data.NucleiScene.Clusters;
import sc.fovea.data.NucleiScene.Light;
import sc.fovea.data.NucleiScene.Morphology;
import sc.fovea.data.NucleiScene.Population;

class NucleiSimulatorTest {

	static Stream<NucleiScene> scenes() {
		return Stream.of(NucleiScene.sparse(), NucleiScene.touching(), NucleiScene.uneven(), NucleiScene.moving());
	}

	@ParameterizedTest
	@MethodSource("scenes")
	void same_seed_same_image(NucleiScene scene) {
		SimulatedImage first = new NucleiSimulator(scene).image(160, 120, 7), second = new NucleiSimulator(scene).image(160, 120, 7);
		assertThat(second.pixels()).isEqualTo(first.pixels());
		assertThat(second.labels()).isEqualTo(first.labels());
		SimulatedImage other = new NucleiSimulator(scene).image(160, 120, 8);
		assertThat(other.pixels()).isNotEqualTo(first.pixels());
		assertThat(other.labels()).isNotEqualTo(first.labels());
	}

	@ParameterizedTest
	@MethodSource("scenes")
	void tiles_equal_the_whole(NucleiScene scene) {
		NucleiPlane plane = new NucleiPlane(scene, 3, 2);
		SimulatedImage whole = plane.block(-70, 40, 200, 150);
		for (int[] tile : new int[][] { { 64, 64 }, { 200, 31 }, { 17, 150 } }) {
			SimulatedImage pieces = assemble(plane, whole, tile[0], tile[1]);
			assertThat(pieces.pixels()).isEqualTo(whole.pixels());
			assertThat(pieces.labels()).isEqualTo(whole.labels());
		}
	}

	private static SimulatedImage assemble(NucleiPlane plane, SimulatedImage whole, int tileWidth, int tileHeight) {
		int width = whole.width(), height = whole.height();
		short[] pixels = new short[width * height];
		int[] labels = new int[width * height];
		for (int y = 0; y < height; y += tileHeight) {
			for (int x = 0; x < width; x += tileWidth) {
				int w = Math.min(tileWidth, width - x), h = Math.min(tileHeight, height - y);
				SimulatedImage tile = plane.block(x - 70, y + 40, w, h);
				for (int row = 0; row < h; row++) {
					System.arraycopy(tile.pixels(), row * w, pixels, (y + row) * width + x, w);
					System.arraycopy(tile.labels(), row * w, labels, (y + row) * width + x, w);
				}
			}
		}
		return new SimulatedImage(width, height, whole.bits(), pixels, labels);
	}

	@ParameterizedTest
	@MethodSource("scenes")
	void ids_are_consecutive_in_reading_order(NucleiScene scene) {
		int highest = 0;
		for (int label : new NucleiSimulator(scene).image(300, 200, 5).labels()) {
			assertThat(label).isBetween(0, highest + 1);
			highest = Math.max(highest, label);
		}
		assertThat(highest).isGreaterThan(5);
	}

	@ParameterizedTest
	@MethodSource("scenes")
	void every_whole_nucleus_is_connected(NucleiScene scene) {
		for (long seed = 0; seed < 8; seed++) {
			SimulatedImage image = new NucleiSimulator(scene).image(400, 400, seed);
			Set<Integer> atBorder = atBorder(image);
			Map<Integer, Integer> parts = parts(image);
			parts.keySet().removeAll(atBorder);
			assertThat(parts).isNotEmpty().allSatisfy((id, count) -> assertThat(count).as("parts of " + id).isEqualTo(1));
		}
	}

	@Test
	void acute_corners_of_tiny_crowded_nuclei_leave_no_island() {
		NucleiScene touching = NucleiScene.touching();
		NucleiScene crowded = new NucleiScene(new Population(6.1, 0, 40, new Clusters(1, 16)), new Morphology(2, 1, 0),
			touching.optics(), touching.light(), touching.camera(), touching.motion());
		SimulatedImage image = new NucleiSimulator(crowded).image(1000, 1000, 1);
		Map<Integer, Integer> parts = parts(image);
		parts.keySet().removeAll(atBorder(image));
		assertThat(parts).hasSizeGreaterThan(500).allSatisfy((id, count) -> assertThat(count).as("parts of " + id).isEqualTo(1));
	}

	@Test
	void nuclei_touch_only_where_asked() {
		NucleiScene touching = NucleiScene.touching();
		Population pairs = new Population(20, 0.2, 60, new Clusters(1, 2)), single = new Population(20, 0.2, 40, new Clusters(0, 1));
		SimulatedImage together = new NucleiSimulator(touching.with(pairs)).image(600, 600, 11);
		Map<Integer, Set<Integer>> neighbours = neighbours(together);
		neighbours.keySet().removeAll(atBorder(together));
		assertThat(neighbours).hasSizeGreaterThan(20).allSatisfy((id, others) -> assertThat(others).hasSize(1));
		SimulatedImage apart = new NucleiSimulator(touching.with(single)).image(600, 600, 11);
		assertThat(neighbours(apart)).hasSizeGreaterThan(50).allSatisfy((id, others) -> assertThat(others).isEmpty());
	}

	@Test
	void clusters_of_many_hang_together() {
		SimulatedImage image = new NucleiSimulator(NucleiScene.touching()).image(800, 800, 2);
		Map<Integer, Set<Integer>> neighbours = neighbours(image);
		long crowded = neighbours.values().stream().filter(others -> others.size() >= 2).count();
		assertThat(crowded).isGreaterThan(neighbours.size() / 4);
	}

	@ParameterizedTest
	@MethodSource("scenes")
	void diameters_are_those_of_nuclei_at_twenty_times_magnification(NucleiScene scene) {
		SimulatedImage image = new NucleiSimulator(scene).image(800, 800, 4);
		Map<Integer, Integer> areas = areas(image);
		areas.keySet().removeAll(atBorder(image));
		double[] diameters = areas.values().stream().mapToDouble(area -> 2 * Math.sqrt(area / Math.PI)).sorted().toArray();
		assertThat(diameters[diameters.length / 20]).isGreaterThan(10);
		assertThat(diameters[diameters.length - 1]).isLessThan(40);
		assertThat(diameters[diameters.length / 2]).isCloseTo(scene.population().diameter(), withPercentage(12));
	}

	@ParameterizedTest
	@MethodSource("scenes")
	void inside_is_brighter_than_outside(NucleiScene scene) {
		SimulatedImage image = new NucleiSimulator(scene).image(400, 400, 1);
		double inside = 0, outside = 0;
		int count = 0;
		for (int i = 0; i < image.labels().length; i++) {
			double light = (image.pixels()[i] & 0xffff) - scene.camera().offset();
			if (image.labels()[i] > 0) {
				inside += light;
				count++;
			}
			else
				outside += light;
		}
		assertThat(inside / count).isGreaterThan(2 * outside / (image.labels().length - count));
	}

	@Test
	void empty_scene_shows_the_illumination_and_the_noise_of_the_camera() {
		Camera camera = new Camera(3, 150, 7, 16);
		NucleiScene scene = NucleiScene.sparse().with(new Light(0, 80, 0, 500)).with(camera);
		SimulatedImage image = new NucleiSimulator(scene).image(400, 400, 1);
		double mean = 150 + 3 * 80, sum = 0, squares = 0;
		for (short value : image.pixels()) {
			sum += value - mean;
			squares += (value - mean) * (value - mean);
		}
		assertThat(sum / 160_000).isBetween(-0.3, 0.3);
		assertThat(squares / 160_000).isBetween(0.98 * (9 * 80 + 49 + 1 / 12.0), 1.02 * (9 * 80 + 49 + 1 / 12.0));
	}

	@Test
	void illumination_varies_by_the_asked_amount() {
		NucleiScene scene = NucleiScene.sparse().with(new Light(0, 4000, 0.6, 256)).with(new Camera(1, 0, 0, 16));
		SimulatedImage image = new NucleiSimulator(scene).image(256, 256, 1);
		int[] values = new int[image.pixels().length];
		for (int i = 0; i < values.length; i++)
			values[i] = image.pixels()[i] & 0xffff;
		Arrays.sort(values);
		assertThat(values[values.length / 1000]).isBetween(1500, 1720);
		assertThat(values[values.length - values.length / 1000]).isBetween(6280, 6600);
	}

	@Test
	void frames_move_fade_and_keep_ids() {
		List<SimulatedImage> frames = new NucleiSimulator(NucleiScene.moving()).frames(300, 300, 3, 9);
		Map<Integer, Integer> first = areas(frames.get(0)), last = areas(frames.get(2));
		assertThat(frames.get(2).labels()).isNotEqualTo(frames.get(0).labels());
		first.keySet().removeAll(atBorder(frames.get(0)));
		first.keySet().removeAll(atBorder(frames.get(2)));
		assertThat(first).isNotEmpty().allSatisfy((id, area) -> assertThat(last.get(id)).isCloseTo(area, withPercentage(15)));
		assertThat(total(frames.get(2))).isLessThan(0.95 * total(frames.get(0)));
	}

	@Test
	void impossible_scenes_are_refused_with_the_limit() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Population(6, 0.3, 40, new Clusters(0, 1)))
			.withMessageContaining("at least 6 pixels, got 6.0");
		assertThatIllegalArgumentException().isThrownBy(() -> new Clusters(0.5, 17)).withMessageContaining("within 1 to 16, got 17");
		assertThatIllegalArgumentException().isThrownBy(() -> new Camera(1, 0, 0, 12)).withMessageContaining("8 or 16 bits, got 12");
		assertThatIllegalArgumentException().isThrownBy(() -> new NucleiSimulator(NucleiScene.sparse()).image(0, 5, 1))
			.withMessageContaining("0 x 5");
		SimulatedImage wide = new NucleiSimulator(NucleiScene.sparse()).image(5, 5, 1);
		assertThatIllegalArgumentException().isThrownBy(wide::bytes).withMessageContaining("expected 8 bits, got 16");
	}

	private static double total(SimulatedImage image) {
		double total = 0;
		for (short value : image.pixels())
			total += value & 0xffff;
		return total;
	}

	private static Map<Integer, Integer> areas(SimulatedImage image) {
		Map<Integer, Integer> areas = new HashMap<>();
		for (int label : image.labels())
			if (label > 0) areas.merge(label, 1, Integer::sum);
		return areas;
	}

	private static Set<Integer> atBorder(SimulatedImage image) {
		Set<Integer> ids = new HashSet<>();
		for (int x = 0; x < image.width(); x++) {
			ids.add(image.labels()[x]);
			ids.add(image.labels()[image.labels().length - 1 - x]);
		}
		for (int y = 0; y < image.height(); y++) {
			ids.add(image.labels()[y * image.width()]);
			ids.add(image.labels()[(y + 1) * image.width() - 1]);
		}
		return ids;
	}

	/** Number of 4-connected parts of each id. */
	private static Map<Integer, Integer> parts(SimulatedImage image) {
		int[] labels = image.labels().clone();
		Map<Integer, Integer> parts = new HashMap<>();
		for (int start = 0; start < labels.length; start++) {
			int id = labels[start];
			if (id == 0) continue;
			parts.merge(id, 1, Integer::sum);
			ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(start));
			while (!queue.isEmpty()) {
				int at = queue.remove();
				if (labels[at] != id) continue;
				labels[at] = 0;
				if (at % image.width() > 0) queue.add(at - 1);
				if (at % image.width() < image.width() - 1) queue.add(at + 1);
				if (at >= image.width()) queue.add(at - image.width());
				if (at + image.width() < labels.length) queue.add(at + image.width());
			}
		}
		return parts;
	}

	/** The ids that share a pixel edge with each id. */
	private static Map<Integer, Set<Integer>> neighbours(SimulatedImage image) {
		Map<Integer, Set<Integer>> neighbours = new HashMap<>();
		int[] labels = image.labels();
		for (int i = 0; i < labels.length; i++) {
			if (labels[i] == 0) continue;
			Set<Integer> own = neighbours.computeIfAbsent(labels[i], id -> new HashSet<>());
			for (int other : new int[] { i - image.width(), i + image.width(), i - i % image.width() + Math.max(0, i % image.width() - 1),
				i - i % image.width() + Math.min(image.width() - 1, i % image.width() + 1) }) {
				if (other >= 0 && other < labels.length && labels[other] > 0 && labels[other] != labels[i]) own.add(labels[other]);
			}
		}
		return neighbours;
	}
}
