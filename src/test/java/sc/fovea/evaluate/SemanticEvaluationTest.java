package sc.fovea.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import sc.fovea.data.LabelPlane;

class SemanticEvaluationTest {

	private static final Offset<Double> NEAR = Offset.offset(1e-12);
	private final SemanticMeasure cells = new SemanticMeasure(List.of("ground", "cell", "dead, cell"));

	private static LabelPlane plane(int... ids) {
		return new LabelPlane(Path.of("some", "classes.png"), ids.length, 1, ids);
	}

	@Test
	void a_class_that_does_not_occur_has_no_score_and_is_left_out_of_means() {
		SemanticEvaluation evaluation = cells.of(plane(0, 0, 1, 1), plane(0, 1, 1, 1));
		assertThat(evaluation.matrix().iou(2)).isNaN();
		assertThat(evaluation.score()).isCloseTo((1 / 2.0 + 2 / 3.0) / 2, NEAR);
		assertThat(evaluation.matrix().accuracy()).isEqualTo(0.75);
		assertThat(evaluation.tables().get("evaluation").csv()).contains("2,\"dead, cell\",0,0,NaN,NaN,NaN,NaN\n")
			.contains("1,cell,2,3,0.666667,0.800000,0.666667,1.000000\n");
	}

	@Test
	void counts_are_added_and_classes_beyond_those_of_the_first_image_too() {
		SemanticMeasure unnamed = new SemanticMeasure(List.of());
		SemanticEvaluation both = unnamed.of(plane(0, 1), plane(0, 0)).plus(unnamed.of(plane(3, 3), plane(3, 1)));
		assertThat(both.tables().get("confusion_matrix").csv()).isEqualTo("""
			true_class,0,1,2,3
			0,1,0,0,0
			1,1,0,0,0
			2,0,0,0,0
			3,0,1,0,1
			""");
		assertThat(both.score()).isCloseTo((1 / 2.0 + 0 + 1 / 2.0) / 3, NEAR);
	}

	@Test
	void a_class_that_the_model_does_not_have_is_refused() {
		assertThatThrownBy(() -> cells.of(plane(0, 3), plane(0, 0))).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("Expected classes from 0 to 2 (ground, cell, dead, cell), got 3 in \"" + Path.of("some", "classes.png") + "\".");
		assertThatThrownBy(() -> new SemanticMeasure(List.of()).of(plane(0), plane(256))).hasMessageContaining("from 0 to 255, got 256");
	}

	@Test
	void mistakes_are_pixels_of_another_class() {
		Measure.Mistakes mistakes = cells.mistakes(plane(0, 1, 1, 2, 2), plane(0, 1, 0, 1, 2));
		assertThat(mistakes.missed().stream()).containsExactly(2);
		assertThat(mistakes.invented().stream()).containsExactly(3);
	}
}
