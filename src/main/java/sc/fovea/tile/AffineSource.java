package sc.fovea.tile;

import java.util.Arrays;

/**
 * Another source with every channel mapped to value · scale + offset, then clipped: the normalization that a model asks for.
 *
 * <pre>{@code
 * AffineSource.of(source, 1 / 255f, 0).clipped(0, 1);   // 8-bit grey values to 0–1
 * }</pre>
 */
public final class AffineSource implements TileSource {

	private final TileSource source;
	private final float[] scale;
	private final float[] offset;
	private final Limits limits;

	private record Limits(float low, float high) {}

	private AffineSource(TileSource source, float[] scale, float[] offset, Limits limits) {
		if (scale.length != source.channels() || offset.length != source.channels()) {
			throw new IllegalArgumentException("Expected a scale and an offset for each of " + source.channels() + " channels, got "
				+ scale.length + " and " + offset.length + ".");
		}
		this.source = source;
		this.scale = scale.clone();
		this.offset = offset.clone();
		this.limits = limits;
	}

	/**
	 * One scale and offset for each channel, nothing clipped.
	 *
	 * @throws IllegalArgumentException if their number is not that of the channels
	 */
	public static AffineSource of(TileSource source, float[] scale, float[] offset) {
		return new AffineSource(source, scale, offset, new Limits(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY));
	}

	/** The same scale and offset for all channels, nothing clipped. */
	public static AffineSource of(TileSource source, float scale, float offset) {
		return of(source, repeated(scale, source.channels()), repeated(offset, source.channels()));
	}

	/**
	 * The same with values below {@code low} set to it and values above {@code high} to that.
	 *
	 * @throws IllegalArgumentException unless low &lt; high
	 */
	public AffineSource clipped(float low, float high) {
		if (!(low < high)) {
			throw new IllegalArgumentException("Expected a lower limit below the upper, got " + low + " and " + high + ".");
		}
		return new AffineSource(source, scale, offset, new Limits(low, high));
	}

	/**
	 * The values of the underlying source that answers on the scale of this one stand for: (answer − offset) / scale. A channel of scale 0, whose pixels have one
	 * value, has that value again.
	 *
	 * @param answers (h, w, c), row by row, with the channels of this source
	 * @param target of the same length
	 */
	public void undo(float[] answers, float[] target) {
		for (int c = 0; c < scale.length; c++) {
			float factor = scale[c] == 0 ? 0 : 1 / scale[c];
			float shift = scale[c] == 0 ? firstPixel()[c] : -offset[c] / scale[c];
			for (int i = c; i < answers.length; i += scale.length)
				target[i] = answers[i] * factor + shift;
		}
	}

	private float[] firstPixel() {
		float[] pixel = new float[scale.length];
		source.read(new Region(0, 0, 1, 1), pixel);
		return pixel;
	}

	@Override
	public int channels() {
		return source.channels();
	}

	@Override
	public long width() {
		return source.width();
	}

	@Override
	public long height() {
		return source.height();
	}

	@Override
	public void read(Region region, float[] target) {
		source.read(region, target);
		int length = Math.toIntExact(region.area() * scale.length);
		for (int c = 0; c < scale.length; c++) {
			map(target, c, length);
		}
	}

	private void map(float[] values, int channel, int length) {
		float slope = scale[channel];
		float shift = offset[channel];
		for (int i = channel; i < length; i += scale.length) {
			values[i] = values[i] * slope + shift;
		}
		if (limits.low > Float.NEGATIVE_INFINITY || limits.high < Float.POSITIVE_INFINITY) {
			clip(values, channel, length);
		}
	}

	private void clip(float[] values, int channel, int length) {
		float low = limits.low;
		float high = limits.high;
		for (int i = channel; i < length; i += scale.length) {
			values[i] = Math.min(high, Math.max(low, values[i]));
		}
	}

	private static float[] repeated(float value, int count) {
		float[] values = new float[count];
		Arrays.fill(values, value);
		return values;
	}
}
