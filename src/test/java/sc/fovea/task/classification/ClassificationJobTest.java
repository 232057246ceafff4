package sc.fovea.task.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fovea.architecture.MobileNetV1;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Learner;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFileException;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.model.Precision;
import sc.fovea.model.keras.KerasFiles;
import sc.fovea.net.Network;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.predict.WholeImage;
import sc.fovea.train.TextureFolders;
import sc.fovea.train.TrainingJob;
import sc.fovea.train.TrainingPlaces;
import sc.fovea.train.loop.TrainingHistory;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.plan.PlanRequest;
import sc.fovea.train.transfer.Freeze;

/** Small networks that really learn, from rendered textures. */
class ClassificationJobTest {

	private static TrainingBackend backend;

	@TempDir
	Path folder;

	@BeforeAll
	static void open() {
		backend = (TrainingBackend) new TensorFlowProvider().open(BackendOptions.cpu());
	}

	@AfterAll
	static void close() {
		backend.close();
	}

	/** Keeps sentences. */
	private static final class Notes implements TrainingListener {

		private final List<String> told = new ArrayList<>();
		private long cancelAfter = Long.MAX_VALUE;

		@Override
		public void told(String sentence) {
			told.add(sentence);
		}

		@Override
		public void stepped(long step, double progress, Learner.Step measured) {
			cancelAfter--;
		}

		@Override
		public void validated(TrainingHistory history) {}

		@Override
		public boolean isCancelled() {
			return cancelAfter <= 0;
		}
	}

	private ClassificationJob job(ClassApproach approach) throws IOException {
		Path data = folder.resolve("data");
		if (!Files.exists(data)) TextureFolders.write(data, 8);
		return new ClassificationJob(new TrainingPlaces(data, folder.resolve("textures.zip")), approach, TrainingJob.About.named("textures"), false);
	}

	private static ClassApproach scratch(long steps) {
		return new ClassApproach(PlanRequest.steps(steps, 1), ClassApproach.Start.fromScratch(), OptionalInt.of(32), new ClassApproach.Scoring(0.05, false), 0);
	}

	@Test
	void a_model_that_looks_at_all_orientations_goes_on_to_do_so() throws IOException {
		Model first = job(scratch(1).with(new ClassApproach.Scoring(0, true))).run(backend, new Notes());
		ClassApproach approach = ClassApproach.of(PlanRequest.steps(1, 1), ClassApproach.Start.from(first, new Freeze.None(), 0));
		TrainingPlaces places = new TrainingPlaces(folder.resolve("data"), folder.resolve("second.zip"));
		Model second = new ClassificationJob(places, approach, TrainingJob.About.named("second"), false).run(backend, new Notes());
		assertThat(((ImageClasses) second.task()).orientations()).hasValue(8);
	}

	private Path weights() {
		Network network = new MobileNetV1().features(1, 0.1);
		return KerasFiles.write(folder.resolve("random.h5"), network, Weights.initialise(network, 3), false);
	}

	private ClassApproach.Start pretrained() {
		return ClassApproach.Start.published(weights(), List.of(new MobileNetV1()));
	}

	@Test
	void a_network_learns_textures_from_scratch_and_its_archive_classifies_new_ones() throws IOException {
		Notes notes = new Notes();
		job(scratch(80)).run(backend, notes);
		assertThat(notes.told).contains("16 images of 2 classes: coarse 8, fine 8.", "Begins with network-in-network from scratch, on images of 32x32 pixels.");
		Model model = ModelArchive.read(folder.resolve("textures.zip"));
		assertThat(model.card().scores().values().get(ClassAnswers.BALANCED)).isEqualTo(1);
		try (Classifier classifier = Classifier.open(model, backend)) {
			for (int i = 100; i < 110; i++) {
				boolean isFine = i % 2 == 0;
				assertThat(classifier.classify(Hyperstack.of(TextureFolders.image(isFine, i)), WholeImage.View.FIRST).label())
					.isEqualTo(isFine ? "fine" : "coarse");
			}
		}
	}

	@Test
	void the_same_seed_gives_the_same_weights_to_the_bit() throws IOException {
		Weights first = job(scratch(3)).run(backend, new Notes()).weights();
		assertThat(job(scratch(3)).run(backend, new Notes()).weights()).isEqualTo(first);
	}

	@Test
	void fixed_features_are_judged_by_folds_and_the_trunk_stays() throws IOException {
		Notes notes = new Notes();
		ClassApproach approach = ClassApproach.of(PlanRequest.steps(1, 1), pretrained().by(ClassApproach.Method.FEATURES)).folded(2);
		Model model = job(approach).run(backend, notes);
		assertThat(notes.told).anyMatch(s -> s.startsWith("Fold 2 of 2: balanced accuracy ")).anyMatch(s -> s.startsWith("Cross-validation in 2 folds: "));
		assertThat(Files.readAllLines(folder.resolve("textures_folds.csv"))).hasSize(4).first().asString().startsWith("fold,images,balanced_accuracy,");
		assertThat(Files.readAllLines(folder.resolve("textures_confusion_matrix.csv"))).hasSize(3);
		assertThat(Files.readAllLines(folder.resolve("textures_predictions.csv"))).hasSize(17).element(1).asString().startsWith("coarse/");
		assertThat(model.card().scores().images()).isEqualTo("16 images, by cross-validation in 2 folds");
		Tensor published = Weights.initialise(new MobileNetV1().features(1, 0.1), 3).get("conv_pw_3.kernel");
		assertThat(model.weights().get("conv_pw_3.kernel").data()).hasSameSizeAs(published.data());
		for (int i = 0; i < published.data().length; i++) {
			assertThat(model.weights().get("conv_pw_3.kernel").data()[i]).isCloseTo(published.data()[i], Offset.offset(2e-3f));
		}
	}

	@Test
	void what_is_frozen_keeps_its_weights_and_the_rest_learns() throws IOException {
		ClassApproach.Start start = pretrained();
		ClassApproach.Start frozen = new ClassApproach.Start(ClassApproach.Method.STEPS, start.weights(), start.backbones(), start.model(),
			new Freeze.AllButHead(),
			0);
		Model model = job(ClassApproach.of(PlanRequest.steps(2, 1), frozen)).run(backend, new Notes());
		Weights published = Weights.initialise(new MobileNetV1().features(1, 0.1), 3);
		String kernel = "conv_pw_13.kernel";
		assertThat(model.weights().get(kernel)).isEqualTo(Precision.FLOAT16.round(published).get(kernel));
		Model all = job(ClassApproach.of(PlanRequest.steps(2, 1), start)).run(backend, new Notes());
		assertThat(all.weights().get(kernel)).isNotEqualTo(model.weights().get(kernel));
		assertThat(all.weights().get("conv_pw_13_bn.mean")).isEqualTo(model.weights().get("conv_pw_13_bn.mean"));
	}

	@Test
	void a_classification_model_goes_on_with_other_classes_at_its_own_size() throws IOException {
		Model first = job(scratch(2)).run(backend, new Notes());
		Path other = folder.resolve("other");
		TextureFolders.write(other, 4);
		Files.move(other.resolve("fine"), other.resolve("dense"));
		ClassApproach approach = ClassApproach.of(PlanRequest.steps(1, 1), ClassApproach.Start.from(first, new Freeze.None(), 0));
		ClassificationJob job = new ClassificationJob(new TrainingPlaces(other, folder.resolve("second.zip")), approach, TrainingJob.About.named("second"),
			false);
		Model second = job.run(backend, new Notes());
		assertThat(second.network().inputs().values()).containsExactly(new Shape(32, 32, 1));
		assertThat(((ImageClasses) second.task()).classes()).containsExactly("coarse", "dense");
	}

	@Test
	void a_stop_within_the_folds_leaves_no_model() throws IOException {
		Notes notes = new Notes();
		notes.cancelAfter = 2;
		assertThatThrownBy(() -> job(scratch(50).folded(2)).run(backend, notes)).isInstanceOf(CancellationException.class)
			.hasMessageContaining("cross-validation");
		assertThat(folder.resolve("textures.zip")).doesNotExist();
	}

	@Test
	void what_cannot_be_learned_is_refused_in_one_sentence() throws IOException {
		assertThatThrownBy(() -> ClassApproach.Start.fromScratch().by(ClassApproach.Method.FEATURES)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("weights that have learned before");
		assertThatThrownBy(() -> scratch(1).folded(1)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 folds");
		ClassificationJob job = job(scratch(1));
		Files.writeString(folder.resolve("data/fine/broken.tif"), "II*");
		Notes notes = new Notes();
		job.run(backend, notes);
		assertThat(notes.told).anyMatch(s -> s.startsWith("Skipped \"") && s.contains("broken.tif"));
		for (int i = 1; i < 8; i++) {
			Files.delete(folder.resolve("data/fine/" + i + ".tif"));
		}
		assertThatThrownBy(() -> job.run(backend, new Notes())).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("at least 2");
		Files.delete(folder.resolve("data/fine/0.tif"));
		assertThatThrownBy(() -> job.run(backend, new Notes())).isInstanceOf(ImageFileException.class).hasMessageContaining("fine");
	}
}
