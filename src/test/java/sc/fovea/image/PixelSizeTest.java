package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PixelSizeTest {

	@ParameterizedTest
	@CsvSource({ "µm,0.5", "μm,0.5", "um,0.5", "micron,0.5", "Microns,0.5", "nm,0.0005", "mm,500", "cm,5000", "m,500000", "' µm ',0.5" })
	void a_length_is_told_in_micrometres(String unit, double expected) {
		PixelSize size = new PixelSize(0.5, 0.5, 2, unit);
		assertThat(size.micrometresPerPixel().getAsDouble()).isCloseTo(expected, within(expected * 1e-12));
		assertThat(size.isCalibrated()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "pixel", "", "inch", "pixels", "sec", "parsec" })
	void other_units_are_no_calibration(String unit) {
		PixelSize size = new PixelSize(0.5, 0.5, 2, unit);
		assertThat(size.micrometresPerPixel()).isEmpty();
		assertThat(size.isCalibrated()).isFalse();
	}

	@Test
	void a_pixel_that_is_not_square_counts_by_its_area() {
		assertThat(new PixelSize(0.4, 0.9, 1, "um").micrometresPerPixel().getAsDouble()).isCloseTo(0.6, within(1e-12));
	}

	@Test
	void an_image_keeps_what_was_applied() {
		ImagePlus image = IJ.createImage("i", "8-bit", 4, 4, 1);
		PixelSize size = new PixelSize(0.25, 0.5, 3, "nm");
		size.applyTo(image);
		assertThat(PixelSize.of(image)).isEqualTo(size);
		assertThat(PixelSize.of(image).scale(2)).isEqualTo(new PixelSize(0.5, 1, 3, "nm"));
	}

	@Test
	void damaged_calibrations_count_as_one_pixel() {
		ImagePlus image = IJ.createImage("i", "8-bit", 4, 4, 1);
		image.getCalibration().pixelWidth = Double.NaN;
		image.getCalibration().pixelHeight = -1;
		assertThat(PixelSize.of(image)).isEqualTo(PixelSize.PIXEL);
	}

	@Test
	void a_size_must_be_positive() {
		assertThatThrownBy(() -> new PixelSize(0, 1, 1, "um")).hasMessageContaining("width").hasMessageContaining("0.0");
	}
}
