package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** What is the same for all commands. */
class FoveaCommandTest {

	/** Reads pixels of an image that is closed meanwhile. */
	@Plugin(type = org.scijava.command.Command.class, label = "Closing...")
	public static final class Closing extends FoveaCommand {

		@Parameter(required = false)
		private ImagePlus input;

		private boolean stopsInTime;
		private boolean closes;

		@Override
		protected void execute() {
			if (closes) input.flush();
			if (stopsInTime && isCanceled()) throw new CancellationException();
			input.getProcessor().get(0);
			throw new IllegalStateException("a mistake in the program");
		}
	}

	private static Closing run(boolean closes, boolean stopsInTime) {
		Closing command = new Closing();
		command.input = new ImagePlus("cells.tif", new ByteProcessor(4, 4));
		command.closes = closes;
		command.stopsInTime = stopsInTime;
		command.run();
		return command;
	}

	@Test
	void an_image_that_is_closed_meanwhile_ends_the_command_with_a_sentence() {
		for (boolean stopsInTime : new boolean[] { true, false }) {
			Closing command = run(true, stopsInTime);
			assertThat(command.isCanceled()).isTrue();
			assertThat(command.getCancelReason()).isEqualTo("\"cells.tif\" was closed before the work on it had ended; open it again, and leave it open.");
		}
	}

	@Test
	void other_mistakes_are_not_hidden() {
		assertThatThrownBy(() -> run(false, false)).isInstanceOf(IllegalStateException.class);
	}

	/** Fiji's search bar would list the command beside its menu entry. */
	@Test
	void commands_with_a_menu_entry_are_hidden_elsewhere() throws Exception {
		List<String> classes = Pattern.compile("MenuEntry\\(\"([\\w.]+)\"\\)").matcher(Files.readString(Path.of("src/main/resources/plugins.config"))).results()
			.map((MatchResult found) -> found.group(1)).toList();
		assertThat(classes).hasSizeGreaterThan(10);
		for (String name : classes) {
			assertThat(Class.forName(name).getAnnotation(Plugin.class).visible()).as(name).isFalse();
		}
	}
}
