package sc.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Random;

import org.junit.jupiter.api.Test;

class Float16Test {

	/** The definition: (−1)^s · 2^(e−15) · (1 + f/1024), and without the 1 at e = 0. */
	private static double formula(int half) {
		int exponent = half >> 10 & 31;
		double fraction = (half & 1023) / 1024.0;
		double sign = (half & 0x8000) == 0 ? 1 : -1;
		if (exponent == 31) {
			return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
		}
		return sign * (exponent == 0 ? fraction * Math.pow(2, -14) : (1 + fraction) * Math.pow(2, exponent - 15));
	}

	/** Without AssertJ's cost for each of many. */
	private static void assertSame(int half, Object expected, Object got) {
		if (!expected.equals(got)) {
			fail("At %04x expected %s, got %s.", half, expected, got);
		}
	}

	@Test
	void all65536_halves_have_the_value_of_the_formula() {
		for (int half = 0; half < 65536; half++) {
			assertSame(half, Double.valueOf(formula(half)), Double.valueOf(Float16.toFloat((short) half)));
		}
	}

	@Test
	void all65536_halves_come_back_from_their_float() {
		for (int half = 0; half < 65536; half++) {
			assertSame(half, (short) half, Float16.fromFloat(Float16.toFloat((short) half)));
		}
	}

	@Test
	void between_two_halves_the_nearer_is_taken_and_in_the_middle_the_even_one() {
		for (int half = 0; half < 0x7bff; half++) {
			double low = formula(half);
			double high = formula(half + 1);
			float middle = (float) ((low + high) / 2);
			int even = half % 2 == 0 ? half : half + 1;
			assertSame(half, (short) even, Float16.fromFloat(middle));
			assertSame(half, (short) half, Float16.fromFloat(Math.nextDown(middle)));
			assertSame(half, (short) (half + 1), Float16.fromFloat(Math.nextUp(middle)));
			assertSame(half, (short) (even | 0x8000), Float16.fromFloat(-middle));
		}
	}

	@Test
	void beyond_the_largest_an_infinity_and_below_the_smallest_zero() {
		assertThat(Float16.fromFloat(65504)).isEqualTo((short) 0x7bff);
		assertThat(Float16.fromFloat(Math.nextDown(65520f))).isEqualTo((short) 0x7bff);
		assertThat(Float16.fromFloat(65520)).isEqualTo((short) 0x7c00);
		assertThat(Float16.fromFloat(-1e30f)).isEqualTo((short) 0xfc00);
		assertThat(Float16.fromFloat(0x1p-25f)).isZero();
		assertThat(Float16.fromFloat(Math.nextUp(0x1p-25f))).isEqualTo((short) 1);
		assertThat(Float16.fromFloat(Float.MIN_VALUE)).isZero();
		assertThat(Float16.toFloat(Float16.fromFloat(Float.NaN))).isNaN();
		assertThat(Float16.toFloat(Float16.fromFloat(Float.intBitsToFloat(0x7f800001)))).isNaN();
	}

	@Test
	void the_error_of_a_weight_is_at_most_half_a_unit() {
		Random random = new Random(1);
		for (int i = 0; i < 100_000; i++) {
			float value = (float) random.nextGaussian();
			float back = Float16.toFloat(Float16.fromFloat(value));
			assertSame(i, true, Math.abs(back - value) <= Math.max(Math.abs(value) * 0x1p-11, 0x1p-25));
		}
	}
}
