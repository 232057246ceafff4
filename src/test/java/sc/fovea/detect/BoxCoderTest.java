package sc.fovea.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.detect.BoxCoder.Offsets;
import sc.fovea.geometry.Box;

class BoxCoderTest {

	private static final Box ANCHOR = new Box(10, 20, 40, 20);

	/** The anchor's centre is (30, 30). */
	@ParameterizedTest
	@CsvSource({ "10, 20, 40, 20, 0, 0, 0, 0", "20, 20, 40, 20, 0.25, 0, 0, 0", "10, 15, 40, 20, 0, -0.25, 0, 0",
		"-10, 25, 80, 10, 0, 0, 0.6931472, -0.6931472" })
	void offsets_are_the_published_ones(double x, double y, double w, double h, double tx, double ty, double tw, double th) {
		Offsets offsets = BoxCoder.standard().encode(new Box(x, y, w, h), ANCHOR);
		assertOffsets(offsets, tx, ty, tw, th);
		assertOffsets(BoxCoder.forProposals().encode(new Box(x, y, w, h), ANCHOR), 10 * tx, 10 * ty, 5 * tw, 5 * th);
	}

	private static void assertOffsets(Offsets offsets, double... expected) {
		assertThat(new double[] { offsets.x(), offsets.y(), offsets.width(), offsets.height() }).containsExactly(expected, within(1e-6));
	}

	@Test
	void decoding_is_the_inverse_of_encoding() {
		SplittableRandom random = new SplittableRandom(5);
		for (int i = 0; i < 1000; i++) {
			Box anchor = random(random);
			Box box = random(random);
			BoxCoder coder = new BoxCoder(random.nextDouble(0.1, 20), random.nextDouble(0.1, 20), random.nextDouble(0.1, 20), random.nextDouble(0.1, 20), 9);
			Box back = coder.decode(coder.encode(box, anchor), anchor);
			assertThat(new double[] { back.x(), back.y(), back.width(), back.height() })
				.containsExactly(new double[] { box.x(), box.y(), box.width(), box.height() }, within(1e-8));
		}
	}

	private static Box random(SplittableRandom random) {
		return new Box(random.nextDouble(-50, 50), random.nextDouble(-50, 50), random.nextDouble(0.1, 300), random.nextDouble(0.1, 300));
	}

	@Test
	void a_decoded_box_is_at_most_62_times_its_anchor() {
		Box huge = BoxCoder.standard().decode(new Offsets(0, 0, 1e6, 2), ANCHOR);
		assertThat(huge.width()).isCloseTo(40 * 62.5, within(1e-6));
		assertThat(huge.height()).isCloseTo(20 * Math.exp(2), within(1e-6));
		assertThat(huge.centerX()).isCloseTo(30, within(1e-9));
	}

	@Test
	void boxes_without_extent_cannot_be_told() {
		assertThatThrownBy(() -> BoxCoder.standard().encode(new Box(0, 0, 0, 5), ANCHOR)).hasMessageContaining("above 0");
		assertThatThrownBy(() -> BoxCoder.standard().decode(new Offsets(0, 0, 0, 0), new Box(0, 0, 5, 0))).hasMessageContaining("above 0");
		assertThatThrownBy(() -> BoxCoder.standard().decode(new Offsets(Double.NaN, 0, 0, 0), ANCHOR)).hasMessageContaining("finite");
		assertThatThrownBy(() -> new BoxCoder(1, 1, 0, 1, 1)).hasMessageContaining("above 0");
	}
}
