package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;

/** Lines of macros with values drawn at random, for every command of the menu. */
class RandomOptionsTest {

	private static final int LINES = 200;

	static Stream<Class<? extends Command>> commands() throws IOException {
		return DialogFieldsTest.commands();
	}

	@ParameterizedTest
	@MethodSource("commands")
	void what_imagej_records_is_understood_as_it_was_typed_or_refused_by_its_key(Class<? extends Command> type) throws Exception {
		CommandInfo command = new CommandInfo(type);
		List<CommandInput> inputs = MenuEntry.inputs(command);
		RandomOptions options = new RandomOptions(inputs, new Random(16));
		String printed = printed(() -> {
			for (int i = 0; i < LINES; i++) {
				check(command, inputs, options.draw());
			}
		});
		assertThat(printed).isEmpty();
	}

	private static void check(CommandInfo command, List<CommandInput> inputs, RandomOptions.Typed typed) throws Exception {
		boolean takesImage = CommandInput.takesImage(command);
		if (typed.wrong().isPresent()) {
			assertThatThrownBy(() -> MenuEntry.parse(inputs, MacroOptions.parse(typed.line()), takesImage)).as(typed.line())
				.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("\"" + typed.wrong().get() + "\" must be ")
				.hasMessageMatching("[^\\n]+\\.");
			return;
		}
		Map<String, Object> values = MenuEntry.parse(inputs, MacroOptions.parse(typed.line()), takesImage);
		assertThat(values).as(typed.line()).isEqualTo(typed.values());
		assertThat(taken(command, values)).as(typed.line()).containsAllEntriesOf(typed.values());
		assertThatThrownBy(() -> MenuEntry.parse(inputs, MacroOptions.parse(typed.line() + " nosuchkey=1"), takesImage))
			.isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("There is no key \"nosuchkey\"");
	}

	/** The settings as the command itself sees them. */
	private static Map<String, Object> taken(CommandInfo command, Map<String, Object> values) throws Exception {
		FoveaCommand instance = (FoveaCommand) command.createInstance();
		new CommandModule(command, instance).setInputs(MenuEntry.packed(command, values));
		Map<String, Object> settings = instance.settings();
		if (settings.containsKey("class_")) settings.put("class", settings.get("class_"));
		return settings;
	}

	/** What is printed meanwhile. */
	static String printed(Work work) throws Exception {
		PrintStream out = System.out;
		PrintStream err = System.err;
		ByteArrayOutputStream lines = new ByteArrayOutputStream();
		PrintStream both = new PrintStream(lines, true);
		try {
			System.setOut(both);
			System.setErr(both);
			work.run();
		}
		finally {
			System.setOut(out);
			System.setErr(err);
		}
		return lines.toString();
	}

	/** Something that may fail. */
	@FunctionalInterface
	interface Work {

		/** Does it. */
		void run() throws Exception;
	}
}
