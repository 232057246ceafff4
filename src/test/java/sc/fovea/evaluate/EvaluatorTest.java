package sc.fovea.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fovea.annotation.AnnotationFormats;
import sc.fovea.annotation.DataSet;
import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.data.LabelPlane;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.LabelImage;
import sc.fovea.image.PixelSize;
import sc.fovea.model.Model;
import sc.fovea.model.ModelCard;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.task.Tasks;
import sc.fovea.task.semantic.SemanticClasses;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;

class EvaluatorTest {

	private static final int SIDE = 12;

	@TempDir
	Path folder;

	@BeforeEach
	void annotate() throws IOException {
		Files.createDirectories(folder.resolve("images"));
		Files.createDirectories(folder.resolve("labels"));
	}

	/** An image whose pixels are brighter than 100 from column {@code edge} on, where labels are 1 from column {@code labelled} on. */
	private void annotate(String name, int edge, int labelled) throws IOException {
		save(IntStream.range(0, SIDE * SIDE).map(i -> i % SIDE >= edge ? 150 : 50).toArray(), "images/" + name + ".tif");
		save(IntStream.range(0, SIDE * SIDE).map(i -> i % SIDE >= labelled ? 1 : 0).toArray(), "labels/" + name + ".tif");
	}

	private void save(int[] pixels, String file) throws IOException {
		ImageWriter.saveTiff(LabelImage.of(pixels, SIDE, SIDE, 255, PixelSize.PIXEL, ""), folder.resolve(file));
	}

	/** Class 1 where a pixel is brighter than 100. */
	private static Model brightness() {
		Network network = Network.input("image", 1).then("scores", Convolution.pointwise(2));
		Tensor kernel = Tensor.zeros(1, 1, 1, 2), bias = Tensor.zeros(2);
		kernel.data()[1] = 1;
		bias.data()[1] = -100;
		ModelCard card = new ModelCard("brightness", "Bright and dark.", "1.0.0", new ModelCard.Credits(List.of("Fovea developers"), List.of(), "CC0-1.0"),
			new ModelCard.Data("None: the weights are set by hand.", "", "CC0-1.0"), ModelCard.Scores.NONE, "Sees nothing else.");
		return new Model(card, new ModelInput(1, new Normalisation.None(), OptionalDouble.empty()),
			new SemanticClasses(List.of("dark", "bright"), "scores"), network,
			Weights.initialise(network, 1).with(Map.of("scores.kernel", kernel, "scores.bias", bias)));
	}

	@Test
	void a_semantic_model_is_measured_by_class_with_the_worst_image_first() throws Exception {
		annotate("a", 4, 4);
		annotate("b", 6, 3);
		try (Backend backend = new ReferenceProvider().open(BackendOptions.cpu());
			Segmenter segmenter = Tasks.installed().open(brightness(), backend, MemoryBudget.automatic(), Segmenter.class)) {
			Evaluator<?> evaluator = new Evaluator<>(new SemanticMeasure(List.of("dark", "bright")),
				new ModelPrediction(segmenter, SegmentationOptions.STANDARD, "0"));
			EvaluationReport report = evaluator.run(Reference.images(DataSet.open(folder, AnnotationFormats.own())), Progress.none());
			assertThat(report.images()).extracting(image -> image.reference().name()).containsExactly("b", "a");
			ConfusionMatrix matrix = ((SemanticEvaluation) report.pooled()).matrix();
			assertThat(matrix.iou(0)).isEqualTo((4 + 3) / (4 + 6.0));
			assertThat(matrix.iou(1)).isEqualTo((8 + 6) / (8 + 9.0));
			assertThat(report.tables().get("summary").csv()).startsWith("measure,value\nimages,2\npixel_accuracy,0.875000\n");
			assertThat(evaluator.compare(report.images().get(0).reference(), Progress.none()).truth().wrong().cardinality()).isEqualTo(3 * SIDE);
		}
	}

	@Test
	void progress_grows_to_its_end_and_a_stop_is_heeded_between_images() throws Exception {
		annotate("a", 4, 4);
		annotate("b", 4, 4);
		Prediction truth = (reference, progress) -> {
			progress.progress(1, 2);
			return LabelPlane.open(reference.labels());
		};
		Evaluator<?> evaluator = new Evaluator<>(new InstanceMeasure(), truth);
		Shares shares = new Shares(Integer.MAX_VALUE);
		assertThat(evaluator.run(Reference.images(DataSet.open(folder, AnnotationFormats.own())), shares).pooled().score()).isEqualTo(1);
		assertThat(shares.seen).containsExactly(0.25, 0.5, 0.75, 1.0);
		assertThatThrownBy(() -> evaluator.run(Reference.images(DataSet.open(folder, AnnotationFormats.own())), new Shares(2)))
			.isInstanceOf(CancellationException.class)
			.hasMessage("Stopped after 1 of 2 images.");
	}

	@Test
	void without_images_there_is_nothing_to_say() {
		assertThatThrownBy(() -> new Evaluator<>(new InstanceMeasure(), (reference, progress) -> LabelPlane.open(reference.labels())).run(List.of(),
			Progress.none())).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("at least one image");
	}

	/** Remembers how far the run was, and stops it after some reports. */
	private static final class Shares implements Progress {

		private final List<Double> seen = new ArrayList<>();
		private final int stopAfter;

		Shares(int stopAfter) {
			this.stopAfter = stopAfter;
		}

		@Override
		public void progress(long done, long total) {
			seen.add((double) done / total);
		}

		@Override
		public boolean isCancelled() {
			return seen.size() >= stopAfter;
		}
	}
}
