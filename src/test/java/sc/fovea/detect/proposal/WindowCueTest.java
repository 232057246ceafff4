package sc.fovea.detect.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowCueTest {

	private static final int WIDTH = 60;
	private static final int HEIGHT = 50;
	private static final PixelBox AROUND = new PixelBox(20, 15, 40, 35);
	private static final PixelBox BESIDE = new PixelBox(30, 15, 50, 35);
	private static final PixelBox EMPTY = new PixelBox(0, 0, 14, 14);

	private final Raster disc = Raster.of(Rasters.discs(WIDTH, HEIGHT, new int[][] { { 30, 25, 10 } }));

	@Test
	void every_cue_prefers_a_window_around_a_disc() {
		Raster lab = ColourSpace.LAB.convert(disc);
		for (WindowCue cue : List.of(new SaliencyCue(disc), new ContrastCue(lab), new EdgeCue(disc), new StraddlingCue(lab, 20))) {
			assertThat(cue.of(AROUND)).as(cue.getClass().getSimpleName()).isGreaterThan(cue.of(BESIDE)).isGreaterThan(cue.of(EMPTY));
		}
	}

	@Test
	void straddling_is_that_of_the_formula() {
		Raster noise = Rasters.noise(30, 24, 1, 8);
		Segments segments = new GraphSegmentation(150, 4, 0.5).segment(noise);
		assertThat(segments.count()).isBetween(5, 300);
		StraddlingCue cue = new StraddlingCue(noise, 150);
		for (PixelBox window : List.of(new PixelBox(0, 0, 30, 24), new PixelBox(3, 5, 20, 11), new PixelBox(29, 23, 30, 24))) {
			int[] inside = new int[segments.count()];
			int[] all = new int[segments.count()];
			for (int i = 0; i < segments.labels().length; i++) {
				all[segments.labels()[i]]++;
				if (isIn(window, i % 30, i / 30)) inside[segments.labels()[i]]++;
			}
			double sum = 0;
			for (int s = 0; s < all.length; s++) {
				sum += Math.min(inside[s], all[s] - inside[s]);
			}
			assertThat(cue.of(window)).isCloseTo(1 - sum / window.area(), within(1e-12));
		}
	}

	@Test
	void contrast_is_the_distance_of_the_histograms_inside_and_around() {
		Raster noise = Rasters.noise(30, 24, 1, 9);
		float[] plane = noise.planes().get(0);
		float[] sorted = plane.clone();
		Arrays.sort(sorted);
		PixelBox window = new PixelBox(2, 8, 18, 16);
		PixelBox around = new PixelBox(0, 6, 22, 18);
		double[] inside = new double[16];
		double[] outside = new double[16];
		for (int i = 0; i < plane.length; i++) {
			int rank = Arrays.binarySearch(sorted, plane[i]);
			int bin = 0;
			while (bin < 15 && rank >= (bin + 1) * 720 / 16)
				bin++;
			if (isIn(window, i % 30, i / 30)) inside[bin] += 1 / window.area();
			else if (isIn(around, i % 30, i / 30)) outside[bin] += 1 / (around.area() - window.area());
		}
		double distance = 0;
		for (int b = 0; b < 16; b++) {
			if (inside[b] + outside[b] > 0) distance += Math.pow(inside[b] - outside[b], 2) / (inside[b] + outside[b]) / 2;
		}
		assertThat(new ContrastCue(noise).of(window)).isCloseTo(distance, within(1e-9));
	}

	@Test
	void edges_are_counted_in_the_ring_alone() {
		float[] plane = new float[40 * 40];
		for (int i = 0; i < plane.length; i++) {
			plane[i] = i % 40 >= 20 ? 1 : 0;
		}
		EdgeCue cue = new EdgeCue(new Raster(40, 40, List.of(plane)));
		double along = cue.of(new PixelBox(19, 10, 31, 22));
		double through = cue.of(new PixelBox(14, 10, 26, 22));
		assertThat(along / through).isCloseTo(12.0 / 4, within(0.01));
		assertThat(cue.of(new PixelBox(17, 10, 29, 22))).as("two pixels from the border").isEqualTo(through);
		assertThat(cue.of(new PixelBox(22, 10, 34, 22))).isZero();
	}

	@Test
	void the_window_of_a_whole_image_has_nothing_around_it() {
		assertThat(new ContrastCue(disc).of(new PixelBox(0, 0, WIDTH, HEIGHT))).isZero();
		assertThat(new StraddlingCue(disc, 20).of(new PixelBox(0, 0, WIDTH, HEIGHT))).isEqualTo(1);
	}

	private static boolean isIn(PixelBox box, int x, int y) {
		return x >= box.left() && x < box.right() && y >= box.top() && y < box.bottom();
	}

	@Test
	void a_likelihood_is_the_ratio_of_two_normal_distributions() {
		CueLikelihood cue = CueLikelihood.learn(new double[] { 3, 5 }, new double[] { 0, 1, 2 });
		assertThat(cue).isEqualTo(new CueLikelihood(4, Math.sqrt(2), 1, 1));
		double object = Math.exp(-1 / 4.0) / Math.sqrt(2);
		double other = Math.exp(-4 / 2.0);
		assertThat(cue.logRatio(3)).isCloseTo(Math.log(object / other), within(1e-12));
		assertThatThrownBy(() -> CueLikelihood.learn(new double[] { 3 }, new double[] { 0, 1 })).hasMessageContaining("got 1 and 2");
		assertThatThrownBy(() -> new CueLikelihood(1, 0, 1, 1)).hasMessageContaining("above 0");
	}

	@Test
	void more_of_a_sign_is_never_worth_less() {
		for (CueLikelihood cue : List.of(new CueLikelihood(0.5, 0.2, 0.1, 0.4), new CueLikelihood(0.5, 0.4, 0.1, 0.2), new CueLikelihood(0.1, 0.2, 0.5, 0.4),
			new CueLikelihood(0.1, 0.4, 0.5, 0.2), new CueLikelihood(0.5, 0.2, 0.1, 0.2))) {
			double sign = Math.signum(cue.object() - cue.other());
			for (double value = -3; value < 3; value += 0.05) {
				assertThat(sign * (cue.logRatio(value + 0.05) - cue.logRatio(value))).isGreaterThanOrEqualTo(-1e-9);
			}
			assertThat(cue.logRatio(cue.object())).isGreaterThan(cue.logRatio(cue.other()));
		}
	}
}
