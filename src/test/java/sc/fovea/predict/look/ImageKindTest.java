package sc.fovea.predict.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

class ImageKindTest {

	@ParameterizedTest
	@CsvSource({ "0.05, 3, 0.2, FLUORESCENCE", "0.5, 0, 0.2, OTHER", "0.05, 3, 0.05, OTHER", "0.95, -2, 0.25, BRIGHT_FIELD", "0.95, -2, 0.05, OTHER",
		"0.3, 3, 0.2, OTHER" })
	void grey_images_are_told_by_ground_and_texture(double median, double skewness, double roughness, ImageKind kind) {
		assertThat(ImageKind.of(new ImageTraits(new ImageTraits.Grey(median, skewness, roughness), Optional.empty()))).isEqualTo(kind);
	}

	@ParameterizedTest
	@CsvSource({ "0.3, 0.6, 0.1, 0.8, HISTOLOGY", "0.28, 0.4, 0.32, 0.85, BLOOD_SMEAR", "0.5, 0.4, 0.1, 0.8, OTHER", "0.3, 0.6, 0.1, 0.3, OTHER" })
	void colour_images_are_told_by_what_is_absorbed(double red, double green, double blue, double ground, ImageKind kind) {
		ImageTraits.Stain stain = new ImageTraits.Stain(red, green, blue, ground);
		assertThat(ImageKind.of(new ImageTraits(new ImageTraits.Grey(0.8, -1, 0.2), Optional.of(stain)))).isEqualTo(kind);
	}

	@Test
	void traits_of_a_large_image_are_those_of_the_small_one_it_was_enlarged_from() {
		ImageTraits small = ImageTraits.of(new Plane(300, 1, (x, y) -> (x / 10 + y / 10) % 3 == 0 ? 200 : 10));
		ImageTraits large = ImageTraits.of(new Plane(1200, 1, (x, y) -> (x / 40 + y / 40) % 3 == 0 ? 200 : 10));
		assertThat(large.grey()).isEqualTo(small.grey());
		assertThat(large.stain()).isEmpty();
	}

	@Test
	void equal_channels_are_grey_and_stains_are_measured_as_optical_densities() {
		assertThat(ImageTraits.of(new Plane(64, 3, (x, y) -> y)).stain()).isEmpty();
		float[] stain = { (float) (200 * Math.exp(-0.3)), (float) (200 * Math.exp(-0.6)), (float) (200 * Math.exp(-0.1)) };
		TileSource tissue = new Plane(64, 3, (x, y) -> y % 3 == 0 ? stain[x % 3] : 200);
		ImageTraits.Stain seen = ImageTraits.of(tissue).stain().orElseThrow();
		assertThat(seen.red()).isCloseTo(0.3, org.assertj.core.api.Assertions.within(1e-5));
		assertThat(seen.green()).isCloseTo(0.6, org.assertj.core.api.Assertions.within(1e-5));
		assertThat(seen.ground()).isEqualTo(1);
	}

	@Test
	void an_image_of_one_value_or_one_pixel_is_nothing_known() {
		assertThat(ImageKind.of(ImageTraits.of(new Plane(50, 1, (x, y) -> 7)))).isEqualTo(ImageKind.OTHER);
		assertThat(ImageKind.of(ImageTraits.of(new Plane(1, 1, (x, y) -> 7)))).isEqualTo(ImageKind.OTHER);
		assertThat(ImageKind.of(ImageTraits.of(new Plane(50, 3, (x, y) -> 0)))).isEqualTo(ImageKind.OTHER);
	}

	private interface Value {

		/** @param x column times channels, and the channel */
		float at(int x, int y);
	}

	private record Plane(long width, int channels, Value value) implements TileSource {

		Plane(int side, int channels, Value value) {
			this((long) side, channels, value);
		}

		@Override
		public long height() {
			return width;
		}

		@Override
		public void read(Region region, float[] target) {
			for (int y = 0, i = 0; y < region.height(); y++) {
				for (int x = 0; x < region.width() * channels; x++, i++) {
					target[i] = value.at((int) region.x() * channels + x, (int) region.y() + y);
				}
			}
		}
	}
}
