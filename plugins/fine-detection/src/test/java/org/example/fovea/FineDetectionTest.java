package org.example.fovea;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import sc.fovea.annotation.ClassNames;
import sc.fovea.annotation.DataTally;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.geometry.Box;
import sc.fovea.task.Option;
import sc.fovea.task.OptionValues;
import sc.fovea.task.Task;
import sc.fovea.task.Tasks;
import sc.fovea.task.detection.Boxes;
import sc.fovea.train.PreparedSetup;
import sc.fovea.train.plan.DataSurvey;
import sc.fovea.train.plan.PlanAdvice;
import sc.fovea.train.plan.PlanRequest;
import sc.fovea.train.sample.LabelledSamples;

class FineDetectionTest {

	private static PreparedSetup setup(int grid) {
		Sample dots = new Sample("dots", 32, 32, 1, new float[32 * 32], new int[32 * 32], List.of(LabelledBox.of("dot", new Box(4, 4, 3, 3))));
		LabelledSamples data = new LabelledSamples(List.of(dots), new ClassNames(List.of()), new DataTally(List.of(), false).report());
		PlanAdvice advice = new PlanAdvice(PlanRequest.steps(1, 1), DataSurvey.of(data.samples(), false));
		return new FineDetection().training(new OptionValues(Map.of("fine_grid", grid))).setup(data, advice, () -> false);
	}

	@Test
	void the_grid_is_the_one_that_was_chosen() {
		assertEquals(2, ((Boxes) setup(2).setup().settings()).grid());
		assertEquals(4, ((Boxes) setup(4).setup().settings()).grid());
		setup(2).setup().settings().check(setup(2).setup().network());
	}

	@Test
	void there_is_no_grid_of_3() {
		assertThrows(IllegalArgumentException.class, () -> setup(3));
	}

	@Test
	void detection_has_the_system_and_its_option() {
		List<Option> options = Tasks.installed().options(Task::trainingOptions);
		assertTrue(options.stream().anyMatch(option -> option.name().equals("system") && option.choices().contains("fine")));
		assertTrue(options.stream().anyMatch(option -> option.name().equals("fine_grid")));
	}
}
