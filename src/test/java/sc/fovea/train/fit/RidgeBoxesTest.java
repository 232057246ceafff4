package sc.fovea.train.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import sc.fovea.detect.BoxCoder.Offsets;
import sc.fovea.detect.BoxCoder;
import sc.fovea.geometry.Box;

/** Boxes that are moved by what their features say. */
class RidgeBoxesTest {

	private static final int DIMENSIONS = 7;

	private static List<float[]> rows(int count) {
		SplittableRandom random = new SplittableRandom(4);
		return IntStream.range(0, count).mapToObj(i -> {
			float[] row = new float[DIMENSIONS];
			for (int d = 0; d < DIMENSIONS; d++) {
				row[d] = (float) (3 + d + random.nextGaussian());
			}
			return row;
		}).toList();
	}

	private static List<Offsets> targets(List<float[]> rows) {
		SplittableRandom random = new SplittableRandom(5);
		return rows.stream().map(r -> new Offsets(r[0] - r[1] + random.nextGaussian(), 0.5 * r[2] + random.nextGaussian(), random.nextGaussian(), 3.0))
			.toList();
	}

	/** (XᵀX + diag(λ, …, λ, 0))·w = Xᵀt with a column of ones, by Gauss's elimination. */
	private static double[] direct(List<float[]> rows, double[] t, double penalty) {
		int n = DIMENSIONS + 1;
		double[][] system = new double[n][n + 1];
		for (int r = 0; r < t.length; r++) {
			for (int i = 0; i < n; i++) {
				double left = i < DIMENSIONS ? rows.get(r)[i] : 1;
				for (int j = 0; j < n; j++) {
					system[i][j] += left * (j < DIMENSIONS ? rows.get(r)[j] : 1);
				}
				system[i][n] += left * t[r];
			}
		}
		for (int i = 0; i < DIMENSIONS; i++) {
			system[i][i] += penalty;
		}
		for (int pivot = 0; pivot < n; pivot++) {
			for (int row = 0; row < n; row++) {
				double factor = row == pivot ? 0 : system[row][pivot] / system[pivot][pivot];
				for (int j = 0; j <= n; j++) {
					system[row][j] -= factor * system[pivot][j];
				}
			}
		}
		return IntStream.range(0, n).mapToDouble(i -> system[i][n] / system[i][i]).toArray();
	}

	@Test
	void the_layer_solves_the_normal_equations() {
		List<float[]> rows = rows(50);
		List<Offsets> targets = targets(rows);
		for (double penalty : new double[] { 0.001, 10, 1000 }) {
			RidgeBoxes.Fit fit = new RidgeBoxes(penalty).fit(rows, targets);
			double[][] columns = { targets.stream().mapToDouble(Offsets::x).toArray(), targets.stream().mapToDouble(Offsets::y).toArray(),
				targets.stream().mapToDouble(Offsets::width).toArray(), targets.stream().mapToDouble(Offsets::height).toArray() };
			for (int o = 0; o < 4; o++) {
				double[] expected = direct(rows, columns[o], penalty);
				for (int i = 0; i < DIMENSIONS; i++) {
					assertThat(fit.kernel()[i][o]).isCloseTo(expected[i], within(1e-9));
				}
				assertThat(fit.bias()[o]).isCloseTo(expected[DIMENSIONS], within(1e-9));
			}
		}
	}

	@Test
	void an_overwhelming_penalty_leaves_the_mean_offset() {
		List<float[]> rows = rows(50);
		RidgeBoxes.Fit fit = new RidgeBoxes(1e12).fit(rows, targets(rows));
		double mean = targets(rows).stream().mapToDouble(Offsets::y).average().orElseThrow();
		assertThat(fit.offsets(rows.get(0))[1]).isCloseTo(mean, within(1e-6));
		assertThat(fit.offsets(rows.get(0))[3]).isCloseTo(3, within(1e-6));
	}

	@Test
	void fewer_rows_than_features_are_enough() {
		Offsets target = BoxCoder.standard().encode(new Box(2, 0, 10, 10), new Box(0, 0, 10, 10));
		RidgeBoxes.Fit fit = new RidgeBoxes(1).fit(rows(1), List.of(target));
		assertThat(fit.offsets(rows(1).get(0))).containsExactly(new double[] { 0.2, 0, 0, 0 }, within(1e-9));
	}

	@Test
	void what_cannot_be_learned_from_is_refused() {
		assertThatThrownBy(() -> new RidgeBoxes(0)).isInstanceOf(IllegalArgumentException.class);
		assertThatThrownBy(() -> new RidgeBoxes(1).fit(rows(2), targets(rows(3)))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 and 3");
	}
}
