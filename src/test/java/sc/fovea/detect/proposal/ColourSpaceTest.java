package sc.fovea.detect.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColourSpaceTest {

	private static float[] convert(ColourSpace space, float... colour) {
		Raster converted = space.convert(new Raster(1, 1, List.of(new float[] { colour[0] }, new float[] { colour[1] }, new float[] { colour[2] })));
		float[] values = new float[converted.channels()];
		for (int c = 0; c < values.length; c++) {
			values[c] = converted.planes().get(c)[0];
		}
		return values;
	}

	@Test
	void hue_saturation_and_value_are_those_of_java() {
		for (int i = 0; i < 216; i++) {
			int[] c = { i / 36 * 51, i / 6 % 6 * 51, i % 6 * 51 };
			assertThat(convert(ColourSpace.HSV, c[0] / 255f, c[1] / 255f, c[2] / 255f)).containsExactly(Color.RGBtoHSB(c[0], c[1], c[2], null), within(1e-6f));
		}
	}

	/** Values of CIE L*a*b* under D65 as tables of colours list them. */
	@Test
	void lab_is_that_of_tables() {
		assertLab(new float[] { 1, 1, 1 }, 100, 0, 0);
		assertLab(new float[] { 0, 0, 0 }, 0, 0, 0);
		assertLab(new float[] { 1, 0, 0 }, 53.24, 80.09, 67.20);
		assertLab(new float[] { 0, 1, 0 }, 87.73, -86.18, 83.18);
		assertLab(new float[] { 0, 0, 1 }, 32.30, 79.19, -107.86);
		assertLab(new float[] { 0.5f, 0.5f, 0.5f }, 53.39, 0, 0);
	}

	private static void assertLab(float[] colour, double l, double a, double b) {
		float[] lab = convert(ColourSpace.LAB, colour);
		assertThat(lab[0] * 100.0).isCloseTo(l, within(0.1));
		assertThat(lab[1] * 255 - 128.0).isCloseTo(a, within(0.1));
		assertThat(lab[2] * 255 - 128.0).isCloseTo(b, within(0.1));
	}

	@Test
	void grey_is_the_mean() {
		assertThat(convert(ColourSpace.GREY, 0.2f, 0.5f, 0.8f)).containsExactly(new float[] { 0.5f }, within(1e-6f));
	}
}
