package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tools for ImageJ's toolbar, without a display; see {@code GuiIT} for one. */
class ToolsetTest {

	private static List<String> found(Path file, String pattern) throws IOException {
		return Pattern.compile(pattern).matcher(Files.readString(file)).results().map(found -> found.group(1)).toList();
	}

	@Test
	void every_tool_starts_an_entry_of_the_menu_with_keys_that_it_has() throws IOException {
		Path toolset = Path.of("macros/toolsets/Fovea.ijm");
		List<String> entries = found(Path.of("src/main/resources/plugins.config"), "Plugins>Fovea, \"([^\"]+)\"");
		assertThat(found(toolset, "(?:run|doCommand)\\(\"([^\"]+)\"")).hasSize(7).allMatch(entries::contains);
		assertThat(found(toolset, "macro \"([^\"]+ Action Tool) - (?:C[0-9a-f]{3}|[VORFLD][0-9a-h]+)+\"")).hasSize(5).doesNotHaveDuplicates();
		assertThat(found(toolset, "run\\(\"Segment...\", \"([^\"]+)\""))
			.allSatisfy(line -> MenuEntry.parse(CommandInput.of(Segment.class), MacroOptions.parse(line), true));
		assertThat(found(toolset, "run\\(\"Detect...\", \"([^\"]+)\""))
			.allSatisfy(line -> MenuEntry.parse(CommandInput.of(Detect.class), MacroOptions.parse(line), true));
	}
}
