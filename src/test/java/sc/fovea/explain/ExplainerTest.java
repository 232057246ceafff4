package sc.fovea.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceBackend;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.net.Activation;
import sc.fovea.net.Activation.Function;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.GlobalPooling;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;

/** The methods against numbers that can be found by hand, and against what their papers promise. */
class ExplainerTest {

	private static final Network CLASSIFIER = Network.input("image", 2).then("conv", Convolution.of(4, 3)).then("relu", Activation.relu())
		.then("pool", Pooling.max(2)).then("deep", Convolution.of(6, 3)).then("last", Activation.relu())
		.then("global", new GlobalPooling(Pooling.Kind.AVERAGE)).then("logits", Dense.of(3)).then("classes", new Activation(Function.SOFTMAX));
	private static final Weights WEIGHTS = Weights.initialise(CLASSIFIER, 2);

	private static Backend tensorflow;
	private static final Backend REFERENCE = new ReferenceBackend();

	@BeforeAll
	static void open() {
		tensorflow = new TensorFlowProvider().open(BackendOptions.cpu());
	}

	@AfterAll
	static void close() {
		tensorflow.close();
	}

	private static Tensor random(long seed, int... shape) {
		Tensor tensor = Tensor.zeros(shape);
		Random random = new Random(seed);
		for (int i = 0; i < tensor.data().length; i++) {
			tensor.data()[i] = random.nextFloat();
		}
		return tensor;
	}

	private static Question question(int number, Tensor image) {
		return new Question(CLASSIFIER, Question.beforeActivation(CLASSIFIER, "classes"), Seed.channel(number), Map.of("image", image), "image");
	}

	private static Heat heat(Method method, Question question, Weights weights, Backend backend) {
		try (Explainer explainer = method.open(question, weights, backend)) {
			return explainer.explain(question, () -> false);
		}
	}

	private static double logit(Tensor image, int number) {
		Network part = CLASSIFIER.upTo("logits");
		try (Runner runner = REFERENCE.runner(part, WEIGHTS.of(part))) {
			return runner.run(image).data()[number];
		}
	}

	/**
	 * Two maps of 2x2: A1 = max(0, x), A2 = max(0, 1 - x). y = 3·mean(A1) - 2·mean(A2), so ∂y/∂A1 = 3/4 and ∂y/∂A2 = -2/4 at every place, which are their means, and the map
	 * is max(0, 0.75·A1 - 0.5·A2).
	 */
	@Test
	void gradcam_of_a_toy_network_is_what_a_person_calculates() {
		Network toy = Network.input("image", 1).then("maps", Convolution.pointwise(2)).then("relu", Activation.relu())
			.then("mean", new GlobalPooling(Pooling.Kind.AVERAGE)).then("score", Dense.of(1));
		Weights weights = new Weights(Map.of("maps.kernel", Tensor.of(new float[] { 1, -1 }, 1, 1, 1, 2), "maps.bias", Tensor.of(new float[] { 0, 1 }, 2),
			"score.kernel", Tensor.of(new float[] { 3, -2 }, 2, 1), "score.bias", Tensor.of(new float[] { 7 }, 1)));
		Tensor image = Tensor.of(new float[] { 1, 0.5f, 0.2f, -1 }, 1, 2, 2, 1);
		Question question = new Question(toy, "score", Seed.channel(0), Map.of("image", image), "image");
		assertThat(heat(new GradCam(Optional.empty()), question, weights, tensorflow).values())
			.containsExactly(new float[] { 0.75f, 0.75f * 0.5f - 0.5f * 0.5f, 0, 0 }, within(1e-6f));
	}

	@Test
	void gradcam_takes_the_last_layer_on_the_coarsest_grid_and_says_which_others_there_are() {
		Question question = question(0, random(1, 1, 8, 8, 2));
		assertThat(new GradCam(Optional.empty()).layer(question)).isEqualTo("last");
		assertThat(GradCam.layers(question)).containsExactly("conv", "relu", "pool", "deep", "last");
		assertThatThrownBy(() -> heat(new GradCam(Optional.of("global")), question, WEIGHTS, tensorflow)).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("\"layer\" must be one of conv, relu, pool, deep, last for gradcam, but is \"global\".");
	}

	@Test
	void integrated_gradients_of_a_linear_score_are_its_terms() {
		Network linear = Network.input("image", 2).then("sum", Convolution.pointwise(1)).then("mean", new GlobalPooling(Pooling.Kind.AVERAGE));
		Weights weights = new Weights(Map.of("sum.kernel", Tensor.of(new float[] { 4, -8 }, 1, 1, 2, 1), "sum.bias", Tensor.of(new float[] { 5 }, 1)));
		Tensor image = Tensor.of(new float[] { 1, 2, 3, 4 }, 1, 1, 2, 2);
		Question question = new Question(linear, "mean", Seed.channel(0), Map.of("image", image), "image");
		Heat heat = heat(new IntegratedGradients(Baseline.ZERO), question, weights, tensorflow);
		assertThat(heat.values()).containsExactly(new float[] { 2 - 8, 6 - 16 }, within(1e-5f));
		assertThat(heat.error()).isLessThan(1e-6);
	}

	@ParameterizedTest
	@EnumSource(Baseline.class)
	void integrated_gradients_are_complete_to_one_percent(Baseline baseline) {
		for (int number = 0; number < 3; number++) {
			Tensor image = random(10 + number, 1, 12, 9, 2);
			Heat heat = heat(new IntegratedGradients(baseline), question(number, image), WEIGHTS, tensorflow);
			double change = logit(image, number) - logit(baseline.of(image), number);
			double sum = 0;
			for (float value : heat.values()) {
				sum += value;
			}
			assertThat(sum).isCloseTo(change, within(0.01 * Math.abs(change)));
			assertThat(heat.error()).isLessThan(0.01);
		}
	}

	@ParameterizedTest
	@EnumSource(Baseline.class)
	void occlusion_agrees_between_reference_and_tensorflow(Baseline baseline) {
		Question question = question(1, random(5, 1, 12, 9, 2));
		Heat expected = heat(new Occlusion(4, baseline), question, WEIGHTS, REFERENCE);
		assertThat(heat(new Occlusion(4, baseline), question, WEIGHTS, tensorflow).values()).containsExactly(expected.values(), within(1e-5f));
		assertThat(expected.values()[0]).as("there is something to compare").isNotZero();
	}

	/** Squares of 2 begin at 0, 1, 2; the score is the mean, so that a square lowers it by the sum of what it covers over 4·4. */
	@Test
	void occlusion_of_a_mean_is_the_share_of_what_is_covered() {
		Network mean = Network.input("image", 1).then("mean", new GlobalPooling(Pooling.Kind.AVERAGE));
		Tensor image = Tensor.zeros(1, 4, 4, 1);
		image.data()[5] = 16;
		Question question = new Question(mean, "mean", Seed.channel(0), Map.of("image", image), "image");
		float[] map = heat(new Occlusion(2, Baseline.ZERO), question, new Weights(Map.of()), REFERENCE).values();
		assertThat(map[0]).as("only the square at the corner, which covers the pixel").isCloseTo(1, within(1e-6f));
		assertThat(map[5]).as("all four squares around it").isCloseTo(1, within(1e-6f));
		assertThat(map[15]).as("a square without it").isZero();
		assertThat(map[10]).as("one of four squares").isCloseTo(0.25f, within(1e-6f));
	}

	@Test
	void methods_with_gradients_refuse_a_backend_without_and_name_the_one_that_works() {
		assertThatThrownBy(() -> heat(new GradCam(Optional.empty()), question(0, random(1, 1, 8, 8, 2)), WEIGHTS, REFERENCE))
			.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("gradcam needs a backend that gives gradients")
			.hasMessageContaining("occlusion");
	}

	@Test
	void every_method_stops_when_it_is_told_to() {
		Question question = question(0, random(1, 1, 8, 8, 2));
		for (Method method : List.of(new GradCam(Optional.empty()), new IntegratedGradients(Baseline.ZERO), new Occlusion(0, Baseline.ZERO))) {
			try (Explainer explainer = method.open(question, WEIGHTS, tensorflow)) {
				assertThatThrownBy(() -> explainer.explain(question, () -> true)).isInstanceOf(CancellationException.class);
			}
		}
	}

	/** Adebayo et al. 2018: the mean over several heads, since a single one may be alike by chance. */
	@Test
	void a_random_head_gives_another_map() {
		Question question = question(0, random(1, 1, 16, 16, 2));
		Heat own = heat(new IntegratedGradients(Baseline.ZERO), question, WEIGHTS, tensorflow);
		Weights drawn = RandomHead.of(question.part(), WEIGHTS, 1);
		assertThat(drawn.get("logits.kernel")).isNotEqualTo(WEIGHTS.get("logits.kernel"));
		assertThat(drawn.get("deep.kernel")).isEqualTo(WEIGHTS.get("deep.kernel"));
		Heat other = heat(new IntegratedGradients(Baseline.ZERO), question, drawn, tensorflow);
		assertThat(RankCorrelation.of(own.values(), own.values())).isCloseTo(1, within(1e-9));
		assertThat(RankCorrelation.of(own.values(), other.values())).isLessThan(0.95);
	}

	/** scipy.stats.spearmanr([3, 1, 4, 1, 5, -9], [2, 7, 1, 8, 2, 8]) is -0.8508410. */
	@Test
	void rank_correlation_is_spearmans() {
		assertThat(RankCorrelation.of(new float[] { 3, 1, 4, 1, 5, -9 }, new float[] { 2, 7, 1, 8, 2, 8 })).isCloseTo(-0.8508410, within(1e-6));
		assertThat(RankCorrelation.of(new float[] { 1, 2, 3 }, new float[] { -3, -2, 0 })).isCloseTo(1, within(1e-9));
		assertThat(RankCorrelation.of(new float[] { 1, 2, 3 }, new float[] { 5, 5, 5 })).isNaN();
	}

	@Test
	void the_median_ignores_what_fills_less_than_half() {
		Tensor image = Tensor.zeros(1, 5, 5, 1);
		Arrays.fill(image.data(), 0, 12, 9);
		assertThat(Baseline.MEDIAN.of(image).data()).containsOnly(0);
		Arrays.fill(image.data(), 0, 13, 9);
		assertThat(Baseline.MEDIAN.of(image).data()).containsOnly(9);
	}
}
