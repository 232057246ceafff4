package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sc.fovea.data.NucleiScene;
import sc.fovea.data.NucleiSimulator;
import sc.fovea.data.SimulatedImage;
import sc.fovea.image.ImageWriter;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;

/** The bundled model learns from a single image of another kind. */
class FineTuneModelTest extends ShellTest {

	@TempDir
	Path folder;

	/** Dark nuclei on bright ground, in colour: the blue channel shows them least. */
	private void writeColours() throws IOException {
		SimulatedImage image = new NucleiSimulator(NucleiScene.touching()).image(128, 96, 3);
		int[] colours = new int[128 * 96];
		for (int i = 0; i < colours.length; i++) {
			int value = Math.min(255, (image.pixels()[i] & 0xffff) / 16);
			colours[i] = 255 - value << 16 | 255 - value << 8 | 255 - value / 2;
		}
		Files.createDirectories(folder.resolve("images"));
		Files.createDirectories(folder.resolve("labels"));
		ImageWriter.saveTiff(new ImagePlus("", new ColorProcessor(128, 96, colours)), folder.resolve("images/a.tif"));
		ImageWriter.saveTiff(new ImagePlus("", new FloatProcessor(128, 96, image.labels()).convertToShort(false)), folder.resolve("labels/a.tif"));
	}

	@Test
	void one_image_of_other_channels_and_polarity_is_enough() throws IOException {
		writeColours();
		Path output = folder.resolve("mine.zip");
		assertThat(run("finetune", "--from", "nuclei", "--data", folder, "--output", output, "--steps", 2, "--freeze", "head", "--patch", 32, "--batch", 1))
			.as(err.toString()).isZero();
		assertThat(out.toString()).contains("1 image of 3 channels, ", "darker than their surroundings", "Begins with the model 'nuclei'.",
			"fitted from 1 to 3 channels", "Trained after 2 steps: ", " on a strip of the image.");
		Model model = ModelArchive.read(output);
		assertThat(model.input().channels()).isEqualTo(3);
		assertThat(model.input().pixelSizeMicrometres()).hasValue(0.5);
		assertThat(model.training().tree()).containsEntry("source", "nuclei 1.1.0").containsEntry("freeze", "head")
			.containsEntry("validation_by", "a strip of every image");
		assertThat(model.training().tree().get("source_changes")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(1);
		assertThat(model.training().tree().get("survey")).asInstanceOf(InstanceOfAssertFactories.MAP).containsEntry("channels", 3L).containsKey("contrast");
		assertThat(model.card().scores().values().get("AP@0.5")).as("what the model knew already").isGreaterThan(0.5);
	}

	@Test
	void what_cannot_be_done_is_one_line() throws IOException {
		writeColours();
		for (List<String> wrong : List.of(List.of("--freeze", "haed", "got 'haed'"), List.of("--freeze", "120%", "0% to 100%"),
			List.of("--unfreeze", "-2", "0 to 100 steps"), List.of("--freeze", "100%", "all frozen"))) {
			err.getBuffer().setLength(0);
			assertThat(run("finetune", "--from", "nuclei", "--data", folder, "--output", folder.resolve("m.zip"), "--steps", 1, wrong.get(0), wrong.get(1)))
				.isEqualTo(2);
			assertThat(err.toString()).startsWith("fovea: ").contains(wrong.get(2)).containsOnlyOnce("\n").doesNotContain("Exception");
		}
		assertThat(folder).isDirectoryNotContaining("glob:**m.zip*");
	}
}
