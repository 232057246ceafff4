package sc.fovea.model;

/**
 * Numbers of 16 bits (IEEE 754 binary16): sign, 5 bits of exponent with bias 15, 10 bits of fraction. Java 17 has no such conversion of
 * its own.
 */
final class Float16 {

	/** The largest finite number, (2 − 2⁻¹⁰)·2¹⁵. */
	static final float MAX = 65504;

	private static final int FLOAT_INFINITY = 0x7f800000;
	private static final int HALF_INFINITY = 0x7c00;
	/** 2⁻¹⁴ as float bits: below it halves are multiples of 2⁻²⁴. */
	private static final int SMALLEST_NORMAL = 0x38800000;
	/** 65520 as float bits: from half-way between MAX and 2¹⁶ on, to even means up. */
	private static final int OVERFLOW = 0x477ff000;
	private static final int BIAS_DIFFERENCE = 127 - 15;

	private Float16() {}

	/** The exact value of a half. */
	static float toFloat(short half) {
		int sign = (half & 0x8000) << 16;
		int exponent = half >> 10 & 0x1f;
		int fraction = half & 0x3ff;
		if (exponent == 0) {
			return Float.intBitsToFloat(sign | Float.floatToRawIntBits(fraction * 0x1p-24f));
		}
		int wide = exponent == 0x1f ? 0xff : exponent + BIAS_DIFFERENCE;
		return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
	}

	/** The nearest half, of two equally near the even one; beyond ±65520 an infinity. */
	static short fromFloat(float value) {
		int bits = Float.floatToRawIntBits(value);
		int sign = bits >>> 16 & 0x8000;
		int magnitude = bits & 0x7fffffff;
		if (magnitude > FLOAT_INFINITY) {
			int payload = magnitude >> 13 & 0x3ff;
			return (short) (sign | HALF_INFINITY | (payload == 0 ? 0x200 : payload));
		}
		if (magnitude >= OVERFLOW) {
			return (short) (sign | HALF_INFINITY);
		}
		if (magnitude < SMALLEST_NORMAL) {
			return (short) (sign | (int) Math.rint(Float.intBitsToFloat(magnitude) * 0x1p24));
		}
		int rounded = magnitude + 0xfff + (magnitude >> 13 & 1);
		return (short) (sign | (rounded >> 13) - (BIAS_DIFFERENCE << 10));
	}
}
