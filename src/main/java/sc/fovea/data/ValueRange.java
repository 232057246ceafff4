package sc.fovea.data;

/**
 * What the values of a picture mean. Changes of brightness are measured in the span from {@code low} to {@code high}; no value leaves
 * {@code floor} to {@code ceiling}. In a 16-bit picture of a 12-bit camera {@code low} and {@code high} are 0 and 4095, but values may grow to 65,535.
 *
 * @param low value that counts as 0
 * @param high value that counts as 1
 * @param floor smallest value that may occur
 * @param ceiling largest value that may occur
 */
public record ValueRange(float low, float high, float floor, float ceiling) {

	/** 8 bit: 0 to 255. */
	public static final ValueRange BYTE = of(0, 255);

	/** 16 bit: 0 to 65,535. */
	public static final ValueRange SHORT = of(0, 65_535);

	/** 0 to 1. */
	public static final ValueRange UNIT = of(0, 1);

	/** Normalised by percentiles: mostly 0 to 1, without bounds. */
	public static final ValueRange NORMALISED = new ValueRange(0, 1, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);

	/** @throws IllegalArgumentException unless low &lt; high are finite and floor ≤ low, high ≤ ceiling */
	public ValueRange {
		if (!(low < high && floor <= low && high <= ceiling) || Float.isInfinite(low) || Float.isInfinite(high)) {
			throw new IllegalArgumentException("Expected floor <= low < high <= ceiling, got " + floor + ", " + low + ", " + high + ", " + ceiling + ".");
		}
	}

	/** A range that is its own bound. */
	public static ValueRange of(float low, float high) {
		return new ValueRange(low, high, low, high);
	}

	/**
	 * From the smallest to the largest of some values, within the bounds of their type.
	 *
	 * @throws IllegalArgumentException if a value is not finite
	 */
	public static ValueRange measured(float[] values, float floor, float ceiling) {
		float low = Float.POSITIVE_INFINITY;
		float high = Float.NEGATIVE_INFINITY;
		for (float value : values) {
			if (!Float.isFinite(value)) {
				throw new IllegalArgumentException("Expected finite values, got " + value + ".");
			}
			low = Math.min(low, value);
			high = Math.max(high, value);
		}
		if (low == high) {
			float step = Math.max(1, Math.ulp(high) * 2);
			return high + step <= ceiling ? new ValueRange(low, high + step, floor, ceiling) : new ValueRange(low - step, high, floor, ceiling);
		}
		return new ValueRange(low, high, floor, ceiling);
	}

	/** The distance of low and high. */
	public float span() {
		return high - low;
	}

	/** The value, or the nearest bound. */
	public float clamp(float value) {
		return Math.max(floor, Math.min(ceiling, value));
	}

	/** Moves values beyond a bound onto it. */
	public void clamp(float[] values) {
		for (int i = 0; i < values.length; i++) {
			values[i] = Math.max(floor, Math.min(ceiling, values[i]));
		}
	}
}
