package sc.fovea.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentTest {

	@Test
	void the_largest_sum_wins_over_the_largest_pair() {
		assertThat(solved(new double[][] { { 5, 4 }, { 3, 0 } })).containsExactly(1, 0);
	}

	@Test
	void rows_without_a_gain_stay_alone() {
		assertThat(solved(new double[][] { { -1, 0 }, { 2, -3 } })).containsExactly(-1, 0);
		assertThat(new Assignment(2, 0).solve()).containsExactly(-1, -1);
	}

	@Test
	void sums_are_those_of_all_matchings_tried() {
		Random random = new Random(1);
		for (int n = 0; n < 500; n++) {
			double[][] gains = random(random, 1 + random.nextInt(6), 1 + random.nextInt(6), random.nextDouble());
			assertThat(sum(gains, solved(gains))).isCloseTo(best(gains, 0, 0), within(1e-9));
		}
	}

	/** Strong duality of linear programs. */
	@Test
	void prices_and_what_is_left_to_the_rows_add_up_to_all_gains() {
		Random random = new Random(2);
		for (int n = 0; n < 500; n++) {
			double[][] gains = random(random, 1 + random.nextInt(6), 1 + random.nextInt(6), random.nextDouble());
			Assignment assignment = assignment(gains);
			assignment.solve();
			double sum = Arrays.stream(assignment.prices()).sum();
			for (double[] row : gains) {
				double left = 0;
				for (int j = 0; j < row.length; j++) {
					left = Math.max(left, row[j] - assignment.prices()[j]);
				}
				sum += left;
			}
			assertThat(Arrays.stream(assignment.prices()).min().orElseThrow()).isGreaterThan(-1e-9);
			assertThat(sum).isCloseTo(best(gains, 0, 0), within(1e-9));
		}
	}

	/** Sums by scipy 1.17.1's linear_sum_assignment(-max(gain, 0)) for the same numbers, of which {@link #lattice} is the formula. */
	@Test
	void sums_of_large_problems_are_those_of_scipy() {
		double[][] gains = lattice(60, 80);
		assertThat(sum(gains, solved(gains))).isCloseTo(SCIPY_60_80, within(1e-6));
		double[][] more = lattice(150, 100);
		assertThat(sum(more, solved(more))).isCloseTo(SCIPY_150_100, within(1e-6));
	}

	private static final double SCIPY_60_80 = 293.930000;
	private static final double SCIPY_150_100 = 495.110000;

	private static double[][] lattice(int rows, int columns) {
		double[][] gains = new double[rows][columns];
		for (int i = 0; i < rows; i++) {
			for (int j = 0; j < columns; j++) {
				gains[i][j] = (i * 7919 + j * 104729 + i * j * 31) % 1009 / 100.0 - 5;
			}
		}
		return gains;
	}

	@Test
	void a_gain_must_be_a_number() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Assignment(1, 1).add(0, 0, Double.NaN)).withMessageContaining("finite gain");
	}

	private static double[][] random(Random random, int rows, int columns, double share) {
		double[][] gains = new double[rows][columns];
		for (double[] row : gains) {
			for (int j = 0; j < columns; j++) {
				row[j] = random.nextDouble() < share ? random.nextDouble() * 10 - 2 : -1;
			}
		}
		return gains;
	}

	private static int[] solved(double[][] gains) {
		return assignment(gains).solve();
	}

	private static Assignment assignment(double[][] gains) {
		Assignment assignment = new Assignment(gains.length, gains[0].length);
		for (int i = 0; i < gains.length; i++) {
			for (int j = 0; j < gains[i].length; j++) {
				assignment.add(i, j, gains[i][j]);
			}
		}
		return assignment;
	}

	private static double sum(double[][] gains, int[] columns) {
		double sum = 0;
		for (int i = 0; i < columns.length; i++) {
			if (columns[i] >= 0) sum += gains[i][columns[i]];
		}
		assertThat(Arrays.stream(columns).filter(c -> c >= 0).distinct().count()).isEqualTo(Arrays.stream(columns).filter(c -> c >= 0).count());
		return sum;
	}

	private static double best(double[][] gains, int row, int taken) {
		if (row == gains.length) return 0;
		double best = best(gains, row + 1, taken);
		for (int j = 0; j < gains[row].length; j++) {
			if ((taken >> j & 1) == 0) best = Math.max(best, gains[row][j] + best(gains, row + 1, taken | 1 << j));
		}
		return best;
	}
}
