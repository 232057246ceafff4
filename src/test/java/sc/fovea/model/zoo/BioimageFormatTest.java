package sc.fovea.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.model.Model;
import sc.fovea.model.ModelFormatException;
import sc.fovea.model.Normalisation;
import sc.fovea.model.Npy;
import sc.fovea.model.Preprocessing;
import sc.fovea.model.export.OnnxWriter;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.task.semantic.SemanticClasses;

/** Models of bioimage.io: one of the examples of its specification, and small ones written here. */
class BioimageFormatTest {

	private static final String RDF = """
		format_version: 0.5.4
		type: model
		name: Small one
		authors: [{name: A. Person}]
		cite: [{text: A paper, doi: 10.1000/xyz}]
		license: MIT
		inputs:
		- id: raw
		  axes: [{type: batch}, {type: channel, channel_names: [a, b]}, {type: space, id: y, size: {min: 8, step: 2}}, {type: space, id: x, size: {min: 8, step: 2}}]
		  test_tensor: {source: in.npy}
		  preprocessing: [{id: ensure_dtype, kwargs: {dtype: float32}}, {id: STEP, kwargs: KWARGS}]
		outputs:
		- id: classes
		  axes: [{type: batch}, {type: channel, channel_names: [ground, cell, edge]}, {type: space, id: y, size: 8}, {type: space, id: x, size: 8}]
		  test_tensor: {source: out.npy}
		  postprocessing: [{id: softmax, kwargs: {axis: channel}}]
		weights: {FORMAT: {source: weights.onnx}}
		""";

	@TempDir
	Path folder;

	@Test
	void the_example_of_the_specification_meets_its_own_test_output() throws IOException {
		Path zip = SharedFiles.foreign("bioimageio_unet/unet2d_nuclei_broad_onnx_only.zip");
		Imported imported = ModelImport.read(zip, Optional.empty());
		assertThat(imported.format()).isEqualTo("bioimage.io 0.5.4");
		assertThat(imported.model().input().normalisation()).isEqualTo(new Normalisation.Standard(1e-6));
		assertThat(imported.model().card().credits().licence()).isEqualTo("MIT");
		try (Backend backend = new TensorFlowProvider().open(BackendOptions.cpu())) {
			SampleCheck check = SampleCheck.of(imported.model(), backend);
			assertThat(check.outputs()).isEqualTo(1);
			assertThat(check.difference()).isLessThan(1e-4);
		}
	}

	/** A network of softmax over three classes, its test tensors computed by the slow loops. */
	private Path archive(String step, String kwargs, Normalisation normalisation, String format) throws IOException {
		Network logits = Network.input("raw", 2).then("scores", Convolution.of(3, 3));
		Network whole = logits.then("classes", new Activation(Activation.Function.SOFTMAX));
		Weights weights = Weights.initialise(logits, 4);
		Tensor raw = Tensor.zeros(1, 8, 8, 2);
		for (int i = 0; i < raw.data().length; i++) {
			raw.data()[i] = i * i % 31;
		}
		Files.writeString(folder.resolve("rdf.yaml"), RDF.replace("STEP", step).replace("KWARGS", kwargs).replace("FORMAT", format));
		Files.write(folder.resolve("weights.onnx"), OnnxWriter.write(logits, weights, OnnxWriter.Layout.CHANNELS_FIRST));
		Files.write(folder.resolve("in.npy"), Npy.write(raw.transposed(0, 3, 1, 2)));
		try (Backend backend = new ReferenceProvider().open(BackendOptions.cpu()); var runner = backend.runner(whole, weights)) {
			Tensor answer = runner.run(Map.of("raw", Preprocessing.apply(normalisation, raw))).get("classes");
			Files.write(folder.resolve("out.npy"), Npy.write(answer.transposed(0, 3, 1, 2)));
		}
		return folder;
	}

	@Test
	void preprocessing_postprocessing_classes_and_credits_are_those_of_the_description() throws IOException {
		Map<String, Normalisation> steps = Map.of("scale_range", new Normalisation.Percentile(2, 98), "scale_linear", new Normalisation.Fixed(0.5, -3),
			"fixed_zero_mean_unit_variance", new Normalisation.MeanDeviation(List.of(3.0, 4.0), List.of(2.0, 5.0)), "zero_mean_unit_variance",
			new Normalisation.Standard(1e-6));
		Map<String, String> kwargs = Map.of("scale_range", "{min_percentile: 2, max_percentile: 98, axes: [y, x]}", "scale_linear", "{gain: 0.5, offset: -3}",
			"fixed_zero_mean_unit_variance", "{mean: [3, 4], std: [2, 5], axis: channel}", "zero_mean_unit_variance", "{axes: [y, x]}");
		for (Map.Entry<String, Normalisation> step : steps.entrySet()) {
			Model model = ModelImport.read(archive(step.getKey(), kwargs.get(step.getKey()), step.getValue(), "onnx"), Optional.empty()).model();
			assertThat(model.input().normalisation()).isEqualTo(step.getValue());
			assertThat(model.task()).isEqualTo(new SemanticClasses(List.of("ground", "cell", "edge"), model.network().outputs().get(0)));
			assertThat(model.card().credits().authors()).containsExactly("A. Person");
			assertThat(model.card().credits().citations().get(0).isDoi()).isTrue();
			try (Backend backend = new ReferenceProvider().open(BackendOptions.cpu())) {
				assertThat(SampleCheck.of(model, backend).difference()).as(step.getKey()).isLessThan(1e-5);
			}
		}
	}

	@Test
	void what_cannot_be_had_is_named() throws IOException {
		assertRefused(archive("clip", "{min: 0}", new Normalisation.None(), "onnx"), "\"clip\"");
		assertRefused(archive("scale_linear", "{gain: 2}", new Normalisation.Fixed(2, 0), "torchscript"), "torchscript");
		Path rdf = archive("scale_linear", "{gain: 2}", new Normalisation.Fixed(2, 0), "onnx").resolve("rdf.yaml");
		Files.write(rdf,
			Files.readString(rdf).replace("{type: space, id: y, size: {min: 8, step: 2}}", "{type: space, id: z}").getBytes(StandardCharsets.UTF_8));
		assertRefused(folder, "\"bczx\"");
	}

	@Test
	void a_wrong_answer_is_told() throws IOException {
		Path archive = archive("scale_linear", "{gain: 2}", new Normalisation.Fixed(3, 0), "onnx");
		Model model = ModelImport.read(archive, Optional.empty()).model();
		try (Backend backend = new ReferenceProvider().open(BackendOptions.cpu())) {
			SampleCheck check = SampleCheck.of(model, backend);
			assertThat(check.agrees()).isFalse();
			assertThat(check.sentence()).contains("NOT met");
		}
	}

	private static void assertRefused(Path source, String word) {
		assertThatThrownBy(() -> ModelImport.read(source, Optional.empty())).isInstanceOf(ModelFormatException.class).hasMessageContaining(word);
	}
}
