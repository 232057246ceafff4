package sc.fovea.augment;

/**
 * v^g of many values for one exponent g. A float is 2^e·m with 1 ≤ m &lt; 2, so its power is 2^(g·e)·m^g: both factors are looked up, the second with linear
 * interpolation. The table has so many steps that the relative error of the interpolation, at most |g(g − 1)|·max(1, 2^(g − 2))/(8·steps²), is below 2e-6 for
 * exponents up to 4 and below 1e-4 up to 20: less than a grey level of 16 bit, as values of a high exponent are small.
 */
final class PowerTable {

	private static final int FRACTION_BITS = 23;
	private static final int BIAS = 127;
	/** Exponents of a float with its sign: powers of what is below 0 are 0. */
	private static final int SCALES = 512;
	private static final int MOST_BITS = 12;
	private static final double ERROR = 2e-6;

	private final int rest;
	private final int mask;
	private final float toPart;
	private final float[] scale = new float[SCALES];
	private final float[] start;
	private final float[] slope;

	PowerTable(double exponent) {
		double steps = Math.sqrt(Math.abs(exponent * (exponent - 1)) / 8 / ERROR);
		int bits = (int) Math.max(4, Math.min(MOST_BITS, Math.ceil(Math.log(Math.max(1, steps)) / Math.log(2))));
		int size = 1 << bits;
		rest = FRACTION_BITS - bits;
		mask = size - 1;
		toPart = 1f / (1 << rest);
		start = new float[size];
		slope = new float[size];
		fill(exponent);
	}

	private void fill(double exponent) {
		double next = 1;
		for (int i = 0; i < start.length; i++) {
			double value = next;
			next = Math.pow(1 + (i + 1.0) / start.length, exponent);
			start[i] = (float) value;
			slope[i] = (float) (next - value);
		}
		for (int e = 1; e < SCALES / 2; e++) {
			scale[e] = (float) Math.pow(2, exponent * (e - BIAS));
		}
	}

	/** v^g; 0 below the smallest normal float (1.2e-38). */
	float of(float v) {
		int bits = Float.floatToRawIntBits(v);
		int index = bits >> rest & mask;
		float part = (bits & (1 << rest) - 1) * toPart;
		return scale[bits >>> FRACTION_BITS] * (start[index] + part * slope[index]);
	}
}
