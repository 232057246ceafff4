package sc.fovea.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;

/** Embeddings against scikit-learn's, whose numbers {@code embed/reference.py} printed. */
class EmbedMathTest {

	private static double[][] rows() throws IOException {
		return Files.readAllLines(Path.of("src/test/resources/embed/rows.csv")).stream()
			.map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray()).toArray(double[][]::new);
	}

	/** Venna and Kaski 2001: how far the neighbours on the plane are from being neighbours of the row. */
	private static double trustworthiness(double[][] rows, double[][] points, int count) {
		int n = rows.length;
		int[][] original = Neighbours.of(rows, n - 1).indices();
		int[][] embedded = Neighbours.of(points, count).indices();
		double sum = 0;
		for (int i = 0; i < n; i++) {
			for (int j : embedded[i]) {
				int rank = 1;
				while (original[i][rank - 1] != j) {
					rank++;
				}
				sum += Math.max(0, rank - count);
			}
		}
		return 1 - 2 * sum / (n * count * (2.0 * n - 3 * count - 1));
	}

	@Test
	void tsne_is_as_good_as_scikit_learns() throws IOException {
		double[][] rows = rows();
		for (long seed = 1; seed <= 3; seed++) {
			Tsne.Map map = Tsne.standard(seed).of(rows, () -> false);
			assertThat(map.divergence()).as("scikit-learn: 0.1162 to 0.1217").isBetween(0.10, 0.1217 * 1.1);
			assertThat(trustworthiness(rows, map.points(), 10)).as("scikit-learn: 0.9805 to 0.9817").isGreaterThan(0.9805 - 0.005);
		}
	}

	@Test
	void the_same_seed_gives_the_same_map() throws IOException {
		double[][] rows = rows();
		assertThat(new Tsne(20, 50, 3).of(rows, () -> false).points()).isDeepEqualTo(new Tsne(20, 50, 3).of(rows, () -> false).points());
		assertThat(new Tsne(20, 50, 4).of(rows, () -> false).points()[0]).isNotEqualTo(new Tsne(20, 50, 3).of(rows, () -> false).points()[0]);
	}

	@Test
	void tsne_says_how_many_rows_it_takes_and_stops_when_told_to() throws IOException {
		assertThatThrownBy(() -> Tsne.standard(1).of(new double[Tsne.MOST_ROWS + 1][2], () -> false)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("4 to 3000");
		double[][] rows = rows();
		assertThatThrownBy(() -> Tsne.standard(1).of(rows, () -> true)).isInstanceOf(CancellationException.class);
	}

	@Test
	void principal_components_are_those_of_scikit_learn_up_to_their_sign() throws IOException {
		PrincipalComponents components = PrincipalComponents.of(rows(), 3);
		assertThat(components.shares()).containsExactly(new double[] { 0.53285691, 0.22138678, 0.16514022 }, within(1e-6));
		assertThat(Arrays.stream(components.points()[0]).map(Math::abs).toArray()).containsExactly(new double[] { 2.38550229, 0.81054996, 3.89748796 },
			within(1e-5));
	}

	@Test
	void fewer_rows_than_columns_give_the_same_components() throws IOException {
		double[][] few = Arrays.copyOf(rows(), 5);
		double[][] wide = Arrays.stream(few).map(row -> Arrays.copyOf(row, 9)).toArray(double[][]::new);
		double[][] points = PrincipalComponents.of(wide, 4).points();
		for (int i = 0; i < 5; i++) {
			for (int j = 0; j < 5; j++) {
				assertThat(distance(points[i], points[j])).as("all that varies is kept").isCloseTo(distance(few[i], few[j]), within(1e-6));
			}
		}
	}

	private static double distance(double[] a, double[] b) {
		double sum = 0;
		for (int c = 0; c < a.length; c++) {
			sum += (a[c] - b[c]) * (a[c] - b[c]);
		}
		return Math.sqrt(sum);
	}

	/** Four clouds of 40 rows, of which 8 labels are exchanged. */
	@Test
	void exchanged_labels_are_the_most_suspicious() throws IOException {
		double[][] rows = rows();
		for (long seed = 1; seed <= 5; seed++) {
			List<String> labels = new ArrayList<>();
			for (int i = 0; i < rows.length; i++) {
				labels.add("class" + i / 40);
			}
			Random random = new Random(seed);
			List<Integer> exchanged = random.ints(0, rows.length).distinct().limit(8).boxed().toList();
			exchanged.forEach(i -> labels.set(i, "class" + (i / 40 + 1 + random.nextInt(3)) % 4));
			SuspiciousLabels suspicious = SuspiciousLabels.of(labels, Neighbours.of(rows, SuspiciousLabels.VOTERS));
			List<Integer> first = Arrays.stream(suspicious.order()).limit(rows.length / 10).boxed().toList();
			assertThat(exchanged.stream().filter(first::contains).count()).as("of 8, seed %d", seed).isGreaterThanOrEqualTo(7);
			assertThat(suspicious.proposed().get(exchanged.get(0))).isEqualTo("class" + exchanged.get(0) / 40);
		}
	}

	@Test
	void columns_count_alike_and_constant_ones_not_at_all() {
		double[][] standard = Standardized.of(new float[][] { { 1, 1000, 5 }, { 3, 3000, 5 } });
		assertThat(standard[0]).containsExactly(-1, -1, 0);
		assertThat(standard[1]).containsExactly(1, 1, 0);
		assertThatThrownBy(() -> Standardized.of(new float[][] { { Float.NaN } })).isInstanceOf(IllegalArgumentException.class);
	}
}
