package sc.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import sc.fovea.architecture.StarHeads;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.architecture.UNet;
import sc.fovea.augment.Recipe;
import sc.fovea.backend.Adam;
import sc.fovea.backend.Backend;
import sc.fovea.backend.LearningPlan;
import sc.fovea.backend.Loss;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceBackend;
import sc.fovea.backend.reference.ReferenceObjective;
import sc.fovea.data.Sample;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.Pooling;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.task.instance.StarSetup;
import sc.fovea.train.loop.StoppableBackend;
import sc.fovea.train.plan.TrainingPlan;
import sc.fovea.train.sample.PatchSource;

/** Against the objective of the reference backend, which shares no code with it. */
class ValidationLossTest {

	private static final StarSetup TASK = new StarSetup(new UNet(), new TrunkOptions(1, 1, 4, 2, Pooling.Kind.MAX, 0.3), new StarHeads(8, 4));
	private static final List<Sample> SAMPLES = TestSamples.easyNuclei(2, 40);
	private final Backend backend = new ReferenceBackend();

	private static Batches batches(Targets targets, int size) {
		return new Batches(new PatchSource(SAMPLES, Recipe.none(), 16, targets.margin()), targets, UNet.IMAGE, size, 1);
	}

	/** The objective on one batch with every node frozen, which is inference. */
	private static double objective(Network network, List<Loss> losses, Weights weights, Map<String, Tensor> batch) {
		Map<String, Double> frozen = network.nodes().stream().collect(Collectors.toMap(Node::name, node -> 0.0));
		return new ReferenceObjective(network, new LearningPlan(losses, Adam.standard(), frozen, 1)).value(weights, batch);
	}

	@Test
	void it_is_the_objective_of_the_training_without_dropout() {
		Weights weights = Weights.initialise(TASK.network(), 3);
		Batches batches = batches(TASK.targets(), 3);
		double expected = objective(TASK.network(), TASK.targets().losses(), weights, batches.at(0));
		assertThat(new ValidationLoss(backend, TASK.network(), batches, 1).applyAsDouble(weights)).isCloseTo(expected, within(1e-6));
	}

	@Test
	void all_batches_count_as_one() {
		Weights weights = Weights.initialise(TASK.network(), 3);
		Batches batches = batches(TASK.targets(), 2);
		Map<String, Tensor> both = new HashMap<>();
		batches.at(0).forEach((name, tensor) -> both.put(name, joined(tensor, batches.at(1).get(name))));
		double expected = objective(TASK.network(), TASK.targets().losses(), weights, both);
		assertThat(new ValidationLoss(backend, TASK.network(), batches, 2).applyAsDouble(weights)).isCloseTo(expected, within(1e-6));
	}

	private static Tensor joined(Tensor a, Tensor b) {
		Tensor both = Tensor.zeros(a.batch() + b.batch(), a.height(), a.width(), a.channels());
		System.arraycopy(a.data(), 0, both.data(), 0, a.data().length);
		System.arraycopy(b.data(), 0, both.data(), a.data().length, b.data().length);
		return both;
	}

	@ParameterizedTest
	@EnumSource
	void every_kind_of_loss_is_that_of_the_reference(Loss.Kind kind) {
		Random random = new Random(kind.ordinal());
		Network network = TASK.network();
		List<Loss> losses = List.of(new Loss(kind, StarHeads.DISTANCES, "t", "m", 0.7), new Loss(kind, StarHeads.DISTANCES, "t", 2));
		Tensor images = noise(random, 2, 8, 8, 1);
		Tensor mask = noise(random, 2, 8, 8, 1);
		mask.data()[3] = 0;
		Map<String, Tensor> batch = Map.of(UNet.IMAGE, images, "t", noise(random, 2, 8, 8, 8), "m", mask);
		Weights weights = Weights.initialise(network, 5);
		try (Runner runner = backend.runner(network.withOutputs(StarHeads.DISTANCES), weights)) {
			Map<String, Tensor> answers = runner.run(Map.of(UNet.IMAGE, images));
			List<PixelLoss> sums = losses.stream().map(PixelLoss::new).toList();
			sums.forEach(sum -> sum.add(answers, batch));
			double expected = objective(network, losses, weights, batch);
			assertThat(sums.stream().mapToDouble(PixelLoss::weighted).sum()).isCloseTo(expected, within(1e-5 * expected));
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SOFTMAX_CROSS_ENTROPY")
	void a_mask_may_weigh_single_values(Loss.Kind kind) {
		Random random = new Random(kind.ordinal());
		Network network = TASK.network();
		List<Loss> losses = List.of(new Loss(kind, StarHeads.DISTANCES, "t", "m", 0.7));
		Tensor mask = noise(random, 2, 8, 8, 8);
		Map<String, Tensor> batch = Map.of(UNet.IMAGE, noise(random, 2, 8, 8, 1), "t", noise(random, 2, 8, 8, 8), "m", mask);
		mask.data()[5] = 0;
		batch.get("t").data()[5] = Float.NaN;
		Weights weights = Weights.initialise(network, 5);
		try (Runner runner = backend.runner(network.withOutputs(StarHeads.DISTANCES), weights)) {
			PixelLoss sum = new PixelLoss(losses.get(0));
			sum.add(runner.run(Map.of(UNet.IMAGE, batch.get(UNet.IMAGE))), batch);
			batch.get("t").data()[5] = 0;
			double expected = objective(network, losses, weights, batch);
			assertThat(sum.weighted()).isCloseTo(expected, within(1e-5 * expected));
		}
	}

	/** Values in 0–1, that are targets of every kind. */
	private static Tensor noise(Random random, int... shape) {
		Tensor tensor = Tensor.zeros(shape);
		for (int i = 0; i < tensor.data().length; i++) {
			tensor.data()[i] = random.nextFloat();
		}
		return tensor;
	}

	@Test
	void large_outputs_do_not_overflow() {
		Map<String, Tensor> answers = Map.of("o", Tensor.of(new float[] { 2000, -2000 }, 1, 1, 1, 2));
		Map<String, Tensor> batch = Map.of("t", Tensor.of(new float[] { 0, 1 }, 1, 1, 1, 2));
		for (Loss.Kind kind : List.of(Loss.Kind.SOFTMAX_CROSS_ENTROPY, Loss.Kind.BINARY_CROSS_ENTROPY)) {
			PixelLoss sum = new PixelLoss(new Loss(kind, "o", "t", 1));
			sum.add(answers, batch);
			assertThat(sum.weighted()).isEqualTo(kind == Loss.Kind.SOFTMAX_CROSS_ENTROPY ? 4000 : 2000);
		}
	}

	@Test
	void a_mask_of_zeros_is_no_loss() {
		PixelLoss sum = new PixelLoss(new Loss(Loss.Kind.SQUARED_ERROR, "o", "t", "m", 1));
		Tensor one = Tensor.of(new float[] { Float.NaN }, 1, 1, 1, 1);
		sum.add(Map.of("o", one), Map.of("t", one, "m", Tensor.zeros(1, 1, 1, 1)));
		assertThat(sum.weighted()).isZero();
	}

	@Test
	void a_target_of_another_size_is_named() {
		PixelLoss sum = new PixelLoss(new Loss(Loss.Kind.SQUARED_ERROR, "o", "t", 1));
		Map<String, Tensor> answers = Map.of("o", Tensor.zeros(1, 2, 2, 1));
		assertThatThrownBy(() -> sum.add(answers, Map.of("t", Tensor.zeros(1, 2, 1, 1)))).hasMessageContaining("t").hasMessageContaining("4 values");
		assertThatThrownBy(() -> sum.add(answers, Map.of())).hasMessageContaining("none");
	}

	@Test
	void as_many_batches_as_the_images_have_but_few() {
		Function<Integer, Integer> count = batch -> ValidationLoss.count(SAMPLES, new TrainingPlan.Sampling(16, batch, Recipe.none()));
		assertThat(List.of(count.apply(1), count.apply(4), count.apply(100))).containsExactly(8, 3, 1);
		Function<Integer, ValidationLoss> of = n -> new ValidationLoss(backend, TASK.network(), batches(TASK.targets(), 1), n);
		assertThatThrownBy(() -> of.apply(0)).isInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void a_validation_stops_between_two_runs() {
		AtomicInteger asked = new AtomicInteger();
		Backend stopping = new StoppableBackend(backend, () -> asked.incrementAndGet() > 2);
		ValidationLoss loss = new ValidationLoss(stopping, TASK.network(), batches(TASK.targets(), 1), 5);
		assertThatThrownBy(() -> loss.applyAsDouble(Weights.initialise(TASK.network(), 3))).isInstanceOf(CancellationException.class);
		assertThat(asked).hasValue(3);
	}
}
