package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelChoicesTest {

	@TempDir
	Path folder;

	@AfterEach
	void forget() {
		System.clearProperty("fovea.models");
	}

	@Test
	void a_dialog_offers_the_models_that_its_command_can_use() throws IOException {
		BrightnessModel.install(folder);
		assertThat(new Segment().choices("model")).contains("nuclei").doesNotContain("blood-cells", BrightnessModel.NAME);
		assertThat(new Detect().choices("model")).contains("blood-cells").doesNotContain("nuclei", BrightnessModel.NAME);
		assertThat(new Classify().choices("model")).containsExactlyInAnyOrder("white-cells", BrightnessModel.NAME);
		assertThat(new Localize().choices("model")).isEmpty();
		assertThat(new Segment().choices("device")).isEmpty();
		assertThat(new Classify().missing()).isEmpty();
		assertThat(new Localize().missing().orElseThrow()).contains("no model for localization", "train one first");
	}
}
