package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.detect.RegionViews;
import sc.fovea.model.Regions.Refinement;
import sc.fovea.train.RegionSystem;
import sc.fovea.train.TrainingJob;

/** The keys of detection by regions, as a macro gives them. */
class SystemSettingsTest {

	private static TrainingSettings settings(String... keysAndValues) {
		Map<String, Object> settings = new HashMap<>(Map.of("system", "single-stage", "proposer", "selective-search", "views", "whole", "refinement", "none",
			"proposals", 0));
		for (int i = 0; i < keysAndValues.length; i += 2) {
			settings.put(keysAndValues[i], keysAndValues[i + 1]);
		}
		return new TrainingSettings(settings);
	}

	private static RegionSystem system(String... keysAndValues) {
		return SystemSettings.of(settings(keysAndValues), TrainingJob.Kind.DETECTION).orElseThrow();
	}

	@Test
	void systems_are_those_that_can_be_chosen() {
		CommandInput choice = CommandInput.of(Train.class).stream().filter(i -> i.name().equals("system")).findFirst().orElseThrow();
		assertThat(choice.choices()).startsWith("single-stage").hasSize(RegionSystem.Name.values().length + 1)
			.containsAll(Stream.of(RegionSystem.Name.values()).map(n -> n.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList());
		choice.choices().stream().skip(1)
			.forEach(name -> assertThat(system("system", name).name().name()).isEqualTo(name.toUpperCase(Locale.ROOT).replace('-', '_')));
	}

	@Test
	void what_is_not_told_is_the_single_stage_for_any_task() {
		for (TrainingJob.Kind kind : TrainingJob.Kind.values()) {
			assertThat(SystemSettings.of(settings(), kind)).isEmpty();
		}
	}

	@Test
	void every_key_chooses_its_part() {
		assertThat(system("system", "faster-r-cnn").options()).isEqualTo(RegionSystem.Options.STANDARD);
		RegionSystem.Options chosen = system("system", "fast-r-cnn", "proposer", "image-windows", "views", "multi-region", "refinement", "bayesian").options();
		assertThat(chosen.proposer()).isEqualTo("image-windows");
		assertThat(chosen.views()).isEqualTo(RegionViews.multiRegion());
		assertThat(chosen.refinement()).isInstanceOf(Refinement.Bayesian.class);
		assertThat(system("system", "multibox", "refinement", "iterative").options().refinement()).isInstanceOf(Refinement.Iterative.class);
	}

	@ParameterizedTest
	@CsvSource({ "system, yolo, \"system\" must be one of single-stage", "views, quarters, \"views\" must be whole or multi-region",
		"refinement, magic, '\"refinement\" must be none, iterative or bayesian'" })
	void what_there_is_not_is_refused(String key, String value, String message) {
		assertThatThrownBy(() -> system("system", "faster-r-cnn", key, value)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message)
			.hasMessageContaining('"' + value + '"');
	}

	@Test
	void as_many_proposals_as_asked_for() {
		Map<String, Object> settings = new HashMap<>(Map.of("system", "r-cnn", "proposer", "selective-search", "views", "whole", "refinement", "none"));
		settings.put("proposals", 2000);
		assertThat(SystemSettings.of(new TrainingSettings(settings), TrainingJob.Kind.DETECTION).orElseThrow().options().proposals()).isEqualTo(2000);
		settings.put("proposals", 0);
		assertThat(SystemSettings.of(new TrainingSettings(settings), TrainingJob.Kind.DETECTION).orElseThrow().options().proposals()).isEqualTo(500);
		settings.put("proposals", -1);
		assertThatThrownBy(() -> SystemSettings.of(new TrainingSettings(settings), TrainingJob.Kind.DETECTION)).hasMessageContaining("0 or more, but is -1");
		settings.putAll(Map.of("proposals", 9, "system", "multibox"));
		assertThatThrownBy(() -> SystemSettings.of(new TrainingSettings(settings), TrainingJob.Kind.DETECTION)).hasMessageContaining("\"proposals\" is for");
	}

	@ParameterizedTest
	@CsvSource({ "single-stage, views, multi-region, are for systems of regions", "single-stage, refinement, iterative, are for systems of regions",
		"multibox, proposer, image-windows, \"proposer\" is for", "r-cnn, views, multi-region, \"views\" is for systems of shared features" })
	void what_a_system_has_no_use_for_is_refused(String system, String key, String value, String message) {
		assertThatThrownBy(() -> system("system", system, key, value)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message)
			.hasMessageContaining(system);
	}

	@Test
	void other_tasks_have_no_system() {
		assertThatThrownBy(() -> SystemSettings.of(settings("system", "multibox"), TrainingJob.Kind.SEMANTIC_SEGMENTATION))
			.hasMessageContaining("the task is semantic-segmentation");
		assertThatThrownBy(() -> SystemSettings.of(settings("refinement", "iterative"), TrainingJob.Kind.INSTANCE_SEGMENTATION))
			.hasMessageContaining("are for the task detection");
	}
}
