package org.example.fovea;

import java.util.List;

import org.scijava.plugin.Plugin;

import sc.fovea.augment.Augmentation;
import sc.fovea.augment.AugmentationFactory;
import sc.fovea.augment.Change;
import sc.fovea.augment.IntensityMap;
import sc.fovea.augment.Parameter;
import sc.fovea.augment.Range;
import sc.fovea.augment.Settings;
import sc.fovea.data.Extent;
import sc.fovea.data.Pixels;

/**
 * Darkens a picture towards its corners, as a lens does: light that comes in at an angle θ is weaker by cos⁴ θ. In a recipe:
 *
 * <pre>{@code
 * {"use": "vignette", "angle_range": [10, 40], "probability": 0.5}
 * }</pre>
 */
@Plugin(type = AugmentationFactory.class)
public final class Vignette implements AugmentationFactory {

	@Override
	public String name() {
		return "vignette";
	}

	@Override
	public String description() {
		return "Darkens the corners, as a lens does.";
	}

	@Override
	public List<Parameter> parameters() {
		return List.of(Parameter.range("angle_range", "Angle of the light in the corners, degrees", new Range(0, 80), new Range(10, 40)));
	}

	@Override
	public Augmentation create(Settings settings) {
		Range angles = settings.range("angle_range");
		return (extent, random) -> Change.valued(new Falloff(Math.tan(Math.toRadians(angles.draw(random)))), extent);
	}

	/**
	 * Multiplies by cos⁴ θ = 1 / (1 + tan² θ)², where tan θ grows with the distance from the middle.
	 *
	 * @param tangent tan θ in the corners
	 */
	record Falloff(double tangent) implements IntensityMap {

		@Override
		public void apply(Pixels pixels) {
			Extent extent = pixels.extent();
			for (int line = 0; line < extent.depth() * extent.height(); line++) {
				darken(pixels, line);
			}
		}

		private void darken(Pixels pixels, int line) {
			Extent extent = pixels.extent();
			float low = pixels.range().low();
			int at = line * extent.width() * extent.channels();
			for (int x = 0; x < extent.width(); x++) {
				float factor = (float) factor(extent, x + 0.5, line % extent.height() + 0.5);
				for (int c = 0; c < extent.channels(); c++, at++) {
					pixels.values()[at] = low + factor * (pixels.values()[at] - low);
				}
			}
		}

		private double factor(Extent extent, double x, double y) {
			double dx = 2 * x - extent.width();
			double dy = 2 * y - extent.height();
			double share = (dx * dx + dy * dy) / ((double) extent.width() * extent.width() + (double) extent.height() * extent.height());
			double inverse = 1 + share * tangent * tangent;
			return 1 / (inverse * inverse);
		}
	}
}
