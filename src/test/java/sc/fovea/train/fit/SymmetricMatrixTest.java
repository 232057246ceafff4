package sc.fovea.train.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the definition, A·v = λ·v with vᵢ·vⱼ = δᵢⱼ. */
class SymmetricMatrixTest {

	private static double[][] random(int size) {
		SplittableRandom random = new SplittableRandom(size);
		double[][] rows = new double[size][size];
		for (int i = 0; i < size; i++) {
			for (int j = 0; j <= i; j++) {
				rows[i][j] = random.nextDouble(-1, 1);
				rows[j][i] = rows[i][j];
			}
		}
		return rows;
	}

	private static double dot(double[] a, double[] b) {
		double sum = 0;
		for (int i = 0; i < a.length; i++) {
			sum += a[i] * b[i];
		}
		return sum;
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 7, 20 })
	void a_matrix_only_stretches_its_eigenvectors_whose_largest_number_is_positive(int size) {
		double[][] rows = random(size);
		SymmetricMatrix.Eigen eigen = new SymmetricMatrix(rows).eigen();
		assertThat(eigen.values()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
		for (int i = 0; i < size; i++) {
			double[] vector = eigen.vectors()[i];
			assertThat(Arrays.stream(vector).max().orElseThrow()).isGreaterThanOrEqualTo(-Arrays.stream(vector).min().orElseThrow());
			for (int j = 0; j < size; j++) {
				assertThat(dot(eigen.vectors()[i], eigen.vectors()[j])).isCloseTo(i == j ? 1 : 0, within(1e-12));
				assertThat(dot(rows[j], eigen.vectors()[i])).isCloseTo(eigen.values()[i] * eigen.vectors()[i][j], within(1e-12));
			}
		}
	}

	@Test
	void the_matrix_itself_stays() {
		double[][] rows = { { 2, -1.5 }, { -1.5, 1 } };
		new SymmetricMatrix(rows).eigen();
		assertThat(rows).isDeepEqualTo(new double[][] { { 2, -1.5 }, { -1.5, 1 } });
	}

	@Test
	void a_matrix_of_zeros_has_vectors_too() {
		SymmetricMatrix.Eigen eigen = new SymmetricMatrix(new double[3][3]).eigen();
		assertThat(eigen.values()).containsExactly(0, 0, 0);
		assertThat(eigen.vectors()).isDeepEqualTo(new double[][] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } });
	}
}
