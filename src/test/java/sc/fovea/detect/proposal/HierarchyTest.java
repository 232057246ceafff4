package sc.fovea.detect.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HierarchyTest {

	private static final int WIDTH = 24;
	private static final int HEIGHT = 18;

	private final Raster image = Rasters.noise(WIDTH, HEIGHT, 2, 7);
	private final Segments segments = new GraphSegmentation(100, 5, 0).segment(image);
	private final List<BitSet> regions = new ArrayList<>();
	private Hierarchy hierarchy;

	@BeforeEach
	void join_all() {
		hierarchy = hierarchy(Similarity.all());
		for (int region = 0; region < hierarchy.size(); region++) {
			regions.add(pixels(region));
		}
	}

	private Hierarchy hierarchy(Set<Similarity> measures) {
		return Hierarchy.of(segments, new RegionTable(segments, new PixelFeatures(image), measures));
	}

	private BitSet pixels(int region) {
		BitSet pixels = new BitSet();
		if (region < segments.count()) {
			for (int i = 0; i < segments.labels().length; i++) {
				pixels.set(i, segments.labels()[i] == region);
			}
		}
		else {
			pixels.or(pixels(hierarchy.first()[region]));
			pixels.or(pixels(hierarchy.second()[region]));
		}
		return pixels;
	}

	@Test
	void there_is_something_to_join() {
		assertThat(segments.count()).isBetween(10, 60);
	}

	@Test
	void every_region_is_the_union_of_two_that_came_before_and_the_last_is_the_image() {
		BitSet parts = new BitSet();
		for (int region = segments.count(); region < hierarchy.size(); region++) {
			for (int part : new int[] { hierarchy.first()[region], hierarchy.second()[region] }) {
				assertThat(part).isLessThan(region);
				assertThat(parts.get(part)).as("%s is part of one region only", part).isFalse();
				parts.set(part);
			}
		}
		assertThat(regions.get(hierarchy.size() - 1).cardinality()).isEqualTo(WIDTH * HEIGHT);
	}

	@Test
	void boxes_and_sizes_are_those_of_the_pixels() {
		for (int region = 0; region < hierarchy.size(); region++) {
			BitSet pixels = regions.get(region);
			assertThat(hierarchy.table().size(region)).isEqualTo(pixels.cardinality());
			assertThat(hierarchy.table().box(region)).isEqualTo(box(pixels));
		}
	}

	private static PixelBox box(BitSet pixels) {
		int[] x = pixels.stream().map(i -> i % WIDTH).sorted().toArray();
		int[] y = pixels.stream().map(i -> i / WIDTH).sorted().toArray();
		return new PixelBox(x[0], y[0], x[x.length - 1] + 1, y[y.length - 1] + 1);
	}

	@ParameterizedTest
	@EnumSource
	void a_similarity_is_that_of_its_formula(Similarity measure) {
		hierarchy = hierarchy(Set.of(measure));
		int last = hierarchy.size() - 1;
		for (int[] pair : new int[][] { { 0, 1 }, { 2, 9 }, { last - 1, last - 4 }, { last - 2, 3 } }) {
			BitSet a = pixels(pair[0]);
			BitSet b = pixels(pair[1]);
			assertThat(hierarchy.table().similarity(pair[0], pair[1])).isCloseTo(similarity(measure, a, b), within(1e-5));
		}
	}

	@Test
	void similarities_are_added() {
		double sum = 0;
		for (Similarity measure : Similarity.values()) {
			sum += similarity(measure, regions.get(1), regions.get(2));
		}
		assertThat(hierarchy.table().similarity(1, 2)).isCloseTo(sum, within(1e-5));
	}

	private double similarity(Similarity measure, BitSet a, BitSet b) {
		double area = WIDTH * HEIGHT;
		BitSet both = (BitSet) a.clone();
		both.or(b);
		PixelBox box = box(both);
		double boxed = (double) (box.right() - box.left()) * (box.bottom() - box.top());
		return switch (measure) {
			case SIZE -> 1 - (a.cardinality() + b.cardinality()) / area;
			case FILL -> 1 - (boxed - a.cardinality() - b.cardinality()) / area;
			case COLOUR -> common(colours(a), colours(b));
			case TEXTURE -> common(gradients(a), gradients(b));
		};
	}

	private static double common(double[] a, double[] b) {
		double sum = 0;
		for (int i = 0; i < a.length; i++) {
			sum += Math.min(a[i], b[i]);
		}
		return sum;
	}

	private double[] colours(BitSet pixels) {
		double[] histogram = new double[2 * 25];
		for (int c = 0; c < 2; c++) {
			float[] plane = image.planes().get(c);
			int first = 25 * c;
			pixels.stream().forEach(i -> histogram[first + (int) (plane[i] * 25)] += 0.5 / pixels.cardinality());
		}
		return histogram;
	}

	private double[] gradients(BitSet pixels) {
		double[] histogram = new double[2 * 8 * 10];
		for (int c = 0; c < 2; c++) {
			float[] plane = new Gaussian(1).blur(image.planes().get(c), WIDTH, HEIGHT);
			for (int d = 0; d < 8; d++) {
				int first = (c * 8 + d) * 10;
				double angle = d * Math.PI / 4;
				pixels.stream().forEach(i -> histogram[first + bin(plane, i, angle)] += 1.0 / 16 / pixels.cardinality());
			}
		}
		return histogram;
	}

	private static int bin(float[] plane, int i, double angle) {
		int x = i % WIDTH;
		int y = i / WIDTH;
		double right = plane[y * WIDTH + Math.min(WIDTH - 1, x + 1)] - plane[y * WIDTH + Math.max(0, x - 1)];
		double down = plane[Math.min(HEIGHT - 1, y + 1) * WIDTH + x] - plane[Math.max(0, y - 1) * WIDTH + x];
		double rise = Math.max(0, right * Math.cos(angle) + down * Math.sin(angle));
		int steps = (int) (Math.min(1, rise / 0.25) * 1024 + 1e-9);
		return Math.min(9, (int) (Math.sqrt(steps / 1024.0) * 10));
	}

	@Test
	void the_most_similar_neighbours_are_joined_first() {
		Set<Integer> there = new HashSet<>();
		for (int region = 0; region < segments.count(); region++) {
			there.add(region);
		}
		for (int region = segments.count(); region < hierarchy.size(); region++) {
			double best = 0;
			for (int a : there) {
				for (int b : there) {
					if (a < b && touch(regions.get(a), regions.get(b))) best = Math.max(best, hierarchy.table().similarity(a, b));
				}
			}
			int first = hierarchy.first()[region];
			int second = hierarchy.second()[region];
			assertThat(hierarchy.table().similarity(first, second)).isEqualTo(best);
			assertThat(touch(regions.get(first), regions.get(second))).isTrue();
			there.removeAll(Set.of(first, second));
			there.add(region);
		}
	}

	private static boolean touch(BitSet a, BitSet b) {
		return a.stream()
			.anyMatch(i -> b.get(i + WIDTH) || i >= WIDTH && b.get(i - WIDTH) || i % WIDTH > 0 && b.get(i - 1) || i % WIDTH < WIDTH - 1 && b.get(i + 1));
	}
}
