package sc.fovea.task.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sc.fovea.architecture.ClassHead;
import sc.fovea.backend.reference.ReferenceBackend;
import sc.fovea.model.Model;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.Shape;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.task.instance.StarOracle;

class OrientationsTest {

	private static final int SIDE = 8;

	@Test
	void quarter_turns_come_with_their_mirror_images() {
		Tensor image = Tensor.of(new float[] { 1, 2, 3, 4, 5, 6 }, 1, 2, 3, 1);
		List<float[]> expected = List.of(new float[] { 1, 2, 3, 4, 5, 6 }, new float[] { 3, 2, 1, 6, 5, 4 }, new float[] { 3, 6, 2, 5, 1, 4 },
			new float[] { 6, 3, 5, 2, 4, 1 }, new float[] { 6, 5, 4, 3, 2, 1 }, new float[] { 4, 5, 6, 1, 2, 3 }, new float[] { 4, 1, 5, 2, 6, 3 },
			new float[] { 1, 4, 2, 5, 3, 6 });
		for (int number = 0; number < expected.size(); number++) {
			Tensor view = Orientations.of(image, number);
			assertThat(view.data()).as("orientation " + number).containsExactly(expected.get(number));
			assertThat(view.height()).isEqualTo(number / 2 % 2 == 0 ? 2 : 3);
		}
		assertThatIllegalArgumentException().isThrownBy(() -> Orientations.of(image, 8)).withMessageContaining("got 8");
	}

	@Test
	void images_and_channels_stay_apart() {
		Tensor batch = random(3, 4, 2);
		for (int number = 0; number < ImageClasses.ALL_ORIENTATIONS; number++) {
			Tensor view = Orientations.of(batch, number);
			for (int n = 0; n < 3; n++) {
				for (int c = 0; c < 2; c++) {
					assertThat(channel(view, n, c)).containsExactly(Orientations.of(Tensor.of(channel(batch, n, c), 1, 4, 4, 1), number).data());
				}
			}
		}
	}

	@Test
	void scores_over_all_orientations_are_their_mean_and_do_not_depend_on_how_an_image_lies() {
		Model plain = model(false);
		Tensor batch = random(2, SIDE, 1);
		try (ReferenceBackend backend = new ReferenceBackend();
			Classifier once = Classifier.open(plain, backend);
			Classifier always = Classifier.open(model(true), backend)) {
			List<Classification> answers = always.scores(batch);
			double mean = IntStream.range(0, 8).mapToDouble(i -> once.scores(Orientations.of(batch, i)).get(1).probabilities().get(0)).average()
				.orElseThrow();
			assertThat(answers.get(1).probabilities().get(0)).isCloseTo(mean, within(1e-6));
			assertThat(once.scores(Orientations.of(batch, 2)).get(1).probabilities().get(0))
				.isNotCloseTo(once.scores(batch).get(1).probabilities().get(0), within(1e-4));
			for (int number = 1; number < 8; number++) {
				Classification turned = always.scores(Orientations.of(batch, number)).get(1);
				assertThat(turned.probabilities().get(0)).isCloseTo(answers.get(1).probabilities().get(0), within(1e-6));
			}
		}
	}

	@Test
	void a_network_for_images_of_unequal_sides_cannot_see_them_turned() {
		ImageClasses all = new ImageClasses(List.of("a", "b"), ClassHead.CLASSES).withAllOrientations(true);
		Network oblong = network().withInputSize(new Size(SIDE, 2 * SIDE));
		assertThat(oblong.inputs().values()).containsExactly(new Shape(SIDE, 2 * SIDE, 1));
		assertThatThrownBy(() -> all.check(oblong)).isInstanceOf(ShapeException.class).hasMessageContaining("square");
		all.withAllOrientations(false).check(oblong);
		all.check(network());
	}

	private static Network network() {
		Network trunk = Network.input("image", 1).then("look", Convolution.of(4, 3)).then("look_relu", Activation.relu()).then("pool", Pooling.max(2));
		return new ClassHead(2, 0).attach(trunk);
	}

	private static Model model(boolean hasAll) {
		Network network = network().withInputSize(Size.of(SIDE));
		return new Model(StarOracle.card(), ModelInput.ofAnyScale(1, new Normalisation.None()),
			new ImageClasses(List.of("a", "b"), ClassHead.CLASSES).withAllOrientations(hasAll), network, Weights.initialise(network, 1));
	}

	private static Tensor random(int images, int side, int channels) {
		Tensor batch = Tensor.zeros(images, side, side, channels);
		Random random = new Random(1);
		for (int i = 0; i < batch.data().length; i++) {
			batch.data()[i] = 4 * random.nextFloat();
		}
		return batch;
	}

	private static float[] channel(Tensor batch, int image, int channel) {
		List<Float> values = new ArrayList<>();
		int pixels = batch.height() * batch.width();
		for (int i = 0; i < pixels; i++) {
			values.add(batch.data()[(image * pixels + i) * batch.channels() + channel]);
		}
		float[] copy = new float[values.size()];
		for (int i = 0; i < copy.length; i++) {
			copy[i] = values.get(i);
		}
		return copy;
	}
}
