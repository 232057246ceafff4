package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MacroOptionsTest {

	@Test
	void values_with_spaces_stand_in_brackets_and_a_key_alone_is_true() {
		assertThat(MacroOptions.parse("model=nuclei input=[my cells.tif] rois Probability=0.5 empty=[] ").values())
			.containsExactly(entry("model", "nuclei"), entry("input", "my cells.tif"), entry("rois", "true"), entry("probability", "0.5"), entry("empty", ""));
		assertThat(MacroOptions.parse("  ").values()).isEmpty();
	}

	@Test
	void a_line_that_is_not_well_formed_is_an_error() {
		assertThatThrownBy(() -> MacroOptions.parse("input=[cells")).hasMessageContaining("Expected a ] after \"[cells\"");
		assertThatThrownBy(() -> MacroOptions.parse("scale=1 scale=2")).hasMessage("Expected each key once, got \"scale\" twice.");
		assertThatThrownBy(() -> MacroOptions.parse("=3")).hasMessageContaining("without a key");
	}

	@Test
	void keys_and_values_are_checked_against_the_command() {
		List<CommandInput> inputs = CommandInput.of(Segment.class);
		Map<String, Object> values = parse(inputs, "scale=2 measure rois=false input=x");
		assertThat(values).containsEntry("scale", 2.0).containsEntry("measure", true).containsEntry("rois", false).containsEntry("model", "automatic")
			.containsEntry("channel", "0").containsEntry("device", "any").doesNotContainKey("input");
		assertThatThrownBy(() -> parse(inputs, "probabilty=0.5")).hasMessage("There is no key \"probabilty\"; the keys are model, probability, overlap, "
			+ "scale, channel, slices, shape, rois, measure, measured, maps, roi, device, backend, input.");
		assertThatThrownBy(() -> parse(inputs, "scale=two")).hasMessage("\"scale\" must be a number, but is \"two\".");
		assertThatThrownBy(() -> parse(inputs, "scale=NaN")).hasMessage("\"scale\" must be a number, but is \"NaN\".");
		assertThatThrownBy(() -> parse(CommandInput.of(Evaluate.class), "worst=1.5")).hasMessage("\"worst\" must be a whole number, but is \"1.5\".");
		assertThatThrownBy(() -> parse(inputs, "rois=maybe")).hasMessage("\"rois\" must be true or false, but is \"maybe\".");
		assertThatThrownBy(() -> parse(inputs, "device=tpu")).hasMessageContaining("\"device\" must be one of any, cpu, gpu");
	}

	@Test
	void every_key_is_one_lower_case_word_and_begins_its_label_so_that_imagej_records_it() {
		for (CommandInput input : CommandInput.of(Segment.class)) {
			assertThat(input.name()).matches("[a-z]+");
			assertThat(input.label().split(" ")[0].toLowerCase()).isEqualTo(input.name());
			assertThat(input.description()).endsWith(".");
		}
	}

	private static Map<String, Object> parse(List<CommandInput> inputs, String line) {
		return MenuEntry.parse(inputs, MacroOptions.parse(line), true);
	}
}
