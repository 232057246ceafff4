package sc.fovea.train.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import sc.fovea.task.detection.rcnn.HardNegatives;

/** Linear support vector machines, and the search for hard negatives. */
class LinearSvmTest {

	private static final int DIMENSIONS = 6;
	private static final LinearSvm MACHINE = new LinearSvm(0.05, 2, 3);

	/** Rows about a middle, some values 0 as behind a ReLU. */
	private static List<float[]> cloud(int count, double middle, long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		return IntStream.range(0, count).mapToObj(i -> {
			float[] row = new float[DIMENSIONS];
			for (int d = 0; d < DIMENSIONS; d++) {
				row[d] = (float) Math.max(0, middle * (d % 3) + random.nextGaussian());
			}
			return row;
		}).toList();
	}

	/** What is to be minimised, as the formula says. */
	private static double objective(LinearSvm machine, LinearSvm.Plane plane, List<float[]> positives, List<float[]> negatives) {
		double sum = Math.pow(plane.offset() / machine.bias(), 2) / 2;
		for (double weight : plane.weights()) {
			sum += weight * weight / 2;
		}
		for (float[] row : positives) {
			sum += machine.cost() * machine.positiveWeight() * Math.max(0, 1 - plane.value(row));
		}
		for (float[] row : negatives) {
			sum += machine.cost() * Math.max(0, 1 + plane.value(row));
		}
		return sum;
	}

	/** Subgradient descent with falling steps (Pegasos without chance), the best point of all kept: slow, but shares nothing with the dual. */
	private static LinearSvm.Plane slow(LinearSvm machine, List<float[]> positives, List<float[]> negatives) {
		double[] point = new double[DIMENSIONS + 1];
		LinearSvm.Plane best = new LinearSvm.Plane(new double[DIMENSIONS], 0);
		double least = Double.POSITIVE_INFINITY;
		for (int step = 1; step <= 8000; step++) {
			double[] gradient = point.clone();
			for (int i = 0; i < positives.size() + negatives.size(); i++) {
				boolean isPositive = i < positives.size();
				float[] row = isPositive ? positives.get(i) : negatives.get(i - positives.size());
				double value = point[DIMENSIONS] * machine.bias();
				for (int d = 0; d < DIMENSIONS; d++) {
					value += point[d] * row[d];
				}
				double sign = isPositive ? 1 : -1;
				double pull = sign * value < 1 ? sign * machine.cost() * (isPositive ? machine.positiveWeight() : 1) : 0;
				for (int d = 0; d < DIMENSIONS; d++) {
					gradient[d] -= pull * row[d];
				}
				gradient[DIMENSIONS] -= pull * machine.bias();
			}
			for (int d = 0; d <= DIMENSIONS; d++) {
				point[d] -= gradient[d] / (step + 10);
			}
			LinearSvm.Plane plane = new LinearSvm.Plane(Arrays.copyOf(point, DIMENSIONS), point[DIMENSIONS] * machine.bias());
			double objective = objective(machine, plane, positives, negatives);
			if (objective < least) {
				least = objective;
				best = plane;
			}
		}
		return best;
	}

	@Test
	void the_machine_minimises_the_formula() {
		List<float[]> positives = cloud(40, 1, 1);
		List<float[]> negatives = cloud(90, 0, 2);
		LinearSvm.Plane fast = MACHINE.fit(positives, negatives);
		LinearSvm.Plane slow = slow(MACHINE, positives, negatives);
		double least = objective(MACHINE, slow, positives, negatives);
		assertThat(objective(MACHINE, fast, positives, negatives)).isCloseTo(least, within(0.002 * least));
		assertThat(fast.weights()).usingComparatorWithPrecision(0.03).containsExactly(slow.weights());
		assertThat(fast.offset()).isCloseTo(slow.offset(), within(0.03));
	}

	@Test
	void the_same_rows_give_the_same_machine() {
		LinearSvm.Plane once = MACHINE.fit(cloud(40, 1, 1), cloud(90, 0, 2));
		LinearSvm.Plane again = MACHINE.fit(cloud(40, 1, 1), cloud(90, 0, 2));
		assertThat(again.weights()).containsExactly(once.weights());
		assertThat(again.offset()).isEqualTo(once.offset());
	}

	@Test
	void positives_and_negatives_are_needed() {
		assertThatThrownBy(() -> MACHINE.fit(cloud(3, 1, 1), List.of())).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("3 and 0");
		assertThatThrownBy(() -> new LinearSvm(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
	}

	/** Images whose negatives are harder and harder. */
	private static List<List<float[]>> images() {
		return IntStream.range(0, 20).mapToObj(i -> cloud(100, i < 10 ? -1.5 : 0.05 * i - 0.5, 100 + i)).toList();
	}

	private static List<float[]> all(List<List<float[]>> images) {
		return images.stream().flatMap(List::stream).toList();
	}

	@Test
	void mining_ends_at_the_machine_of_all_negatives() {
		List<float[]> positives = cloud(60, 1.5, 3);
		List<float[]> negatives = all(images());
		HardNegatives.Mined mined = new HardNegatives(MACHINE, 30, 150).mine(positives, images());
		assertThat(mined.isExhausted()).isTrue();
		assertThat(mined.cached()).isLessThan(negatives.size() / 2);
		double least = objective(MACHINE, MACHINE.fit(positives, negatives), positives, negatives);
		assertThat(objective(MACHINE, mined.plane(), positives, negatives)).isCloseTo(least, within(0.002 * least));
	}

	@Test
	void all_negatives_within_the_margin_were_learned_from() {
		List<float[]> positives = cloud(60, 1.5, 3);
		HardNegatives.Mined mined = new HardNegatives(MACHINE, 30, 150).mine(positives, images());
		long within = all(images()).stream().filter(row -> mined.plane().value(row) > -1).count();
		assertThat(within).isPositive().isLessThanOrEqualTo(mined.cached());
		assertThat(all(images()).stream().filter(row -> mined.plane().value(row) > -1.2).count()).isGreaterThanOrEqualTo(mined.cached());
	}

	/** Rows about a point, of the first two features alone. */
	private static List<float[]> spot(double x, double y, long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		return IntStream.range(0, 30).mapToObj(i -> {
			float[] row = new float[DIMENSIONS];
			row[0] = (float) (x + 0.3 * random.nextGaussian());
			row[1] = (float) (y + 0.3 * random.nextGaussian());
			return row;
		}).toList();
	}

	/** The first image teaches to look at x alone, for which the second is easy; the third teaches to look at y, too, and then the second is hard. */
	@Test
	void negatives_that_become_hard_later_are_found_by_another_pass() {
		List<float[]> positives = spot(2, 2, 1);
		List<List<float[]>> images = List.of(spot(-2, 2, 2), spot(-2, 4.5, 3), spot(2, -2, 4));
		HardNegatives.Mined once = new HardNegatives(MACHINE, 1, 30).mine(positives, images);
		HardNegatives.Mined often = new HardNegatives(MACHINE, 30, 30).mine(positives, images);
		double least = objective(MACHINE, MACHINE.fit(positives, all(images)), positives, all(images));
		assertThat(objective(MACHINE, once.plane(), positives, all(images))).isGreaterThan(1.01 * least);
		assertThat(objective(MACHINE, often.plane(), positives, all(images))).isCloseTo(least, within(0.002 * least));
		assertThat(often.passes()).isGreaterThan(2);
		assertThat(often.isExhausted()).isTrue();
	}

	@Test
	void mining_ends_at_its_limit_of_passes() {
		HardNegatives.Mined mined = new HardNegatives(MACHINE, 1, 150).mine(cloud(60, 1.5, 3), images());
		assertThat(mined.passes()).isEqualTo(1);
		assertThat(mined.isExhausted()).isFalse();
	}

	@Test
	void images_without_negatives_are_passed_over() {
		List<List<float[]>> some = Stream.concat(Stream.of(new ArrayList<float[]>()), images().stream()).toList();
		LinearSvm.Plane plane = new HardNegatives(MACHINE, 30, 150).mine(cloud(60, 1.5, 3), some).plane();
		assertThat(plane.weights()).containsExactly(new HardNegatives(MACHINE, 30, 150).mine(cloud(60, 1.5, 3), images()).plane().weights());
		assertThatThrownBy(() -> HardNegatives.standard().mine(cloud(3, 1, 1), List.of(List.of()))).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("negatives, got none");
	}
}
