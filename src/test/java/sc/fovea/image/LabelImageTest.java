package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelImageTest {

	@Test
	void ids_up_to_65535_are_16_bit_and_more_32_bit() {
		ImagePlus small = LabelImage.of(new int[] { 0, 65_535, 3, 1 }, 2, 2, 65_535, PixelSize.PIXEL, "l");
		assertThat(small.getBitDepth()).isEqualTo(16);
		assertThat(LabelImage.ids(small.getProcessor())).containsExactly(0, 65_535, 3, 1);
		ImagePlus large = LabelImage.of(new int[] { 0, 1 << 24, 16_777_215, 65_536 }, 2, 2, 1 << 24, PixelSize.PIXEL, "l");
		assertThat(large.getBitDepth()).isEqualTo(32);
		assertThat(LabelImage.ids(large.getProcessor())).containsExactly(0, 1 << 24, 16_777_215, 65_536);
	}

	@Test
	void ids_that_a_float_cannot_hold_are_refused() {
		assertThatThrownBy(() -> LabelImage.of(new int[1], 1, 1, (1 << 24) + 1, PixelSize.PIXEL, "l")).hasMessageContaining("16777217");
		assertThatThrownBy(() -> LabelImage.of(new int[] { 4 }, 1, 1, 3, PixelSize.PIXEL, "l")).hasMessageContaining("4");
		assertThatThrownBy(() -> LabelImage.of(new int[3], 2, 1, 3, PixelSize.PIXEL, "l")).hasMessageContaining("3");
	}

	@Test
	void several_planes_are_a_stack_calibrated_like_the_input() {
		ImagePlus labels = LabelImage.of(new int[] { 0, 1, 2, 3 }, 2, 1, 3, new PixelSize(0.3, 0.3, 1, "µm"), "l");
		assertThat(labels.getStackSize()).isEqualTo(2);
		assertThat(labels.getStack().getProcessor(2).get(1, 0)).isEqualTo(3);
		assertThat(labels.getCalibration().pixelWidth).isEqualTo(0.3);
		assertThat(labels.getCalibration().getUnit()).isEqualTo("µm");
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 255, 65_535, 70_000 })
	void objects_show_in_colours_on_a_black_background(int largest) {
		ImagePlus labels = LabelImage.of(new int[] { 0, largest, largest / 2 + 1, 0 }, 4, 1, largest, PixelSize.PIXEL, "l");
		ColorProcessor shown = labels.getProcessor().convertToColorProcessor();
		assertThat(shown.get(0, 0) & 0xffffff).isZero();
		assertThat(shown.get(1, 0) & 0xffffff).isNotZero();
		if (largest <= 255) assertThat(shown.get(1, 0) & 0xffffff).isEqualTo(Glasbey.colour(largest));
		assertThat(shown.get(2, 0)).isNotEqualTo(shown.get(0, 0));
	}

	@Test
	void label_images_of_8_bit_are_read_unsigned() {
		assertThat(LabelImage.ids(new ByteProcessor(2, 1, new byte[] { (byte) 255, 1 }))).containsExactly(255, 1);
	}

	@ParameterizedTest
	@ValueSource(floats = { 0.5f, -1, Float.NaN, Float.POSITIVE_INFINITY, 1.7e7f })
	void a_pixel_that_is_no_id_is_refused_with_its_place(float value) {
		FloatProcessor plane = new FloatProcessor(2, 2, new float[] { 0, 1, 2, value });
		assertThatThrownBy(() -> LabelImage.ids(plane)).hasMessageContaining("(1, 1)").hasMessageContaining(String.valueOf(value));
	}

	@Test
	void rgb_is_no_label_image() {
		assertThatThrownBy(() -> LabelImage.ids(new ColorProcessor(2, 2))).hasMessageContaining("RGB");
	}

	@Test
	void largest_of_none_is_zero() {
		assertThat(LabelImage.largest(new int[] {})).isZero();
		assertThat(LabelImage.largest(new int[] { 3, 9, 2 })).isEqualTo(9);
	}
}
