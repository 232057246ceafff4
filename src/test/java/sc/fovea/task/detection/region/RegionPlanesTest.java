package sc.fovea.task.detection.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.backend.reference.ReferenceBackend;
import sc.fovea.detect.Proposer;
import sc.fovea.detect.Scene;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.Network;
import sc.fovea.net.RoiAlign;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/** Bright rectangles on black, proposed by a search for them, and judged by a network whose score is a function of their mean brightness. */
class RegionPlanesTest {

	private static final int OVERLAP = 16;
	private static final Network NETWORK = Network.input("image", 1).then("features", Convolution.pointwise(1))
		.withInput("regions", new Shape(1, 1, RoiAlign.REGION))
		.then("pooled", new RoiAlign(1, 2, 1), "features", "regions").then("logit", Dense.of(1)).then("scores", new Activation(Activation.Function.SIGMOID))
		.then("offsets", Dense.of(4), "pooled").withOutputs("scores", "offsets");

	/** Where something was read, and a picture in memory; or, without pixels, a large image of which every 100th column is bright. */
	private record Picture(long width, long height, float[] pixels, List<Region> reads) implements TileSource {

		@Override
		public int channels() {
			return 1;
		}

		@Override
		public void read(Region region, float[] target) {
			reads.add(region);
			for (int i = 0; i < region.width() * region.height(); i++) {
				long x = region.x() + i % region.width();
				long y = region.y() + i / region.width();
				target[i] = pixels.length > 0 ? pixels[(int) (y * width + x)] : x % 100 < 6 && y > 3 && y < 12 ? 1 : 0;
			}
		}
	}

	private static Picture picture(int width, int height, List<Box> boxes) {
		float[] pixels = new float[width * height];
		for (int i = 0; i < pixels.length; i++) {
			int x = i % width;
			int y = i / width;
			if (boxes.stream().anyMatch(b -> b.contains(x, y))) pixels[i] = 1;
		}
		return new Picture(width, height, pixels, new ArrayList<>());
	}

	/** Each bright rectangle whose upper left corner is seen, as far as it is seen. */
	private static List<ScoredBox> bright(Scene scene, int most) {
		float[] pixels = scene.image().data();
		int width = scene.image().width();
		List<ScoredBox> found = new ArrayList<>();
		for (int i = 0; i < pixels.length; i++) {
			boolean isCorner = pixels[i] > 0 && (i % width == 0 || pixels[i - 1] == 0) && (i < width || pixels[i - width] == 0);
			if (!isCorner) continue;
			int columns = 1;
			while (i % width + columns < width && pixels[i + columns] > 0)
				columns++;
			int rows = 1;
			while (i + rows * width < pixels.length && pixels[i + rows * width] > 0)
				rows++;
			found.add(new ScoredBox(new Box(i % width, i / width, columns, rows), 1, 0));
		}
		return found.subList(0, Math.min(most, found.size()));
	}

	private static RegionPlanes planes(int width, int height, Proposer proposer) {
		Regions settings = new Regions(List.of("bright"), new RegionProposals.Searched("x", 1000),
			new RegionLook.Shared("features", List.of(RegionLook.View.whole("regions"))), new Regions.Heads("scores", "offsets"), new Regions.Refinement.None(),
			new Regions.Limits(0.5, 0.4, new Regions.Window(width, height, OVERLAP)));
		Weights weights = Weights.initialise(NETWORK, 1);
		Tensor one = Tensor.of(new float[] { 1 }, 1, 1, 1, 1);
		weights = weights.with(Map.of("features.kernel", one, "logit.kernel", Tensor.of(new float[] { 4 }, weights.get("logit.kernel").shape()), "logit.bias",
			Tensor.of(new float[] { -1 }, 1), "offsets.kernel", Tensor.zeros(weights.get("offsets.kernel").shape())));
		return new RegionPlanes(settings, RegionNetwork.open(new RegionNetwork.Weighted(NETWORK, weights, settings), new ReferenceBackend(),
			new MemoryBudget(1L << 40, 1L << 40, 1 << 20)), proposer);
	}

	private static List<ScoredBox> detect(RegionPlanes planes, TileSource picture) {
		try (planes) {
			return planes.detect(picture, SegmentationOptions.STANDARD, Progress.none());
		}
	}

	private static List<Box> places(List<ScoredBox> boxes) {
		return boxes.stream().map(ScoredBox::box).sorted(Comparator.comparingDouble(Box::y).thenComparingDouble(Box::x)).toList();
	}

	@ParameterizedTest
	@CsvSource({ "48, 40, 1", "64, 33, 2", "32, 32, 3" })
	void windows_find_what_one_look_finds(int width, int height, long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		List<Box> hidden = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			Box box = new Box(random.nextInt(150), random.nextInt(102), 3 + random.nextInt(6), 3 + random.nextInt(6));
			Box around = new Box(box.x() - 1, box.y() - 1, box.width() + 2, box.height() + 2);
			if (hidden.stream().noneMatch(around::intersects)) hidden.add(box);
		}
		Picture picture = picture(160, 110, hidden);
		List<ScoredBox> whole = detect(planes(200, 200, RegionPlanesTest::bright), picture);
		List<ScoredBox> parts = detect(planes(width, height, RegionPlanesTest::bright), picture);
		assertThat(picture.reads()).hasSizeGreaterThan(12);
		assertThat(places(whole)).hasSizeGreaterThan(50).hasSameSizeAs(hidden);
		assertThat(places(parts)).isEqualTo(places(whole));
		assertThat(parts).allSatisfy(b -> assertThat(b.score()).isCloseTo(1 / (1 + Math.exp(-3)), within(1e-5)));
	}

	/** Every place of an object is tried; windows of 48 pixels share 16. */
	@Test
	void an_object_is_found_once_wherever_borders_of_windows_are() {
		for (int x = 0; x <= 106; x += 2) {
			Box box = new Box(x, 20, 6, 8);
			assertThat(places(detect(planes(48, 48, RegionPlanesTest::bright), picture(112, 48, List.of(box))))).as("at " + x).containsExactly(box);
		}
	}

	/** Each of two neighbours places an object farther away from itself, so that its middle is in the core of the other. */
	@Test
	void an_object_that_two_windows_place_differently_is_found_once() {
		int width = 80;
		List<Windows.Part> parts = new Windows(new Regions.Window(48, 48, OVERLAP)).of(width, 48);
		double border = parts.get(0).core().right();
		Box box = new Box(border - 4, 20, 8, 8);
		Proposer shifting = (scene, most) -> bright(scene, most).stream()
			.map(b -> b.at(b.box().translate(b.box().x() > 20 ? 0.5 : -0.5, 0))).toList();
		assertThat(parts).hasSize(2);
		assertThat(detect(planes(48, 48, shifting), picture(width, 48, List.of(box)))).hasSize(1);
	}

	@Test
	void no_more_than_a_window_of_a_large_image_is_in_memory() {
		Picture picture = new Picture(8_000, 30, new float[0], new ArrayList<>());
		List<ScoredBox> found = detect(planes(64, 48, RegionPlanesTest::bright), picture);
		assertThat(places(found)).hasSize(80).allMatch(b -> b.x() % 100 == 0 && b.width() == 6 && b.height() == 8);
		assertThat(picture.reads()).hasSizeGreaterThan(150).allMatch(r -> r.width() <= 64 && r.height() <= 30);
	}

	@Test
	void it_stops_between_two_windows() {
		List<Long> told = new ArrayList<>();
		Progress progress = new Progress() {

			@Override
			public void progress(long done, long total) {
				assertThat(total).isEqualTo(4);
				told.add(done);
			}

			@Override
			public boolean isCancelled() {
				return told.size() == 2;
			}
		};
		Picture picture = picture(80, 80, List.of());
		try (RegionPlanes planes = planes(48, 48, RegionPlanesTest::bright)) {
			assertThatThrownBy(() -> planes.detect(picture, SegmentationOptions.STANDARD, progress)).isInstanceOf(CancellationException.class)
				.hasMessageContaining("2 of 4 parts");
		}
		assertThat(told).isEqualTo(Arrays.asList(1L, 2L));
		assertThat(picture.reads()).hasSize(2);
	}

	@Test
	void a_user_may_choose_other_limits() {
		Picture picture = picture(40, 40, List.of(new Box(10, 10, 8, 8)));
		try (RegionPlanes planes = planes(48, 48, RegionPlanesTest::bright)) {
			assertThat(planes.leastScore()).isEqualTo(0.5);
			assertThat(planes.classes()).containsExactly("bright");
			assertThat(planes.detect(picture, new SegmentationOptions(0.96, 0, 1, 0), Progress.none())).isEmpty();
			assertThat(planes.detect(picture, new SegmentationOptions(0.94, 0, 1, 0), Progress.none())).hasSize(1);
		}
	}
}
