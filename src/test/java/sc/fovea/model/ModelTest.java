package sc.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.task.classification.ImageClasses;
import sc.fovea.task.instance.StarConvexInstances;
import sc.fovea.task.semantic.SemanticClasses;

class ModelTest {

	private final Model model = TestModels.full();

	@Test
	void parts_that_do_not_fit_each_other_are_refused() {
		assertThatIllegalArgumentException().isThrownBy(() -> model.withTask(new SemanticClasses(List.of("a", "b"), "distances")))
			.isInstanceOf(ShapeException.class).withMessage("Expected an output of 2 channels at 'distances', got 8 channels.");
		assertThatIllegalArgumentException().isThrownBy(() -> model.withWeights(new Weights(Map.of()))).isInstanceOf(ShapeException.class);
		assertThatIllegalArgumentException().isThrownBy(() -> model.withWeights(model.weights().with(Map.of("norm.mean",
			Tensor.of(new float[] { 0, 0, Float.POSITIVE_INFINITY, 0 }, 4))))).withMessageContaining("norm.mean").withMessageContaining("Infinity");
		ModelInput two = ModelInput.ofAnyScale(2, new Normalisation.None());
		assertThatIllegalArgumentException().isThrownBy(() -> new Model(model.card(), two, model.task(), model.network(), model.weights()))
			.withMessageContaining("'image'").withMessageContaining("2 channels");
	}

	@Test
	void the_foreground_is_checked_only_where_there_is_one() {
		Network with = model.network().then("foreground", Convolution.pointwise(1), "relu").withOutputs("probability", "distances", "foreground");
		TaskSettings task = new StarConvexInstances(8, 2, new StarConvexInstances.Heads("probability", "distances", "foreground"),
			new StarConvexInstances.Thresholds(0.5, 0.5, 0.3, 0.6), 2);
		assertThat(task.outputs()).containsExactly("probability", "distances", "foreground");
		assertThat(model.task().outputs()).containsExactly("probability", "distances");
		task.check(with);
		assertThatIllegalArgumentException().isThrownBy(() -> task.check(model.network())).withMessageContaining("'foreground'");
	}

	@Test
	void new_weights_make_test_outputs_void() {
		Model other = model.withWeights(Weights.initialise(model.network(), 99));
		assertThat(other.samples().input()).isEmpty();
		assertThat(other.samples().cover()).isEqualTo(model.samples().cover());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Nuclei", "../x", "a b", "-a", "a.zip", "ä" })
	void a_name_is_a_lower_case_word(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> TestModels.card(name)).withMessageContaining("'" + name + "'");
	}

	@Test
	void numbers_outside_their_range_are_refused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Normalisation.Percentile(50, 50));
		assertThatIllegalArgumentException().isThrownBy(() -> new Normalisation.Percentile(Double.NaN, 99));
		assertThatIllegalArgumentException().isThrownBy(() -> new Normalisation.Fixed(0, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> new Normalisation.MeanDeviation(List.of(1.0), List.of(0.0)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ModelInput.ofAnyScale(2, new Normalisation.MeanDeviation(List.of(1.0), List.of(1.0)))).withMessageContaining("2 channels");
		assertThatIllegalArgumentException().isThrownBy(() -> new ModelInput(1, new Normalisation.None(), OptionalDouble.of(0)));
		assertThatIllegalArgumentException().isThrownBy(() -> new ModelCard.Scores(Map.of("AP", Double.NaN), ""));
		assertThatIllegalArgumentException().isThrownBy(() -> new ModelCard.Credits(List.of("a"), List.of(), "do what you want"));
		assertThatIllegalArgumentException().isThrownBy(() -> new ImageClasses(List.of("a", "a"), "out"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ImageClasses(List.of("a", "b"), "out", OptionalInt.of(4), OptionalDouble.empty(), Optional.empty()))
			.withMessageContaining("got 4");
	}

	@Test
	void values_cannot_be_changed_from_outside() {
		byte[] cover = model.samples().cover();
		cover[0] = 0;
		assertThat(model.samples().cover()[0]).isNotZero();
		List<Object> history = new ArrayList<>(List.of(1, 2));
		Map<String, Object> tree = new HashMap<>(Map.of("history", history));
		TrainingRecord record = new TrainingRecord(tree);
		history.add(3);
		tree.clear();
		assertThat(record.tree()).isEqualTo(Map.of("history", List.of(1L, 2L)));
	}

	@Test
	void a_training_record_keeps_plain_values_only() {
		assertThat(new TrainingRecord(Map.of("seed", Long.MIN_VALUE, "loss", Float.NaN)).tree()).isEqualTo(Map.of("seed", Long.MIN_VALUE, "loss", "NaN"));
		assertThatIllegalArgumentException().isThrownBy(() -> new TrainingRecord(Map.of("plan", new Object()))).withMessageContaining("Object");
		assertThatIllegalArgumentException().isThrownBy(() -> new TrainingRecord(Map.of("list", Arrays.asList(1, null)))).withMessageContaining("null");
		List<Object> loop = new ArrayList<>();
		loop.add(loop);
		assertThatIllegalArgumentException().isThrownBy(() -> new TrainingRecord(Map.of("loop", loop))).withMessageContaining("32 levels");
	}

	@Test
	void outputs_need_their_input() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Samples(Optional.empty(), Map.of("a", Tensor.zeros(1, 1, 1, 1)), new byte[0]));
	}
}
