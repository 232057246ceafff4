package sc.fovea.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.distribution.Distribution.Ended;

/** A plain ImageJ with windows, on a screen that nobody sees (Xvfb); skipped where there is none. */
@Tag("slow")
class GuiIT {

	@TempDir
	Path folder;

	@Test
	void windows_batch_mode_recorder_and_esc_work_as_users_expect() throws Exception {
		Process screen = screen();
		try {
			Distribution.installPlugin(folder);
			Path image = Distribution.IMAGES.resolve("nuclei_touching.tif");
			Ended ended = Distribution.imageJ(new Distribution.ImageJ(folder, display(screen)), GuiSession.class, image);
			assertThat(ended.out()).contains("macro: nuclei_touching_labels in a window true", "appended: true", "appended again: true",
				"batch: right_labels rois 1", "named: right_labels", "replayed: nuclei_touching_labels", "active nuclei_touching.tif");
			assertThat(ended.out()).contains("preview changed: true", "augmented: nuclei_touching_variants 8 overlay ", "same again: true",
				"recorded run(\"Augment...\", \"recipe=fluorescence variants=8 seed=7\");");
			assertThat(ended.out())
				.contains("recorded: run(\"Segment...\", \"model=nuclei probability=0.000 overlap=0.000 scale=0.000 channel=0 device=any\");");
			assertThat(ended.out()).containsPattern("cancelled after: \\d{1,4} ms, (?!went on)");
		}
		finally {
			screen.destroy();
		}
	}

	private static Process screen() {
		try {
			return new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1400x1000x24").start();
		}
		catch (IOException e) {
			assumeTrue(false, "Xvfb is not installed: " + e.getMessage());
			throw new IllegalStateException(e);
		}
	}

	private static String display(Process screen) throws IOException {
		return ":" + new BufferedReader(new InputStreamReader(screen.getInputStream())).readLine();
	}
}
