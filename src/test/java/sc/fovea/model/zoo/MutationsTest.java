package sc.fovea.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.model.export.OnnxWriter;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;

/** Damaged models of other programs: one sentence each, whatever was damaged. {@code sc.fovea.ZooMutations} does it for any file. */
class MutationsTest {

	private static final int FEW = 50;
	private static final int MANY = 3000;

	@TempDir
	Path folder;

	private static Path resource(String name) throws Exception {
		return Path.of(MutationsTest.class.getResource(name).toURI());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/stardist/grid1", "/stardist/keras3-normalized", "/keras/whole/unet.h5", "/keras/whole/unet.keras",
		"/savedmodel/functions" })
	void a_damaged_model_is_read_or_refused_in_one_sentence(String name) throws Exception {
		assertThat(unexpected(Mutations.of(resource(name), FEW, 7))).isEmpty();
	}

	@Test
	void a_damaged_onnx_model_is_read_or_refused_in_one_sentence() throws Exception {
		assertThat(unexpected(Mutations.of(onnx(), 4 * FEW, 7))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/onnx/bilinear-13.onnx", "/onnx/padded-11.onnx", "/onnx/cross-20.onnx" })
	void a_damaged_export_of_pytorch_is_read_or_refused_in_one_sentence(String name) throws Exception {
		assertThat(unexpected(Mutations.of(resource(name), 4 * FEW, 7))).isEmpty();
	}

	@Tag("release")
	@ParameterizedTest
	@ValueSource(strings = { "/onnx/bilinear-13.onnx", "/onnx/padded-11.onnx", "/onnx/cross-20.onnx", "/onnx/nearest-20.onnx", "/onnx/mobile-12.onnx" })
	void thousands_of_damaged_exports_of_pytorch_are_read_or_refused_in_one_sentence(String name) throws Exception {
		assertThat(unexpected(Mutations.of(resource(name), MANY, 8))).isEmpty();
	}

	@Tag("release")
	@ParameterizedTest
	@ValueSource(strings = { "/stardist/grid1", "/stardist/keras3-normalized", "/keras/whole/unet.h5", "/keras/whole/unet.keras",
		"/savedmodel/functions" })
	void thousands_of_damaged_models_are_read_or_refused_in_one_sentence(String name) throws Exception {
		assertThat(unexpected(Mutations.of(resource(name), MANY, 8))).isEmpty();
	}

	private Path onnx() throws Exception {
		Network network = Network.input("image", 3).then("a", Convolution.of(2, 3)).then("b", Convolution.depthwise(3));
		return Files.write(folder.resolve("small.onnx"), OnnxWriter.write(network, Weights.initialise(network, 1), OnnxWriter.Layout.CHANNELS_FIRST));
	}

	@Tag("release")
	@Test
	void thousands_of_damaged_onnx_models_are_read_or_refused_in_one_sentence() throws Exception {
		assertThat(unexpected(Mutations.of(onnx(), MANY, 8))).isEmpty();
	}

	@Tag("slow")
	@ParameterizedTest
	@ValueSource(strings = { "/stardist/grid1", "/stardist/keras3-normalized", "/keras/whole/unet.h5", "/keras/whole/unet.keras",
		"/savedmodel/functions" })
	void hundreds_of_damaged_models_are_read_or_refused_in_one_sentence(String name) throws Exception {
		assertThat(unexpected(Mutations.of(resource(name), 10 * FEW, 9))).isEmpty();
	}

	/** Times are no matter of a test. */
	private static List<String> unexpected(Mutations mutations) {
		return mutations.failures().stream().filter(failure -> !failure.contains(" took ")).toList();
	}
}
