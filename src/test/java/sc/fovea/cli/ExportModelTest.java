package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.model.ModelStore;

/** Exported archives, read as deepImageJ's library reads them (its checks of 2026, said in words), and by Fovea. */
class ExportModelTest extends ShellTest {

	@TempDir
	Path folder;

	@Test
	@SuppressWarnings("unchecked")
	void an_archive_has_what_deepimagej_asks_for() throws Exception {
		Path file = folder.resolve("nuclei.bioimage.io.zip");
		assertThat(run("export", "nuclei", "--output", file)).isZero();
		assertThat(out.toString()).contains("Exported 'nuclei' as bioimage.io to ");
		try (ZipFile zip = new ZipFile(file.toFile())) {
			Map<String, Object> rdf = new Yaml().load(new String(entry(zip, "rdf.yaml"), StandardCharsets.UTF_8));
			assertThat(rdf.get("id")).isEqualTo("nuclei");
			assertThat(rdf.get("documentation")).isNotNull();
			Map<String, Map<String, Object>> weights = (Map<String, Map<String, Object>>) rdf.get("weights");
			assertThat((int) weights.get("onnx").get("opset_version")).isBetween(13, 16);
			assertThat(weights.get("tensorflow_saved_model_bundle")).containsEntry("parent", "onnx").containsEntry("tensorflow_version", "1.15.0");
			for (Map<String, Object> format : weights.values()) {
				byte[] content = entry(zip, (String) format.get("source"));
				assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content))).isEqualTo(format.get("sha256"));
			}
			for (String side : List.of("inputs", "outputs")) {
				for (Map<String, Object> tensor : (List<Map<String, Object>>) rdf.get(side)) {
					checkAxes((List<Map<String, Object>>) tensor.get("axes"), side.equals("outputs"));
					assertThat(entry(zip, (String) ((Map<String, Object>) tensor.get("test_tensor")).get("source"))).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y');
				}
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "white-cells.keras", "white-cells.h5", "white-cells.onnx", "white-cells.zip" })
	void what_a_model_does_besides_its_network_is_said(String name) {
		String format = name.endsWith(".onnx") ? "onnx" : name.endsWith(".zip") ? "saved-model" : "keras";
		assertThat(run("export", "white-cells", "--format", format, "--output", folder.resolve(name))).as(err.toString()).isZero();
		assertThat(out.toString())
			.contains("Other programs get the network's own scores; Fovea also averages them over 8 orientations and calibrates them by a temperature of 0.6");
	}

	@Test
	void of_a_model_that_is_its_network_nothing_stays_behind() {
		assertThat(run("export", "nuclei", "--format", "onnx", "--output", folder.resolve("nuclei.onnx"))).isZero();
		assertThat(out.toString()).doesNotContain("Fovea also");
	}

	private static void checkAxes(List<Map<String, Object>> axes, boolean isOutput) {
		assertThat(axes.stream().map(axis -> axis.get("type"))).containsExactly("batch", "channel", "space", "space");
		assertThat((List<?>) axes.get(1).get("channel_names")).isNotEmpty();
		for (Map<String, Object> space : axes.subList(2, 4)) {
			assertThat(space.get("id")).isIn("y", "x");
			assertThat(space.containsKey("halo")).isEqualTo(isOutput);
		}
	}

	@Test
	void an_exported_archive_is_still_the_same_model_to_fovea() throws IOException {
		Path file = folder.resolve("cells.zip");
		assertThat(run("export", "blood-cells", "--output", file)).isZero();
		Model own = ModelStore.standard().load("blood-cells");
		Model again = ModelArchive.read(file);
		assertThat(again.weights()).isEqualTo(own.weights());
		assertThat(again.task()).isEqualTo(own.task());
		assertThat(again.network()).isEqualTo(own.network());
		assertThat(again.samples().outputs().keySet()).isEqualTo(Set.copyOf(own.network().outputs()));
	}

	@Test
	void the_network_alone_is_one_file() throws IOException {
		Path file = folder.resolve("nuclei.onnx");
		assertThat(run("export", "nuclei", "--format", "onnx", "--output", file)).isZero();
		assertThat(Files.size(file)).isGreaterThan(1_000_000);
		assertThat(run("export", "nuclei", "--format", "saved-model", "--output", folder.resolve("nuclei.zip"))).isZero();
		try (ZipFile zip = new ZipFile(folder.resolve("nuclei.zip").toFile())) {
			assertThat(zip.getEntry("saved_model.pb").getSize()).isGreaterThan(1_000_000);
		}
		assertThat(run("export", "nuclei", "--format", "caffe", "--output", file)).isEqualTo(2);
		assertThat(err.toString()).contains("Expected").contains("got 'caffe'");
		assertThat(filesLeft()).containsExactlyInAnyOrder("nuclei.onnx", "nuclei.zip");
	}

	@ParameterizedTest
	@ValueSource(strings = { "onnx", "bioimage.io", "saved-model", "keras" })
	void no_file_is_replaced(String format) throws IOException {
		Path file = Files.writeString(folder.resolve("mine.zip"), "something of the user's");
		assertThat(run("export", "nuclei", "--format", format, "--output", file)).isEqualTo(2);
		assertThat(err.toString()).contains("Expected a new file").contains("mine.zip").containsOnlyOnce("\n");
		assertThat(file).hasContent("something of the user's");
	}

	@Test
	void a_keras_model_is_named_so_that_keras_opens_it() throws IOException {
		assertThat(run("export", "white-cells", "--format", "keras", "--output", folder.resolve("cells.zip"))).isEqualTo(2);
		assertThat(err.toString()).contains("ends in .keras or .h5").contains("cells.zip").containsOnlyOnce("\n");
		assertThat(run("export", "white-cells", "--format", "keras", "--output", folder.resolve("cells.keras"))).isZero();
		try (ZipFile zip = new ZipFile(folder.resolve("cells.keras").toFile())) {
			assertThat(zip.stream().map(ZipEntry::getName)).containsExactly("metadata.json", "config.json", "model.weights.h5");
		}
		assertThat(run("export", "white-cells", "--format", "keras", "--output", folder.resolve("cells.h5"))).isZero();
		assertThat(Files.readAllBytes(folder.resolve("cells.h5"))).startsWith(0x89, 'H', 'D', 'F');
		assertThat(filesLeft()).containsExactlyInAnyOrder("cells.keras", "cells.h5");
	}

	private Set<String> filesLeft() throws IOException {
		try (var files = Files.list(folder)) {
			return files.map(f -> f.getFileName().toString()).collect(Collectors.toSet());
		}
	}

	private static byte[] entry(ZipFile zip, String name) throws IOException {
		assertThat(zip.getEntry(name)).as(name).isNotNull();
		return zip.getInputStream(zip.getEntry(name)).readAllBytes();
	}
}
