package sc.fovea.task.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.detect.RegionViews;
import sc.fovea.task.Option;
import sc.fovea.task.OptionValues;
import sc.fovea.task.Task;
import sc.fovea.task.Tasks;
import sc.fovea.task.detection.region.Regions.Refinement;

/** The options of detection by regions, as a macro gives them. */
class SystemOptionsTest {

	private static OptionValues options(Object... namesAndValues) {
		OptionValues options = OptionValues.standard(SystemOptions.OPTIONS);
		for (int i = 0; i < namesAndValues.length; i += 2) {
			options = options.with((String) namesAndValues[i], namesAndValues[i + 1]);
		}
		return options.of(SystemOptions.OPTIONS);
	}

	private static RegionSystem system(Object... namesAndValues) {
		return (RegionSystem) SystemOptions.task(options(namesAndValues));
	}

	@Test
	void systems_are_those_that_can_be_chosen() {
		Option choice = SystemOptions.OPTIONS.get(0);
		assertThat(choice.choices()).startsWith("single-stage").hasSize(RegionSystem.Name.values().length + 1)
			.containsAll(Stream.of(RegionSystem.Name.values()).map(n -> n.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList());
		choice.choices().stream().skip(1)
			.forEach(name -> assertThat(system("system", name).name().name()).isEqualTo(name.toUpperCase(Locale.ROOT).replace('-', '_')));
	}

	@Test
	void without_a_system_boxes_are_found_in_a_single_stage() {
		assertThat(SystemOptions.task(options())).isInstanceOf(BoxPatches.class);
	}

	@Test
	void every_option_chooses_its_part() {
		assertThat(system("system", "faster-r-cnn").options()).isEqualTo(RegionSystem.Options.STANDARD);
		RegionSystem.Options chosen = system("system", "fast-r-cnn", "proposer", "image-windows", "views", "multi-region", "refinement", "bayesian").options();
		assertThat(chosen.proposer()).isEqualTo("image-windows");
		assertThat(chosen.views()).isEqualTo(RegionViews.multiRegion());
		assertThat(chosen.refinement()).isInstanceOf(Refinement.Bayesian.class);
		assertThat(system("system", "multibox", "refinement", "iterative").options().refinement()).isInstanceOf(Refinement.Iterative.class);
	}

	@ParameterizedTest
	@CsvSource({ "system, yolo, \"system\" must be one of single-stage", "views, quarters, '\"views\" must be one of whole, multi-region'",
		"refinement, magic, '\"refinement\" must be one of none, iterative, bayesian'" })
	void what_there_is_not_is_refused(String name, String value, String message) {
		assertThatThrownBy(() -> system("system", "faster-r-cnn", name, value)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message)
			.hasMessageContaining('"' + value + '"');
	}

	@Test
	void as_many_proposals_as_asked_for() {
		assertThat(system("system", "r-cnn", "proposals", 2000).options().proposals()).isEqualTo(2000);
		assertThat(system("system", "r-cnn", "proposals", 0).options().proposals()).isEqualTo(500);
		assertThatThrownBy(() -> system("system", "r-cnn", "proposals", -1)).hasMessageContaining("0 or more, but is -1");
		assertThatThrownBy(() -> system("system", "multibox", "proposals", 9)).hasMessageContaining("\"proposals\" is for");
	}

	@ParameterizedTest
	@CsvSource({ "single-stage, views, multi-region, '\"views\" is for fast-r-cnn, faster-r-cnn, multibox, r-cnn-minus-r, but'",
		"single-stage, refinement, iterative, '\"refinement\" is for r-cnn, fast-r-cnn, '",
		"multibox, proposer, image-windows, '\"proposer\" is for r-cnn, fast-r-cnn, but'",
		"r-cnn, views, multi-region, '\"views\" is for fast-r-cnn, '" })
	void what_a_system_has_no_use_for_is_refused(String system, String name, String value, String message) {
		assertThatThrownBy(() -> SystemOptions.task(options("system", system, name, value))).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining(message).hasMessageContaining(system);
	}

	@Test
	void other_tasks_have_no_system() {
		Tasks tasks = Tasks.installed();
		assertThatThrownBy(() -> tasks.only(tasks.named("semantic-segmentation"), options("system", "multibox"), Task::trainingOptions))
			.hasMessage("\"system\" goes with task detection only, but the task is semantic-segmentation.");
		assertThatThrownBy(() -> tasks.only(tasks.named("instance-segmentation"), options("refinement", "iterative"), Task::trainingOptions))
			.hasMessageContaining("\"refinement\" goes with task detection only");
	}
}
