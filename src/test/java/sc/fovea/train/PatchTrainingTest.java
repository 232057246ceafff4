package sc.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Learner;
import sc.fovea.backend.Runner;
import sc.fovea.backend.TrainingBackend;
import sc.fovea.backend.tensorflow.TensorFlowProvider;
import sc.fovea.data.Sample;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.roi.LabelRois;
import sc.fovea.image.roi.RoiFiles;
import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.model.Precision;
import sc.fovea.task.instance.InstanceValidation;
import sc.fovea.task.instance.StarConvexInstances;
import sc.fovea.task.instance.StarPatches;
import sc.fovea.task.semantic.SemanticClasses;
import sc.fovea.task.semantic.SemanticPatches;
import sc.fovea.task.semantic.SemanticValidation;
import sc.fovea.train.loop.Checkpoint;
import sc.fovea.train.loop.TrainingHistory;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.loop.Watcher;
import sc.fovea.train.plan.PlanRequest;
import sc.fovea.train.transfer.Freeze;
import sc.fovea.train.transfer.Transfer;

/** From a folder of images to an archive, with the standard network and a few steps on small patches. */
class PatchTrainingTest {

	private static TrainingBackend backend;

	@TempDir
	private static Path data;

	@TempDir
	private Path folder;

	@BeforeAll
	static void open() throws IOException {
		backend = (TrainingBackend) new TensorFlowProvider().open(BackendOptions.cpu());
		Files.createDirectories(data.resolve("images"));
		Files.createDirectories(data.resolve("labels"));
		for (Sample sample : TestSamples.easyNuclei(3, 40)) {
			ImageWriter.saveTiff(new ImagePlus("", new FloatProcessor(40, 40, sample.pixels())), data.resolve("images/" + sample.name() + ".tif"));
			ImageProcessor labels = new FloatProcessor(40, 40, sample.labels()).convertToShort(false);
			ImageWriter.saveTiff(new ImagePlus("", labels), data.resolve("labels/" + sample.name() + ".tif"));
		}
	}

	@AfterAll
	static void close() {
		backend.close();
	}

	private TrainingPlaces places() {
		return new TrainingPlaces(data, folder.resolve("model.zip"));
	}

	private static PatchTraining job(TrainingPlaces places, PatchTask task, int steps, boolean resume) {
		return new PatchTraining(places, task, PatchTraining.Approach.fromScratch(plan(steps)), TrainingJob.About.named("small"), resume);
	}

	private static PlanRequest plan(int steps) {
		return PlanRequest.steps(steps, 1).with(new PlanRequest.Sampling(OptionalInt.of(16), OptionalInt.of(1), Optional.empty()));
	}

	private PatchTraining instances(int steps, boolean resume) {
		return job(places(), new StarPatches(), steps, resume);
	}

	@Test
	void a_folder_becomes_an_archive() throws IOException {
		Model model = instances(3, false).run(backend, Watcher.toTheEnd());
		assertThat(ModelArchive.read(places().output())).isEqualTo(model);
		assertThat(folder).isDirectoryContaining(f -> f.equals(places().output())).isDirectoryNotContaining(f -> !f.equals(places().output()));
		assertThat(model.card().name()).isEqualTo("small");
		assertThat(model.card().scores().values()).containsKey(InstanceValidation.MEAN);
		assertThat(model.task()).isInstanceOf(StarConvexInstances.class);
		assertThat(Precision.FLOAT16.round(model.weights())).isEqualTo(model.weights());
		try (Runner runner = backend.runner(model.network(), model.weights())) {
			assertThat(model.samples().outputs()).hasSize(3).isEqualTo(runner.run(Map.of("image", model.samples().input().orElseThrow())));
		}
	}

	@Test
	void images_of_different_pixel_sizes_are_resampled_to_one_which_the_model_keeps() throws IOException {
		Path mixed = folder.resolve("mixed");
		Files.createDirectories(mixed.resolve("images"));
		Files.createDirectories(mixed.resolve("labels"));
		double[] sizes = { 0.5, 0.5, 1 };
		List<Sample> samples = TestSamples.easyNuclei(3, 40);
		for (int i = 0; i < sizes.length; i++) {
			ImagePlus image = new ImagePlus("", new FloatProcessor(40, 40, samples.get(i).pixels()));
			image.getCalibration().pixelWidth = sizes[i];
			image.getCalibration().pixelHeight = sizes[i];
			image.getCalibration().setUnit("micron");
			ImageWriter.saveTiff(image, mixed.resolve("images/" + samples.get(i).name() + ".tif"));
			ImageProcessor labels = new FloatProcessor(40, 40, samples.get(i).labels()).convertToShort(false);
			ImageWriter.saveTiff(new ImagePlus("", labels), mixed.resolve("labels/" + samples.get(i).name() + ".tif"));
		}
		List<String> told = new ArrayList<>();
		TrainingPlaces places = new TrainingPlaces(mixed, folder.resolve("mixed.zip"));
		Model model = job(places, new StarPatches(), 2, false).run(backend, new Listening(told));
		assertThat(told).contains("The images have pixels of 0.5 to 1 \u00b5m: they are resampled to 0.5 \u00b5m, which is the model's pixel size.");
		assertThat(ModelArchive.read(places.output()).input().pixelSizeMicrometres()).hasValue(0.5);
		assertThat(model.training().tree().get("pixel_sizes")).isEqualTo(Map.of("smallest", 0.5, "largest", 1.0, "resampled_to", 0.5, "unknown", 0L));
		assertThat(((Map<?, ?>) model.training().tree().get("survey")).get("pixels")).as("40 x 40 twice and 80 x 80").isEqualTo(2L * 40 * 40 + 80 * 80);
	}

	@Test
	void ids_of_classes_become_a_semantic_model() throws IOException {
		Path masks = folder.resolve("masks");
		Files.createDirectories(masks.resolve("images"));
		Files.createDirectories(masks.resolve("labels"));
		for (Sample sample : TestSamples.easyNuclei(2, 40)) {
			ImageWriter.saveTiff(new ImagePlus("", new FloatProcessor(40, 40, sample.pixels())), masks.resolve("images/" + sample.name() + ".tif"));
			ImageProcessor mask = new FloatProcessor(40, 40, sample.labels()).convertToShort(false).convertToByte(false);
			mask.threshold(0); // 0 and 255
			ImageWriter.saveTiff(new ImagePlus("", mask), masks.resolve("labels/" + sample.name() + ".tif"));
		}
		TrainingPlaces places = new TrainingPlaces(masks, folder.resolve("masks.zip"));
		Model model = job(places, new SemanticPatches(), 2, false).run(backend, Watcher.toTheEnd());
		assertThat(ModelArchive.read(places.output())).isEqualTo(model);
		assertThat(model.task()).isEqualTo(new SemanticClasses(List.of("background", "class 255"), "classes"));
		assertThat(model.card().scores().values()).containsKey(SemanticValidation.MEAN);
	}

	@Test
	void classes_of_rois_become_a_semantic_model_with_their_names_and_what_was_read_is_recorded() throws IOException {
		Path drawn = folder.resolve("drawn");
		Files.createDirectories(drawn.resolve("labels"));
		for (Sample sample : TestSamples.easyNuclei(2, 40)) {
			ImageWriter.saveTiff(new ImagePlus("", new FloatProcessor(40, 40, sample.pixels())),
				Files.createDirectories(drawn.resolve("images")).resolve(sample.name() + ".tif"));
			List<Roi> rois = LabelRois.of(sample.labels(), 40);
			for (int i = 0; i < rois.size(); i++) {
				rois.get(i).setName((i % 2 == 0 ? "round-" : "long-") + i);
			}
			Roi rest = new Roi(0, 30, 40, 10);
			rest.setName("ignore");
			rois.add(rest);
			RoiFiles.write(rois, drawn.resolve("labels/" + sample.name() + ".zip"));
		}
		List<String> told = new ArrayList<>();
		TrainingPlaces places = new TrainingPlaces(drawn, folder.resolve("drawn.zip"));
		Model model = job(places, new SemanticPatches(), 2, false).run(backend, new Listening(told));
		assertThat(model.task()).isEqualTo(new SemanticClasses(List.of("background", "long", "round"), "classes"));
		assertThat(told.get(0)).isEqualTo("2 images with annotations: 2 as ImageJ ROIs");
		assertThat(told).anyMatch(line -> line.startsWith("Not annotated, and neither learned nor judged: 25.0 %"));
		assertThat(model.training().tree().get("data").toString()).contains("images=2", "ignored_share=0.25", "round=");
	}

	/** Keeps what it is told. */
	private record Listening(List<String> told) implements TrainingListener {

		@Override
		public void told(String sentence) {
			told.add(sentence);
		}

		@Override
		public void stepped(long step, double progress, Learner.Step measured) {
			assertThat(measured.loss()).isFinite();
		}

		@Override
		public void validated(TrainingHistory history) {}

		@Override
		public boolean isCancelled() {
			return false;
		}
	}

	@Test
	void a_cancelled_training_writes_its_best_and_can_be_resumed() throws IOException {
		Model stopped = instances(5, false).run(backend, Watcher.cancelling(3));
		assertThat(stopped.training().tree()).containsEntry("ended_by", "cancelled").containsEntry("steps", 3L);
		assertThat(ModelArchive.read(places().output())).isEqualTo(stopped);
		assertThat(places().checkpoint()).exists();
		assertThatThrownBy(() -> instances(5, false).run(backend, Watcher.toTheEnd())).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("Expected no unfinished training, got \"" + places().checkpoint()
				+ "\": add \"resume\" (--resume) to go on with it, or delete that file or choose "
				+ "another \"output\" to begin anew.");
		Watcher watcher = Watcher.toTheEnd();
		Model whole = instances(5, true).run(backend, watcher);
		assertThat(watcher.steps).containsExactly(4L, 5L);
		assertThat(whole.training().tree()).containsEntry("ended_by", "budget").containsEntry("steps", 5L);
		assertThat(places().checkpoint()).doesNotExist();
	}

	/** A folder in the place of the checkpoint stands for a full disk. */
	@Test
	void a_full_disk_is_a_sentence_and_the_best_so_far_is_kept() throws IOException {
		TrainingListener filling = new TrainingListener() {

			@Override
			public void stepped(long step, double progress, Learner.Step measured) {}

			@Override
			public void validated(TrainingHistory history) {
				try {
					Files.deleteIfExists(places().checkpoint());
					Files.createDirectories(places().checkpoint());
				}
				catch (IOException e) {
					throw new UncheckedIOException(e);
				}
			}

			@Override
			public boolean isCancelled() {
				return false;
			}
		};
		assertThatThrownBy(() -> instances(50, false).run(backend, filling)).isInstanceOf(IOException.class)
			.hasMessageStartingWith("The training ended early. Cannot write \"" + places().checkpoint() + "\": ")
			.hasMessageEndingWith(" The best model so far is in \"" + places().output() + "\".");
		assertThat(ModelArchive.read(places().output()).training().tree()).containsEntry("ended_by", "unsaved");
	}

	@Test
	void there_must_be_something_to_resume() {
		assertThatThrownBy(() -> instances(5, true).run(backend, Watcher.toTheEnd())).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("to resume, got none");
	}

	@Test
	void a_training_may_begin_with_a_model() throws IOException {
		Model first = instances(1, false).run(backend, Watcher.toTheEnd());
		TrainingPlaces places = new TrainingPlaces(data, folder.resolve("second.zip"));
		PatchTraining.Approach approach = PatchTraining.Approach.from(new Transfer(first, new Freeze.None(), 0), plan(1));
		new PatchTraining(places, new StarPatches(), approach, TrainingJob.About.named("second"), false).run(backend,
			new Watching(places.checkpoint(), first));
	}

	/** Looks at the checkpoint of the beginning. */
	private record Watching(Path checkpoint, Model expected) implements TrainingListener {

		@Override
		public void stepped(long step, double progress, Learner.Step measured) {
			assertThat(Checkpoint.read(checkpoint).learner().weights()).isEqualTo(expected.weights());
		}

		@Override
		public void validated(TrainingHistory history) {}

		@Override
		public boolean isCancelled() {
			return false;
		}
	}

	@Test
	void what_cannot_be_done_is_a_sentence_and_leaves_nothing() {
		TrainingPlaces nowhere = new TrainingPlaces(data, folder.resolve("missing/model.zip"));
		assertThatThrownBy(() -> job(nowhere, new StarPatches(), 1, false).run(backend, Watcher.toTheEnd()))
			.hasMessageStartingWith("Cannot write \"" + nowhere.checkpoint() + "\"");
		TrainingPlaces empty = new TrainingPlaces(folder, folder.resolve("model.zip"));
		assertThatThrownBy(() -> job(empty, new StarPatches(), 1, false).run(backend, Watcher.toTheEnd()))
			.isInstanceOf(ImageFileException.class).hasMessageContaining("images");
		assertThat(folder).isEmptyDirectory();
		assertThatThrownBy(() -> TrainingJob.About.named("My cells").card()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("model name");
	}
}
