package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import java.awt.image.BufferedImage;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class ComparisonTest {

	private static final int SIZE = 600;

	/** Squares of 20 pixels: true at 10 and 100, predicted at 12 and 200. */
	private static Comparison comparison(int size) {
		int[] truth = new int[size * size], predicted = new int[size * size];
		BitSet missed = new BitSet(), invented = new BitSet();
		for (int i = 0; i < truth.length; i++) {
			int x = i % size, y = i / size;
			if (y < 10 || y >= 30) continue;
			if (x >= 10 && x < 30) truth[i] = 1;
			if (x >= 12 && x < 30) predicted[i] = 5;
			if (x >= 100 && x < 120) truth[i] = 2;
			if (x >= 200 && x < 220) predicted[i] = 2;
			missed.set(i, truth[i] == 2);
			invented.set(i, predicted[i] == 2);
		}
		return new Comparison(size, new Comparison.Side(truth, missed), new Comparison.Side(predicted, invented));
	}

	private static int at(BufferedImage picture, int x, int y) {
		return picture.getRGB(x, y) & 0xffffff;
	}

	@Test
	void outlines_have_the_colours_of_their_side_and_mistakes_are_tinted() {
		BufferedImage picture = comparison(SIZE).draw(new ImagePlus("", new ByteProcessor(SIZE, SIZE)), 0);
		assertThat(picture.getWidth()).isEqualTo(SIZE);
		assertThat(at(picture, 10, 20)).isEqualTo(Comparison.TRUE);
		assertThat(at(picture, 12, 20)).isEqualTo(Comparison.PREDICTED);
		assertThat(at(picture, 29, 20)).isEqualTo(0xffffff);
		assertThat(at(picture, 20, 20)).isZero();
		assertThat(at(picture, 110, 20)).isEqualTo(0x103555);
		assertThat(at(picture, 210, 20)).isEqualTo(0x553000);
		assertThat(at(picture, 300, 20)).isZero();
	}

	@Test
	void small_images_are_enlarged_with_thin_outlines() {
		int size = 250;
		BufferedImage picture = comparison(size).draw(new ImagePlus("", new ByteProcessor(size, size)), 0);
		assertThat(picture.getWidth()).isEqualTo(2 * size);
		assertThat(at(picture, 20, 40)).isEqualTo(Comparison.TRUE);
		assertThat(at(picture, 21, 40)).isZero();
	}

	@Test
	void large_images_are_shrunk() {
		int size = 2 * Overlays.LONGEST;
		BufferedImage picture = new Comparison(size, new Comparison.Side(new int[2 * size], new BitSet()), new Comparison.Side(new int[2 * size], new BitSet()))
			.draw(new ImagePlus("", new ByteProcessor(size, 2)), 0);
		assertThat(picture.getWidth()).isEqualTo(Overlays.LONGEST);
	}

	@Test
	void an_image_of_another_size_or_without_the_channel_is_refused() {
		assertThatThrownBy(() -> comparison(SIZE).draw(new ImagePlus("", new ByteProcessor(SIZE, 10)), 0)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("600x600").hasMessageContaining("600x10");
		assertThatThrownBy(() -> comparison(SIZE).draw(new ImagePlus("", new ByteProcessor(SIZE, SIZE)), 1)).hasMessageContaining("a channel 2");
	}
}
