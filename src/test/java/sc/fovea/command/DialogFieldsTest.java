package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.Test;
import org.scijava.command.Command;
import sc.fovea.task.PretrainedOption;

/** What dialogs show first, and what their buttons choose. */
class DialogFieldsTest {

	private static List<String> names(List<CommandInput> inputs) {
		return inputs.stream().map(CommandInput::name).toList();
	}

	static Stream<Class<? extends Command>> commands() throws IOException {
		return Pattern.compile("MenuEntry\\(\"([\\w.]+)\"\\)").matcher(Files.readString(Path.of("src/main/resources/plugins.config"))).results()
			.map(found -> command(found.group(1)));
	}

	private static Class<? extends Command> command(String name) {
		try {
			return Class.forName(name).asSubclass(Command.class);
		}
		catch (ClassNotFoundException e) {
			throw new IllegalStateException(e);
		}
	}

	@ParameterizedTest
	@MethodSource("commands")
	void every_dialog_has_each_field_once_and_few_of_them_first(Class<? extends Command> command) {
		List<CommandInput> inputs = CommandInput.of(command);
		DialogFields fields = DialogFields.of(inputs);
		assertThat(fields.all()).containsExactlyInAnyOrderElementsOf(inputs);
		assertThat(fields.first()).hasSizeLessThanOrEqualTo(8);
		assertThat(fields.first()).containsAll(inputs.stream().filter(CommandInput::isRequired).toList());
	}

	/** A path is what a description calls a file or a folder of its own. */
	@ParameterizedTest
	@MethodSource("commands")
	void every_folder_and_file_can_be_browsed(Class<? extends Command> command) {
		for (CommandInput input : CommandInput.of(command)) {
			boolean isPath = List.of("data", "output", "predicted", "plan", "source").contains(input.name()) && !command.getPackageName().endsWith("annotate");
			assertThat(!input.browsed().isEmpty()).as(command.getSimpleName() + " " + input.name()).isEqualTo(isPath);
		}
	}

	@Test
	void what_is_right_for_most_is_in_groups_behind_a_button() {
		DialogFields fields = DialogFields.of(CommandInput.of(Train.class));
		assertThat(names(fields.first())).startsWith("data", "name", "output", "task", "minutes").doesNotContain("steps", "recipe", "dropout", "device");
		assertThat(fields.more().keySet()).containsExactly("Length of the training", "Images of the training", "Network", "Where it runs");
		assertThat(names(fields.more().get("Where it runs"))).containsExactly("device", "backend");
		assertThat(DialogFields.of(CommandInput.of(Augment.class)).more()).as("a small dialog").isEmpty();
	}

	@Test
	void what_was_typed_comes_back_and_opens_what_holds_it() {
		DialogFields usual = DialogFields.of(CommandInput.of(Train.class));
		assertThat(usual.isMoreNeeded(usual, "")).isFalse();
		DialogFields first = usual.with(Map.of("data", "/cells", "proposals", 7));
		assertThat(first.first().get(0).value()).isEqualTo("/cells");
		assertThat(first.isMoreNeeded(usual, "\"data\" is wrong.")).isFalse();
		assertThat(first.isMoreNeeded(usual, "\"dropout\" is wrong.")).isTrue();
		DialogFields hidden = usual.with(Map.of("steps", 7));
		assertThat(hidden.isMoreNeeded(usual, "")).isTrue();
	}

	@Test
	void fields_are_explained_with_their_keys() {
		List<CommandInput> inputs = CommandInput.of(Augment.class);
		assertThat(DialogFields.help("Augment", inputs)).startsWith("<html>").contains("(<code>variants</code>)").doesNotContain("< ");
		assertThat(inputs.stream().map(DialogFields::note)).allMatch(note -> note.matches(".+ \\([a-z_]+\\)"));
		assertThat(CommandInput.of(PretrainedOption.WEIGHTS).browsed()).isEqualTo(CommandInput.FILE);
	}
}
