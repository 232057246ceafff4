package sc.fovea.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import sc.fovea.model.Normalisation;
import sc.fovea.model.Preprocessing;
import sc.fovea.net.Tensor;
import sc.fovea.tile.Region;
import sc.fovea.tile.TensorSource;
import sc.fovea.tile.TileSource;

/** Mean and deviation by bands, against those of all values at once. */
class MomentsTest {

	private static Tensor image() {
		SplittableRandom random = new SplittableRandom(2);
		Tensor image = Tensor.zeros(1, 700, 900, 2);
		for (int i = 0; i < image.data().length; i++) {
			image.data()[i] = (float) (i % 2 == 0 ? 60000 + random.nextDouble() : random.nextDouble(-3, 9) + i / 1e6);
		}
		return image;
	}

	@Test
	void a_large_offset_and_a_drift_cost_no_digits() {
		Tensor image = image();
		double[][] moments = Moments.of(new TensorSource(image));
		for (int c = 0; c < 2; c++) {
			double sum = 0;
			for (int i = c; i < image.data().length; i += 2) {
				sum += image.data()[i];
			}
			double mean = sum / (700 * 900);
			double squares = 0;
			for (int i = c; i < image.data().length; i += 2) {
				squares += Math.pow(image.data()[i] - mean, 2);
			}
			assertThat(moments[c][0]).isEqualTo(mean, within(1e-9 * mean));
			assertThat(moments[c][1]).isEqualTo(Math.sqrt(squares / (700 * 900)), within(1e-9));
		}
	}

	@Test
	void images_are_normalised_as_test_tensors_are() {
		Tensor image = image();
		Normalisation standard = new Normalisation.Standard(1e-6);
		TileSource source = Normaliser.apply(standard, new TensorSource(image));
		float[] row = new float[900 * 2];
		source.read(new Region(0, 350, 900, 1), row);
		float[] whole = Preprocessing.apply(standard, image).data();
		for (int i = 0; i < row.length; i++) {
			assertThat(row[i]).isEqualTo(whole[350 * 1800 + i], within(0.02f));
		}
	}
}
