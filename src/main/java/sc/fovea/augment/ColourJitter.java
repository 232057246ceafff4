package sc.fovea.augment;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

import sc.fovea.data.Extent;

/**
 * Changes brightness, contrast, saturation and hue of colour pictures together. Brightness multiplies; saturation draws colours towards or away from their
 * luminance; hue turns them about the grey axis in the YIQ space; contrast acts about the mean luminance. All is one linear map, so that values are bounded only
 * once. Pictures that have not three channels have neither saturation nor hue: of them brightness and contrast change.
 *
 * @param brightness factors
 * @param contrast factors
 * @param saturation factors; 0 is grey
 * @param hue turn, in turns: 0.5 is the opposite colour
 */
public record ColourJitter(Range brightness, Range contrast, Range saturation, Range hue) implements Augmentation {

	private static final double[] TO_YIQ = { 0.299, 0.587, 0.114, 0.595716, -0.274453, -0.321263, 0.211456, -0.522591, 0.311135 };
	private static final double[] TO_RGB = { 1, 0.9563, 0.6210, 1, -0.2721, -0.6474, 1, -1.1070, 1.7046 };

	static AugmentationFactory factory() {
		Range factor = new Range(0.8, 1.25);
		Range bounds = new Range(0.05, 20);
		return new BuiltIn("color_jitter", "Changes brightness, contrast, saturation and hue.", List.of(
			Parameter.range("brightness_range", "Factor of the brightness", bounds, factor),
			Parameter.range("contrast_range", "Factor of the contrast", bounds, factor),
			Parameter.range("saturation_range", "Factor of the saturation; 0 is grey", new Range(0, 20), factor),
			Parameter.range("hue_range", "Turn of the hue, in turns", new Range(-0.5, 0.5), new Range(-0.03, 0.03))),
			s -> new ColourJitter(s.range("brightness_range"), s.range("contrast_range"), s.range("saturation_range"), s.range("hue_range")));
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		double bright = brightness.drawFactor(random);
		double stretch = contrast.drawFactor(random);
		double colour = saturation.draw(random);
		double turn = 2 * Math.PI * hue.draw(random);
		if (extent.channels() != 3) {
			return Change.valued(new Linear(bright, 0), extent).then(Change.valued(new Contrast.Stretch(stretch), extent));
		}
		List<Double> weights = DoubleStream.of(weights(colour, turn)).mapToObj(w -> w * bright).toList();
		return Change.valued(new ColourMatrix(weights, stretch), extent);
	}

	/** Turned and drawn out in the plane of colours, the luminance staying. */
	private static double[] weights(double saturation, double turn) {
		double cos = saturation * Math.cos(turn);
		double sin = saturation * Math.sin(turn);
		return product(TO_RGB, product(new double[] { 1, 0, 0, 0, cos, -sin, 0, sin, cos }, TO_YIQ));
	}

	/** The product of two matrices of three rows. */
	static double[] product(double[] left, double[] right) {
		double[] product = new double[9];
		for (int i = 0; i < 9; i++) {
			for (int k = 0; k < 3; k++) {
				product[i] += left[i / 3 * 3 + k] * right[3 * k + i % 3];
			}
		}
		return product;
	}
}
