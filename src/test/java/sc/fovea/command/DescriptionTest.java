package sc.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fovea.architecture.ArchitectureCatalogue;
import sc.fovea.job.TrainingSettings;

class DescriptionTest {

	@TempDir
	Path folder;

	private static Description of(String network, Object... others) throws IOException {
		Map<String, Object> values = new LinkedHashMap<>();
		CommandInput.of(Describe.class).forEach(input -> values.put(input.name(), input.value()));
		values.put("network", network);
		for (int i = 0; i < others.length; i += 2) {
			values.put((String) others[i], others[i + 1]);
		}
		return Describe.of(new TrainingSettings(values));
	}

	@Test
	void every_architecture_is_listed_and_described() throws IOException {
		assertThat(Description.architectures()).contains("unet\n", "lenet5\n", "fcn-8s\n", "arXiv:1505.04597");
		for (String name : ArchitectureCatalogue.installed().names()) {
			assertThat(of(name).text(OptionalInt.of(64))).startsWith(name + ", ").contains("weights", "halo");
		}
	}

	@Test
	void an_architecture_is_shaped() throws IOException {
		String text = of("lenet5", "pooling", "l2", "pooling_size", 3, "channels", 3, "width", 2.0).text(OptionalInt.empty());
		assertThat(text).contains("l2 pooling 3x3, stride 2", "(any, any, 12)", "(any, any, 3)");
		assertThat(of("mobilenet-v1", "grid", 2).text(OptionalInt.of(64))).contains("on a grid of 2 pixels", "(32, 32, 64)");
	}

	@Test
	void a_model_is_described_as_it_is() throws IOException {
		assertThat(of("nuclei").text(OptionalInt.empty())).startsWith("nuclei, for star-convex instance segmentation").contains("foreground");
		assertThatThrownBy(() -> of("nuclei", "depth", 3)).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll("architecture to shape",
			"'nuclei'");
	}

	@Test
	void what_is_neither_is_refused() {
		assertThatThrownBy(() -> of("unett")).isInstanceOf(IOException.class).hasMessageContaining("'unett'");
	}

	@Test
	void files_hold_the_table_and_both_pictures() throws IOException {
		of("fcn-8s").write(folder.resolve("new"), "fcn", OptionalInt.empty());
		assertThat(folder.resolve("new/fcn.txt")).content().contains("upscore");
		assertThat(folder.resolve("new/fcn.svg")).content().startsWith("<svg ");
		BufferedImage drawn = ImageIO.read(Files.newInputStream(folder.resolve("new/fcn.png")));
		assertThat(drawn.getRGB(0, 0) & 0xffffff).isEqualTo(0xffffff);
		assertThat(drawn.getWidth()).isGreaterThan(500);
	}
}
