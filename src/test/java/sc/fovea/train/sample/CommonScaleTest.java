package sc.fovea.train.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;

import sc.fovea.annotation.ClassNames;
import sc.fovea.annotation.DataTally;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.geometry.Box;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.PixelSize;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;

class CommonScaleTest {

	private static List<PixelSize> sizes(double... micrometres) {
		return DoubleStream.of(micrometres).mapToObj(m -> m == 0 ? PixelSize.PIXEL : new PixelSize(m, m, 1, "um")).toList();
	}

	/** A square of value 1 and id 5 from 4 to 8 of 12 pixels, with its box. */
	private static Sample square() {
		float[] pixels = new float[144];
		int[] labels = new int[144];
		for (int y = 4; y < 8; y++) {
			Arrays.fill(pixels, y * 12 + 4, y * 12 + 8, 1);
			Arrays.fill(labels, y * 12 + 4, y * 12 + 8, 5);
		}
		labels[0] = Sample.IGNORED;
		return new Sample("a", 12, 12, 1, pixels, labels, List.of(LabelledBox.of("cell", new Box(4, 4, 4, 4))));
	}

	private static LabelledSamples data(List<PixelSize> sizes) {
		return new LabelledSamples(sizes.stream().map(s -> square()).toList(), new ClassNames(List.of()), new DataTally(List.of(), false).report(), sizes);
	}

	@Test
	void sizes_that_differ_by_a_fifth_or_less_stay() {
		assertThat(CommonScale.of(sizes(0.5, 0.6, 0), OptionalDouble.empty())).isEmpty();
		assertThat(CommonScale.of(sizes(0, 0), OptionalDouble.empty())).isEmpty();
		assertThat(CommonScale.of(sizes(0.5, 0.601), OptionalDouble.empty())).isPresent();
	}

	@Test
	void images_labels_and_boxes_come_to_the_median_and_what_is_not_calibrated_stays() throws Exception {
		List<PixelSize> sizes = sizes(1, 0.5, 0.25, 0);
		CommonScale scale = CommonScale.of(sizes, OptionalDouble.empty()).orElseThrow();
		assertThat(scale.micrometres()).isEqualTo(0.5);
		assertThat(scale.sentence())
			.isEqualTo("The images have pixels of 0.25 to 1 \u00b5m: they are resampled to 0.5 \u00b5m, which is the model's pixel size."
				+ " 1 without a pixel size is taken as it is.");
		List<Sample> samples = scale.apply(data(sizes)).samples();
		assertThat(samples).extracting(Sample::width).containsExactly(24, 12, 6, 12);
		Sample large = samples.get(0);
		for (int y = 0; y < 24; y++) {
			for (int x = 0; x < 24; x++) {
				int expected = x < 2 && y < 2 ? Sample.IGNORED : x >= 8 && x < 16 && y >= 8 && y < 16 ? 5 : 0;
				assertThat(large.labels()[y * 24 + x]).isEqualTo(expected);
			}
		}
		assertThat(large.boxes()).singleElement().extracting(LabelledBox::box).isEqualTo(new Box(8, 8, 8, 8));
		assertThat(large.pixels()[12 * 24 + 12]).isEqualTo(1);
		Sample small = samples.get(2);
		assertThat(Arrays.stream(small.labels()).filter(id -> id == 5)).hasSize(4);
		double sum = 0;
		for (float value : small.pixels()) {
			sum += value;
		}
		assertThat(sum).as("light is kept").isCloseTo(4, within(1e-4));
	}

	@Test
	void a_stated_size_is_taken_and_becomes_the_models() {
		CommonScale scale = CommonScale.of(sizes(0.3, 0.6), OptionalDouble.of(0.4)).orElseThrow();
		ModelInput input = scale.input(ModelInput.ofAnyScale(1, new Normalisation.None()));
		assertThat(input.pixelSizeMicrometres()).hasValue(0.4);
		assertThat(scale.tree()).containsEntry("resampled_to", 0.4).containsEntry("smallest", 0.3);
	}

	@Test
	void an_absurd_size_is_refused_by_the_name_of_the_image() {
		List<PixelSize> sizes = sizes(0.5, 0.5, 50);
		assertThatThrownBy(() -> CommonScale.of(sizes, OptionalDouble.empty()).orElseThrow().apply(data(sizes))).isInstanceOf(ImageFileException.class)
			.hasMessageContaining("'a'").hasMessageContaining("factor of 16");
	}
}
