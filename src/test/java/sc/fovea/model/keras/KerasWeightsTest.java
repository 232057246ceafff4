package sc.fovea.model.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;

import sc.fovea.architecture.MobileNetV1;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.model.ModelFormatException;
import sc.fovea.net.Convolution;
import sc.fovea.net.Dense;
import sc.fovea.net.Network;
import sc.fovea.net.Normalization;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.net.TransposedConvolution;
import sc.fovea.net.Weights;

/** Weights that Keras wrote, files of the same kind written here, and files that are none. */
class KerasWeightsTest {

	@TempDir
	Path folder;

	/** The network of {@code small.h5}. */
	private static Network small() {
		return Network.input("image", new Shape(6, 5, 2)).then("full", full()).then("each", each()).then("norm", Normalization.batch())
			.then("up", new TransposedConvolution(2, 2, 2, true)).then("classes", Dense.of(4));
	}

	private static Convolution full() {
		Convolution square = Convolution.of(3, 3);
		return new Convolution(3, new Size(3, 2), square.stride(), 1, square.padding(), square.connection(), true);
	}

	private static Convolution each() {
		Convolution single = Convolution.depthwise(3);
		return new Convolution(2, single.kernel(), single.stride(), 1, single.padding(), single.connection(), true);
	}

	@Test
	void every_kind_of_layer_of_a_whole_model_takes_its_weights_and_answers_as_in_keras() throws IOException {
		Network network = small();
		Weights weights = KerasWeights.read(resource(), network);
		assertThat(weights).isEqualTo(KerasFeatures.recipe(network));
		try (Runner runner = new ReferenceProvider().open(BackendOptions.cpu()).runner(network, weights)) {
			Tensor answer = runner.run(Map.of("image", KerasFeatures.image(6, 5, 2))).get("classes");
			assertThat(KerasFeatures.of("small").distance(answer)).isLessThan(1e-6);
		}
	}

	@Test
	void layers_that_are_no_nodes_are_left() throws IOException {
		Network part = small().upTo("norm");
		assertThat(KerasWeights.read(resource(), part)).isEqualTo(KerasFeatures.recipe(part));
	}

	@Test
	void weights_saved_alone_and_those_of_a_model_inside_a_model_are_found() throws IOException {
		Network network = new MobileNetV1().features(1, 1 / 16.0);
		Weights weights = KerasFeatures.recipe(network);
		assertThat(KerasWeights.read(write(network, weights, false), network)).isEqualTo(weights);
		assertThat(KerasWeights.read(write(network, weights, true), network)).isEqualTo(weights);
	}

	@Test
	void another_width_or_number_of_channels_is_refused_with_the_layer_and_both_shapes() throws IOException {
		Network network = new MobileNetV1().features(1, 1 / 16.0);
		Path file = write(network, KerasFeatures.recipe(network), false);
		assertRefused(file, new MobileNetV1().features(1, 1 / 8.0), "conv1/kernel:0", "[3, 3, 1, 4]", "[3, 3, 1, 2]", "width multiplier");
		assertRefused(file, new MobileNetV1().features(3, 1 / 16.0), "conv1/kernel:0", "[3, 3, 3, 2]", "[3, 3, 1, 2]", "channels");
	}

	@Test
	void a_missing_layer_or_weight_is_named() throws IOException {
		assertRefused(resource(), small().then("more", Dense.of(1)), "more", "another network");
		Network biased = Network.input("image", 2).then("norm", Convolution.pointwise(6));
		assertRefused(resource(), biased, "norm", "kernel or depthwise_kernel", "gamma");
	}

	@Test
	void files_of_other_kinds_are_refused() throws IOException {
		assertRefused(folder.resolve("none.h5"), small(), "none.h5", "nothing");
		assertRefused(folder, small(), "nothing");
		Path text = Files.writeString(folder.resolve("text.h5"), "no HDF5 at all\n");
		assertRefused(text, small(), "text.h5", "HDF5");
		Path other = folder.resolve("other.h5");
		try (WritableHdfFile hdf = HdfFile.write(other)) {
			hdf.putDataset("numbers", new float[] { 1, 2 });
		}
		assertRefused(other, small(), "layer_names", ".weights.h5");
	}

	@Test
	void numbers_that_are_none_are_refused() throws IOException {
		Network network = Network.input("image", 2).then("a", Convolution.pointwise(2));
		Weights weights = KerasFeatures.recipe(network);
		weights.get("a.kernel").data()[3] = Float.NaN;
		assertRefused(write(network, weights, false), network, "a/kernel:0", "finite", "NaN");
	}

	@Test
	void whole_numbers_are_refused() throws IOException {
		Path file = folder.resolve("int.h5");
		try (WritableHdfFile hdf = HdfFile.write(file)) {
			hdf.putAttribute("layer_names", new String[] { "a" });
			WritableGroup layer = hdf.putGroup("a");
			layer.putAttribute("weight_names", new String[] { "kernel" });
			layer.putDataset("kernel", new int[1][1][2][2]);
		}
		assertRefused(file, Network.input("image", 2).then("a", Convolution.pointwise(2).withoutBias()), "kernel", "32 or 64 bits", "int");
	}

	@Test
	void a_truncated_file_gives_one_sentence() throws IOException {
		byte[] whole = Files.readAllBytes(resource());
		for (int i = 0; i < 40; i++) {
			byte[] part = Arrays.copyOf(whole, whole.length * i / 40);
			assertThat(outcome(part)).as("%d bytes", part.length).isEqualTo("refused");
		}
	}

	@Test
	void a_damaged_file_gives_its_weights_or_one_sentence() throws IOException {
		byte[] whole = Files.readAllBytes(resource());
		SplittableRandom random = new SplittableRandom(1);
		int refused = 0;
		for (int i = 0; i < 200; i++) {
			byte[] damaged = whole.clone();
			for (int k = 0; k <= i % 4; k++) {
				damaged[random.nextInt(whole.length)] = (byte) (random.nextInt(3) == 0 ? 0xff : random.nextInt(256));
			}
			refused += outcome(damaged).equals("refused") ? 1 : 0;
		}
		assertThat(refused).isGreaterThan(10);
	}

	private String outcome(byte[] content) throws IOException {
		Path file = Files.write(folder.resolve("damaged.h5"), content);
		return assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
			try {
				KerasWeights.read(file, small()).check(small());
				return "read";
			}
			catch (ModelFormatException e) {
				assertThat(e.getMessage()).contains("damaged.h5").doesNotContain("\n").hasSizeLessThan(1000);
				return "refused";
			}
		});
	}

	private static void assertRefused(Path file, Network network, String... parts) {
		assertThatThrownBy(() -> KerasWeights.read(file, network)).isInstanceOf(ModelFormatException.class).hasMessageContainingAll(parts);
	}

	private Path resource() throws IOException {
		Path file = folder.resolve("small.h5");
		if (!Files.exists(file)) {
			try (InputStream in = getClass().getResourceAsStream("/keras/small.h5")) {
				Files.copy(in, file);
			}
		}
		return file;
	}

	private Path write(Network network, Weights weights, boolean nested) {
		return KerasFiles.write(folder.resolve(nested ? "nested.h5" : "flat.h5"), network, weights, nested);
	}
}
