package sc.fovea.augment;

import java.util.List;

import sc.fovea.data.Pixels;

/**
 * Mixes the three channels of every pixel: the new channel i is Σⱼ m[3i + j] · channel j, about the low end of the value range, after which values are drawn
 * towards or away from the picture's mean.
 *
 * @param m nine weights, row by row
 * @param contrast about the mean of the mixed picture's luminance, 1 for none
 */
record ColourMatrix(List<Double> m, double contrast) implements IntensityMap {

	/** Luminance of red, green and blue (ITU-R BT.601). */
	static final double[] LUMINANCE = { 0.299, 0.587, 0.114 };

	private static final int CHANNELS = 3;

	/** @throws IllegalArgumentException unless there are nine weights */
	ColourMatrix {
		m = List.copyOf(m);
		if (m.size() != CHANNELS * CHANNELS) {
			throw new IllegalArgumentException("Expected 9 weights, got " + m + ".");
		}
	}

	@Override
	public void apply(Pixels pixels) {
		if (pixels.extent().channels() != CHANNELS) {
			throw new IllegalArgumentException("Expected 3 channels to mix colours, got " + pixels.extent().channels() + ".");
		}
		mix(pixels);
		if (contrast != 1) {
			stretch(pixels);
		}
		pixels.range().clamp(pixels.values());
	}

	private void mix(Pixels pixels) {
		float[] w = new float[m.size()];
		for (int i = 0; i < w.length; i++) {
			w[i] = m.get(i).floatValue();
		}
		float low = pixels.range().low();
		float[] v = pixels.values();
		for (int i = 0; i < v.length; i += CHANNELS) {
			float r = v[i] - low;
			float g = v[i + 1] - low;
			float b = v[i + 2] - low;
			v[i] = low + w[0] * r + w[1] * g + w[2] * b;
			v[i + 1] = low + w[3] * r + w[4] * g + w[5] * b;
			v[i + 2] = low + w[6] * r + w[7] * g + w[8] * b;
		}
	}

	private void stretch(Pixels pixels) {
		float[] v = pixels.values();
		double sum = 0;
		for (int i = 0; i < v.length; i += CHANNELS) {
			sum += LUMINANCE[0] * v[i] + LUMINANCE[1] * v[i + 1] + LUMINANCE[2] * v[i + 2];
		}
		double mean = sum / (v.length / CHANNELS);
		float factor = (float) contrast;
		float offset = (float) (mean - contrast * mean);
		for (int i = 0; i < v.length; i++) {
			v[i] = factor * v[i] + offset;
		}
	}
}
