package sc.fovea.detect.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GraphSegmentationTest {

	private static Stream<Raster> images() {
		return Stream.of(Rasters.noise(17, 11, 1, 1), Rasters.noise(12, 20, 3, 2), Rasters.blocks(21, 15, 3), Rasters.noise(1, 9, 2, 4),
			Rasters.noise(1, 1, 1, 5));
	}

	@ParameterizedTest
	@MethodSource("images")
	void regions_are_those_of_the_definition(Raster image) {
		for (double k : new double[] { 0, 30, 150, 1000 }) {
			for (int smallest : new int[] { 1, 4, 12 }) {
				Segments segments = new GraphSegmentation(k, smallest, 0).segment(image);
				assertThat(segments.labels()).as("k %s, at least %s pixels", k, smallest).isEqualTo(reference(image, k, smallest));
				assertThat(segments.count()).isEqualTo((int) Arrays.stream(segments.labels()).distinct().count());
			}
		}
	}

	/** An edge of the definition. */
	private record Edge(int from, int to, int place, long weight) {}

	/** A set of pixels, with the largest weight by which it grew. */
	private record Part(List<Integer> pixels, long inner) {}

	/** As the paper's algorithm 1 reads, with lists in place of clever sets. */
	private static int[] reference(Raster image, double k, int smallest) {
		List<Edge> edges = edges(image);
		Map<Integer, Part> parts = new HashMap<>();
		for (int i = 0; i < image.pixels(); i++) {
			parts.put(i, new Part(List.of(i), 0));
		}
		for (Edge edge : edges) {
			Part a = parts.get(edge.from());
			Part b = parts.get(edge.to());
			double limit = Math.min(a.inner() + k * 64 / a.pixels().size(), b.inner() + k * 64 / b.pixels().size());
			if (a != b && edge.weight() <= limit) join(a, b, edge.weight(), parts);
		}
		for (Edge edge : edges) {
			Part a = parts.get(edge.from());
			Part b = parts.get(edge.to());
			if (a != b && (a.pixels().size() < smallest || b.pixels().size() < smallest)) join(a, b, edge.weight(), parts);
		}
		return numbered(image, parts);
	}

	private static void join(Part a, Part b, long weight, Map<Integer, Part> parts) {
		List<Integer> pixels = new ArrayList<>(a.pixels());
		pixels.addAll(b.pixels());
		Part both = new Part(pixels, weight);
		pixels.forEach(p -> parts.put(p, both));
	}

	private static int[] numbered(Raster image, Map<Integer, Part> parts) {
		List<Part> seen = new ArrayList<>();
		int[] labels = new int[image.pixels()];
		for (int i = 0; i < labels.length; i++) {
			Part part = parts.get(i);
			int known = -1;
			for (int s = 0; s < seen.size(); s++) {
				if (seen.get(s) == part) known = s;
			}
			if (known < 0) seen.add(part);
			labels[i] = known < 0 ? seen.size() - 1 : known;
		}
		return labels;
	}

	private static List<Edge> edges(Raster image) {
		int[][] directions = { { 1, 0 }, { -1, 1 }, { 0, 1 }, { 1, 1 } };
		List<Edge> edges = new ArrayList<>();
		for (int i = 0; i < image.pixels(); i++) {
			for (int d = 0; d < 4; d++) {
				int x = i % image.width() + directions[d][0];
				int y = i / image.width() + directions[d][1];
				if (x >= 0 && x < image.width() && y < image.height())
					edges.add(new Edge(i, y * image.width() + x, 4 * i + d, weight(image, i, y * image.width() + x)));
			}
		}
		edges.sort(Comparator.comparingLong(Edge::weight).thenComparingInt(Edge::place));
		return edges;
	}

	private static long weight(Raster image, int a, int b) {
		double sum = 0;
		for (float[] plane : image.planes()) {
			sum += Math.pow((double) plane[a] - plane[b], 2);
		}
		return Math.round(Math.sqrt(sum) * 255 * 64);
	}

	@Test
	void the_blur_is_a_convolution_with_a_gaussian() {
		float[] plane = Rasters.noise(9, 7, 1, 6).planes().get(0);
		float[] blurred = new Gaussian(0.8).blur(plane, 9, 7);
		for (int y = 0; y < 7; y++) {
			for (int x = 0; x < 9; x++) {
				double sum = 0;
				double weights = 0;
				for (int dy = -3; dy <= 3; dy++) {
					for (int dx = -3; dx <= 3; dx++) {
						double weight = Math.exp(-(dx * dx + dy * dy) / (2 * 0.8 * 0.8));
						weights += weight;
						sum += weight * plane[Math.max(0, Math.min(6, y + dy)) * 9 + Math.max(0, Math.min(8, x + dx))];
					}
				}
				assertThat(blurred[y * 9 + x]).isCloseTo((float) (sum / weights), within(1e-5f));
			}
		}
	}

	@Test
	void impossible_settings_are_refused() {
		assertThatThrownBy(() -> new GraphSegmentation(-1, 1, 0)).hasMessageContaining("got -1.0");
		assertThatThrownBy(() -> new GraphSegmentation(1, 0, 0)).hasMessageContaining("and 0.");
	}
}
