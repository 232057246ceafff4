package sc.fovea.augment;

import sc.fovea.data.Pixels;

/**
 * v → low + gain · (v − low) + offset · (high − low).
 *
 * @param gain factor
 * @param offset as share of the value range
 */
public record Linear(double gain, double offset) implements IntensityMap {

	@Override
	public void apply(Pixels pixels) {
		float[] values = pixels.values();
		float low = pixels.range().low();
		float g = (float) gain;
		float o = (float) (low - gain * low + offset * pixels.range().span());
		float floor = pixels.range().floor();
		float ceiling = pixels.range().ceiling();
		for (int i = 0; i < values.length; i++) {
			values[i] = Math.max(floor, Math.min(ceiling, g * values[i] + o));
		}
	}
}
