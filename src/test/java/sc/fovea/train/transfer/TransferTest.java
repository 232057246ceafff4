package sc.fovea.train.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;
import ij.process.FloatProcessor;

import sc.fovea.architecture.StarHeads;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.architecture.UNet;
import sc.fovea.backend.Adam;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.data.Sample;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.Precision;
import sc.fovea.model.Samples;
import sc.fovea.model.TrainingRecord;
import sc.fovea.net.Pooling;
import sc.fovea.net.Weights;
import sc.fovea.task.instance.StarPatches;
import sc.fovea.task.instance.StarSetup;
import sc.fovea.task.semantic.SemanticPatches;
import sc.fovea.task.semantic.SemanticSetup;
import sc.fovea.train.ExportSettings;
import sc.fovea.train.ModelTraining;
import sc.fovea.train.TestSamples;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.TrainingSetup;
import sc.fovea.train.loop.Checkpoint;
import sc.fovea.train.loop.Watcher;
import sc.fovea.train.plan.Budget;
import sc.fovea.train.plan.DataSurvey;
import sc.fovea.train.plan.Schedule;
import sc.fovea.train.plan.TrainingPlan;
import sc.fovea.train.sample.FilePlane;
import sc.fovea.train.sample.Split;

/** From a model to another, with real training. */
class TransferTest {

	private static final TrunkOptions TRUNK = new TrunkOptions(1, 2, 4, 2, Pooling.Kind.MAX, 0.2);
	private static final StarSetup INSTANCES = new StarSetup(new UNet(), TRUNK, new StarHeads(8, 8));
	private static final SemanticSetup CLASSES = new SemanticSetup(new UNet(), TRUNK, List.of("background", "cell"));
	private static final ModelInput INPUT = new ModelInput(1, new Normalisation.Percentile(1, 99.8), OptionalDouble.of(0.5));
	private static final List<Sample> NUCLEI = TestSamples.easyNuclei(4, 48);

	private static TrainingBackend backend;

	@TempDir
	private Path folder;

	@BeforeAll
	static void open() {
		backend = (TrainingBackend) new TensorFlowProvider().open(BackendOptions.cpu());
	}

	@AfterAll
	static void close() {
		backend.close();
	}

	private static Model model(TrainingSetup task, double contrast) {
		TrainingRecord record = new TrainingRecord(Map.of(SourceLook.SURVEY, Map.of("contrast", contrast, "median_diameter", 10)));
		return new Model(TrainingJob.About.named("source").card(), INPUT, task.settings(), task.network(), Weights.initialise(task.network(), 4), record,
			Samples.NONE);
	}

	private static DataSurvey survey(int channels, double diameter, double contrast) {
		return new DataSurvey(3, 1000, channels, new DataSurvey.Objects(9, diameter, 2 * diameter), contrast);
	}

	/** Dark objects, mostly in the second channel. */
	private static Sample sample(int channels) {
		int[] labels = IntStream.range(0, 100).map(i -> i % 3 == 0 ? 1 : 0).toArray();
		float[] pixels = new float[100 * channels];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = 0.01f * (i * 37 % 23) + (labels[i / channels] == 1 ? 0.4f - 0.2f * (i % channels) : 0.6f);
		}
		return new Sample("mixed", 10, 10, channels, pixels, labels);
	}

	private static AdaptedModel transferred(Model source, DataSurvey survey) {
		return AdaptedModel.of(new Transfer(source, new Freeze.None(), 0), survey, List.of(sample(survey.channels())));
	}

	@Test
	void a_model_for_the_same_images_is_taken_as_it_is() {
		AdaptedModel same = transferred(model(INSTANCES, 0.3), survey(1, 12, 0.2));
		assertThat(same.notes()).isEmpty();
		assertThat(same.layers()).isEqualTo(new FirstLayers(INSTANCES.network(), Weights.initialise(INSTANCES.network(), 4)));
		assertThat(StarPatches.setup(same, 48)).isEqualTo(INSTANCES);
		assertThat(same.isWhole(INSTANCES.network(), INSTANCES.settings(), INSTANCES.classNodes())).isTrue();
		assertThat(same.initial(INSTANCES.network(), INSTANCES.settings(), INSTANCES.classNodes()).record()).containsEntry("source", "source 1.0.0")
			.containsEntry("freeze", "none");
	}

	@Test
	void other_channels_polarity_and_size_are_noted() {
		Model source = model(INSTANCES, 0.3);
		AdaptedModel other = transferred(source, survey(3, 30, -0.4));
		ChannelMix mix = ChannelMix.of(List.of(sample(3)), true).orElseThrow();
		assertThat(other.layers()).isEqualTo(new FirstLayers(source.network(), source.weights()).mixed(mix));
		assertThat(other.sentences()).containsExactly("Begins with the model 'source'.",
			"Its first layer was fitted from 1 to 3 channels: objects stand out most in " + mix + ".",
			"Half of the objects here are more than 30 pixels across, of those that it learned from 10; images of a similar scale are learned sooner.");
		assertThat(initial(other, StarPatches.setup(other, 48)).record().get("source_changes")).isEqualTo(other.notes());
		assertThat(transferred(model(INSTANCES, -0.3), survey(1, 10, 0.3)).notes()).containsExactly(
			"Its first layer was inverted, since objects here are bright and those that it learned from were dark.");
		assertThat(transferred(model(INSTANCES, 0), survey(1, 10, -0.3)).notes()).as("unclear").isEmpty();
	}

	@Test
	void the_input_stays_that_of_the_model_but_pixels_are_as_large_as_those_that_are_learned_from() {
		Model source = model(INSTANCES, 0.3);
		OptionalDouble unsaid = OptionalDouble.empty();
		assertThat(AdaptedModel.input(source, image("pixel"), unsaid)).isEqualTo(INPUT);
		assertThat(AdaptedModel.input(source, image("micron"), unsaid).pixelSizeMicrometres()).hasValue(0.25);
		assertThat(AdaptedModel.input(source, image("micron"), OptionalDouble.of(0.4)))
			.isEqualTo(new ModelInput(1, INPUT.normalisation(), OptionalDouble.of(0.4)));
		Model ofAnyScale = new Model(source.card(), ModelInput.ofAnyScale(1, INPUT.normalisation()), source.task(), source.network(), source.weights());
		assertThat(AdaptedModel.input(ofAnyScale, image("micron"), unsaid).pixelSizeMicrometres()).isEmpty();
	}

	/** With pixels of a quarter of a unit. */
	private static FilePlane image(String unit) {
		ImagePlus image = new ImagePlus("", new FloatProcessor(4, 4));
		image.getCalibration().setUnit(unit);
		image.getCalibration().pixelWidth = 0.25;
		image.getCalibration().pixelHeight = 0.25;
		return new FilePlane(Path.of("image.tif"), Hyperstack.of(image));
	}

	@Test
	void other_classes_get_a_new_head_even_if_there_are_as_many() {
		AdaptedModel transferred = transferred(model(CLASSES, 0.3), survey(1, 10, 0.3));
		SemanticSetup same = SemanticPatches.setup(transferred, List.of("background", "cell"));
		assertThat(transferred.isWhole(same.network(), same.settings(), same.classNodes())).isTrue();
		assertThat(transferred.initial(same.network(), same.settings(), same.classNodes()).weights()).isEqualTo(model(CLASSES, 0.3).weights());
		for (List<String> classes : List.of(List.of("background", "class 255"), List.of("a", "b", "c"))) {
			SemanticSetup task = SemanticPatches.setup(transferred, classes);
			assertThat(transferred.isWhole(task.network(), task.settings(), task.classNodes())).isFalse();
			InitialWeights beginning = transferred.initial(task.network(), task.settings(), task.classNodes());
			assertThat(beginning.weights().tensors().keySet()).noneMatch(name -> name.startsWith("classes_logit"));
			assertThat(beginning.stages().get(0).rates()).containsEntry("fine2", 0.1).containsEntry("stem1a", 0.1).doesNotContainKey("classes_logit");
		}
	}

	@Test
	void classes_stand_on_the_finest_features_of_an_instance_model_and_the_other_way_round() {
		AdaptedModel fromInstances = transferred(model(INSTANCES, 0.3), survey(1, 10, 0.3));
		SemanticSetup classes = SemanticPatches.setup(fromInstances, List.of("a", "b", "c"));
		assertThat(classes.network()).isEqualTo(new SemanticSetup(new UNet(), TRUNK, List.of("a", "b", "c")).network());
		assertThat(fromInstances.initial(classes.network(), classes.settings(), classes.classNodes()).stages().get(0).rates()).containsEntry("fine2", 0.1)
			.doesNotContainKey("classes_logit");
		AdaptedModel fromClasses = transferred(model(CLASSES, 0.3), survey(1, 10, 0.3));
		StarSetup instances = StarPatches.setup(fromClasses, 60);
		assertThat(instances.network()).isEqualTo(new StarSetup(new UNet(), TRUNK, StarHeads.standard()).network());
		assertThat(instances.targets().margin()).isEqualTo(60);
		assertThat(fromClasses.initial(instances.network(), instances.settings(), instances.classNodes()).stages().get(0).rates()).containsEntry("fine2", 0.1)
			.doesNotContainKeys("features", "distances");
	}

	private static Model train(Transfer transfer, Optional<Path> checkpoint, Watcher watcher) {
		AdaptedModel transferred = AdaptedModel.of(transfer, survey(1, 10, 0.3), NUCLEI);
		StarSetup task = StarPatches.setup(transferred, 48);
		TrainingPlan plan = new TrainingPlan(Budget.ofSteps(12), new Schedule(1e-2, 1e-4, 2), new Adam(0.9, 0.999, 1e-7, 0.1, 5),
			new TrainingPlan.Sampling(16, 2, TestSamples.UNCHANGED), new TrainingPlan.Validating(4, 2, 0.5), 1);
		return new ModelTraining(task, plan, transferred.initial(task.network(), task.settings(), task.classNodes()),
			new ExportSettings(INPUT, TrainingJob.About.named("new").card(), Precision.FLOAT32))
			.run(backend, Split.suited(NUCLEI, 1), checkpoint, watcher);
	}

	@Test
	void what_is_frozen_stays_and_the_rest_learns() {
		Model source = model(INSTANCES, 0.3);
		Model learned = train(new Transfer(source, Freeze.parse("head"), 0), Optional.empty(), Watcher.toTheEnd());
		assertThat(changed(source, learned)).contains("features", "distances", "fine", "foreground_logit")
			.noneMatch(name -> name.matches("(stem|down|up|bottom).*"));
		assertThat(learned.training().tree()).containsEntry("freeze", "head").containsEntry("source", "source 1.0.0")
			.containsEntry("validation_by", "a strip of every image");
		Model all = train(new Transfer(source, Freeze.parse("none"), 0), Optional.empty(), Watcher.toTheEnd());
		assertThat(changed(source, all)).hasSameSizeAs(Layers.weighted(source.network()));
	}

	private static List<String> changed(Model before, Model after) {
		return Layers.weighted(before.network()).stream().filter(node -> !before.weights().get(node + ".kernel").equals(after.weights().get(node + ".kernel")))
			.toList();
	}

	@Tag("slow")
	@Test
	void layers_wait_until_their_stage() {
		Model source = model(INSTANCES, 0.3);
		Transfer gradual = new Transfer(source, Freeze.parse("stem1b_relu"), 2);
		assertThat(learnedUpTo(3, source, gradual)).noneMatch(name -> name.matches("(stem|down|up|bottom).*")).contains("features", "fine");
		assertThat(learnedUpTo(6, source, gradual)).contains("up1b", "bottomb").doesNotContain("down1a");
		assertThat(learnedUpTo(12, source, gradual)).contains("up1b", "down1a").doesNotContain("stem1a", "stem1b");
	}

	private List<String> learnedUpTo(long step, Model source, Transfer transfer) {
		Path state = folder.resolve("state" + step);
		train(transfer, Optional.of(state), Watcher.cancelling(step));
		return changed(source, source.withWeights(Checkpoint.read(state).learner().weights()));
	}

	@Tag("slow")
	@Test
	void a_training_in_stages_that_was_killed_gives_the_weights_of_an_uninterrupted_one() {
		Transfer gradual = new Transfer(model(INSTANCES, 0.3), new Freeze.None(), 2);
		Model whole = train(gradual, Optional.empty(), Watcher.toTheEnd());
		for (long killed : new long[] { 2, 6, 11 }) {
			Optional<Path> file = Optional.of(folder.resolve("state" + killed));
			assertThatThrownBy(() -> train(gradual, file, Watcher.killing(killed))).isInstanceOf(Watcher.Killed.class);
			Model resumed = train(gradual, file, Watcher.toTheEnd());
			assertThat(resumed.weights()).as("killed after " + killed).isEqualTo(whole.weights());
			assertThat(resumed.training()).isEqualTo(whole.training());
		}
		Optional<Path> file = Optional.of(folder.resolve("state2"));
		assertThatThrownBy(() -> train(new Transfer(model(INSTANCES, 0.3), new Freeze.None(), 3), file, Watcher.toTheEnd()))
			.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("of this plan").hasMessageContaining("stages");
	}

	@Test
	void steps_of_unfreezing_are_limited() {
		assertThat(IntStream.of(0, 100).mapToObj(n -> new Transfer(model(INSTANCES, 0), new Freeze.None(), n)).toList()).hasSize(2);
		assertThatThrownBy(() -> new Transfer(model(INSTANCES, 0), new Freeze.None(), -1)).hasMessageContaining("0 to 100 steps, got -1");
	}

	private static InitialWeights initial(AdaptedModel source, TrainingSetup setup) {
		return source.initial(setup.network(), setup.settings(), setup.classNodes());
	}
}
