package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fovea segment --format}, where no plugin with a format is installed. */
class FurtherFormatsTest extends ShellTest {

	@TempDir
	Path folder;

	@Test
	void a_format_that_is_not_installed_is_refused_before_anything_is_done() {
		assertThat(run("segment", folder.resolve("image.tif"), "--format", "geojson", "--output", folder.resolve("out"))).isEqualTo(2);
		assertThat(err.toString()).isEqualToIgnoringNewLines("fovea: \"format\" must be that of a plugin, and none is installed, but is \"geojson\".");
		assertThat(folder.resolve("out")).doesNotExist();
	}

	@Test
	void help_says_what_is_installed() {
		assertThat(run("segment", "--help")).isZero();
		assertThat(out.toString().replaceAll("\\s+", " ")).contains("--format=NAME,...").contains("no plugin with one is installed");
	}
}
