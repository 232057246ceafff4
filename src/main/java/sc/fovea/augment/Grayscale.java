package sc.fovea.augment;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.data.Extent;
import sc.fovea.data.Pixels;

/** Gives all channels of a pixel the same value: the luminance of three channels (ITU-R BT.601), the mean of any other number. */
public record Grayscale() implements Augmentation {

	/** Gives all channels of a pixel one value. */
	record Grey() implements IntensityMap {

		@Override
		public void apply(Pixels pixels) {
			int channels = pixels.extent().channels();
			float[] weights = weights(channels);
			float[] values = pixels.values();
			for (int i = 0; i < values.length; i += channels) {
				float grey = 0;
				for (int k = 0; k < channels; k++) {
					grey += weights[k] * values[i + k];
				}
				Arrays.fill(values, i, i + channels, grey);
			}
			pixels.range().clamp(values);
		}

		private static float[] weights(int channels) {
			float[] weights = new float[channels];
			Arrays.fill(weights, 1f / channels);
			for (int k = 0; k < 3 && channels == 3; k++) {
				weights[k] = (float) ColourMatrix.LUMINANCE[k];
			}
			return weights;
		}
	}

	static AugmentationFactory factory() {
		return new BuiltIn("grayscale", "Takes the colours away; the number of channels stays.", List.of(), s -> new Grayscale());
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		return extent.channels() == 1 ? Change.none(extent) : Change.valued(new Grey(), extent);
	}
}
