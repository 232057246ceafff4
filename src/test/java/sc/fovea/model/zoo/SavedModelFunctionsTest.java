package sc.fovea.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.SavedModel;

import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.model.Model;
import sc.fovea.model.ModelFormatException;
import sc.fovea.model.Normalisation;
import sc.fovea.model.Npy;
import sc.fovea.net.Tensor;
import sc.fovea.task.classification.ImageClasses;
import sc.fovea.task.semantic.SemanticClasses;

/** SavedModels of TensorFlow 2, whose graphs are in functions, against what TensorFlow answers; the script beside the file made it. */
class SavedModelFunctionsTest {

	/** What TensorFlow 2.21 answers to {@link #ramp} and to the ramp times 40 minus 20. */
	private static final float[] KEYWORDS = { 0.024553126f, 0.024596201f, 0.012743547f, 0.0083604753f, 0.014319396f, 0.044271152f, 0.011462553f, 0.0094538089f,
		0.015735345f, 0.0085210260f, 0.00041058930f, 0.82557279f };
	private static final float[] LOUD_KEYWORDS = { 0.00020339692f, 0.0050714267f, 6.3929518e-5f, 0.051795185f, 3.2385e-8f, 1.02187e-8f, 2.528798e-5f,
		6.3535e-8f,
		7.2e-11f, 0.93703371f, 3.9e-9f, 0.0058069294f };

	@TempDir
	Path temporary;

	private static Path file(String name) throws Exception {
		return Path.of(SavedModelFunctionsTest.class.getResource("/savedmodel/functions/" + name).toURI());
	}

	/** 0, 7, 14, … modulo 256, divided by 255. */
	private static Tensor ramp(int... shape) {
		Tensor image = Tensor.zeros(shape);
		for (int i = 0; i < image.data().length; i++)
			image.data()[i] = i * 7 % 256 / 255f;
		return image;
	}

	private static Tensor line(Tensor image, float scale, float offset) {
		float[] values = image.data().clone();
		for (int i = 0; i < values.length; i++)
			values[i] = values[i] * scale + offset;
		return Tensor.of(values, image.shape());
	}

	private static float[] answer(Model model, Tensor image) {
		try (Runner runner = new ReferenceProvider().open(BackendOptions.cpu()).runner(model.network(), model.weights())) {
			return runner.run(Map.of(model.imageInput(), image)).values().iterator().next().data();
		}
	}

	@Test
	void functions_in_functions_answer_as_in_tensorflow() throws Exception {
		Imported imported = ModelImport.read(file("."), Optional.of("functions"));
		Model model = imported.model();
		assertThat(imported.format()).isEqualTo("SavedModel of TensorFlow 2.21.0");
		assertThat(model.input().normalisation()).as("image * 2 - 0.5, the first operations").isEqualTo(new Normalisation.Fixed(2, -0.5));
		assertThat(model.task()).isInstanceOfSatisfying(SemanticClasses.class, task -> assertThat(task.classes()).hasSize(3));
		float[] theirs = Npy.read(Files.readAllBytes(file("expected.npy"))).data();
		assertThat(answer(model, line(ramp(1, 12, 10, 2), 2, -0.5f))).containsExactly(theirs, within(1e-5f));
	}

	@Test
	void a_network_for_spoken_words_answers_as_in_tensorflow() throws IOException {
		Model model = ModelImport.read(SharedFiles.foreign("savedmodel_tf2"), Optional.of("words")).model();
		assertThat(model.task()).isInstanceOfSatisfying(ImageClasses.class, task -> assertThat(task.classes()).hasSize(12));
		assertThat(answer(model, ramp(1, 49, 10, 1))).containsExactly(KEYWORDS, within(1e-5f));
		assertThat(answer(model, line(ramp(1, 49, 10, 1), 40, -20))).containsExactly(LOUD_KEYWORDS, within(1e-5f));
	}

	/** The model with its graph changed. */
	private void assertRefused(Consumer<GraphDef.Builder> change, String... words) throws Exception {
		Path folder = Files.createTempDirectory(temporary, "changed");
		SavedModel.Builder model = SavedModel.parseFrom(Files.readAllBytes(file("saved_model.pb"))).toBuilder();
		change.accept(model.getMetaGraphsBuilder(0).getGraphDefBuilder());
		Files.write(folder.resolve("saved_model.pb"), model.build().toByteArray());
		Files.createDirectories(folder.resolve("variables"));
		for (String name : List.of("variables/variables.index", "variables/variables.data-00000-of-00001"))
			Files.copy(file(name), folder.resolve(name));
		assertThatThrownBy(() -> ModelImport.read(folder, Optional.empty())).isInstanceOf(ModelFormatException.class).hasMessageContainingAll(words)
			.hasMessageEndingWith(".");
	}

	/** Changes nodes of all functions. */
	private static Consumer<GraphDef.Builder> inFunctions(Consumer<NodeDef.Builder> change) {
		return graph -> graph.getLibraryBuilder().getFunctionBuilderList().forEach(function -> function.getNodeDefBuilderList().forEach(change));
	}

	private static String called(GraphDef.Builder graph, String part) {
		return graph.getLibrary().getFunctionList().stream().map(function -> function.getSignature().getName()).filter(name -> name.contains(part)).findFirst()
			.orElseThrow();
	}

	@Test
	void operations_outside_the_list_are_refused_by_name() throws Exception {
		assertRefused(inFunctions(node -> {
			if (node.getOp().equals("Relu")) node.setOp("ReadFile");
		}), "Operation ReadFile", "Expected an operation that Fovea has");
	}

	@Test
	void other_outputs_of_an_operation_are_no_image() throws Exception {
		assertRefused(inFunctions(node -> {
			for (int i = 0; i < node.getInputCount(); i++)
				node.setInput(i, node.getInput(i).replace(":y:0", ":batch_mean:0"));
		}), "FusedBatchNormV3", ":1");
	}

	@Test
	void functions_that_call_themselves_are_refused_by_name() throws Exception {
		assertRefused(graph -> {
			String twice = called(graph, "twice");
			graph.getLibraryBuilder().getFunctionBuilderList().stream().filter(function -> function.getSignature().getName().equals(twice))
				.forEach(function -> function.getNodeDefBuilder(0).clearInput()
					.addAllInput(function.getSignature().getInputArgList().stream().map(OpDef.ArgDef::getName).toList())
					.putAttr("f", call(twice)));
		}, "functions that do not call themselves", "twice");
	}

	@Test
	void functions_that_the_file_has_not_are_refused_by_name() throws Exception {
		assertRefused(inFunctions(node -> {
			if (node.getOp().equals("StatefulPartitionedCall")) node.putAttr("f", call("elsewhere"));
		}), "Expected a function of the graph, got \"elsewhere\"");
	}

	@Test
	void functions_that_double_at_each_level_are_refused_before_they_fill_the_memory() throws Exception {
		assertRefused(graph -> tower(graph, 40, 2), "functions of at most 1000000 nodes and inputs");
		assertRefused(graph -> tower(graph, 100, 1), "at most 64 functions in each other");
	}

	private static AttrValue call(String function) {
		return AttrValue.newBuilder().setFunc(NameAttrList.newBuilder().setName(function)).build();
	}

	/** Functions of which each calls the next so often, in place of the model's own. */
	private static void tower(GraphDef.Builder graph, int levels, int calls) {
		FunctionDefLibrary.Builder library = FunctionDefLibrary.newBuilder();
		for (int level = 0; level < levels; level++) {
			FunctionDef.Builder function = FunctionDef.newBuilder().putRet("y", "c" + (calls - 1) + ":output:0");
			function.getSignatureBuilder().setName("f" + level).addInputArg(OpDef.ArgDef.newBuilder().setName("x"))
				.addOutputArg(OpDef.ArgDef.newBuilder().setName("y"));
			for (int i = 0; i < calls; i++)
				function.addNodeDef(NodeDef.newBuilder().setName("c" + i).setOp("PartitionedCall").addInput(i == 0 ? "x" : "c" + (i - 1) + ":output:0")
					.putAttr("f", call("f" + (level + 1))));
			library.addFunction(function);
		}
		FunctionDef.Builder last = FunctionDef.newBuilder().putRet("y", "r:activations:0")
			.addNodeDef(NodeDef.newBuilder().setName("r").setOp("Relu").addInput("x"));
		last.getSignatureBuilder().setName("f" + levels).addInputArg(OpDef.ArgDef.newBuilder().setName("x"))
			.addOutputArg(OpDef.ArgDef.newBuilder().setName("y"));
		library.addFunction(last);
		graph.setLibrary(library);
		graph.getNodeBuilderList().stream().filter(node -> node.getName().equals("StatefulPartitionedCall"))
			.forEach(node -> node.clearInput().addInput("serving_default_image").putAttr("f", call("f0")));
	}
}
