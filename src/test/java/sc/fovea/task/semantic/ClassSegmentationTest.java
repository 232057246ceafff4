package sc.fovea.task.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.Runner;
import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.predict.BlockRun;
import sc.fovea.predict.Labels;
import sc.fovea.predict.PercentilesTest;
import sc.fovea.predict.ScaledSource;
import sc.fovea.predict.SegmentationOptions;
import sc.fovea.predict.Segmenter;
import sc.fovea.predict.TestImages;
import sc.fovea.task.Tasks;
import sc.fovea.task.instance.StarOracle;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.Region;

/** A class for each pixel: the largest score of a network that runs over the whole image at once. */
class ClassSegmentationTest {

	private static final int WIDTH = 51;
	private static final int HEIGHT = 37;
	private static final MemoryBudget TILES = new MemoryBudget(1L << 40, 1L << 40, 16);

	private static final Backend BACKEND = new ReferenceProvider().open(BackendOptions.cpu());

	private static Model model(int grid, int classes) {
		Network network = Network.input("image", 1).then("features", Convolution.of(3, 3)).then("pool", Pooling.max(grid))
			.then("scores", Convolution.of(classes, 3));
		List<String> names = IntStream.range(0, classes).mapToObj(i -> "class " + i).toList();
		return new Model(StarOracle.card(), new ModelInput(1, new Normalisation.None(), OptionalDouble.empty()),
			new SemanticClasses(names, "scores"), network, Weights.initialise(network, 11));
	}

	private static int[] noise() {
		Random random = new Random(8);
		return IntStream.generate(() -> random.nextInt(100) - 50).limit(WIDTH * HEIGHT).toArray();
	}

	private static Labels segment(Model model, Hyperstack image, double scale) {
		try (Segmenter segmenter = Tasks.installed().open(model, BACKEND, TILES, Segmenter.class)) {
			return segmenter.segment(image, new SegmentationOptions(0, 0, scale, 0), Progress.none());
		}
	}

	/** The network over all pixels, padded by mirroring to an even size; for each pixel the class at its place. */
	private static int[] reference(Model model, int grid, double scale) {
		ScaledSource source = new ScaledSource(new PercentilesTest.Pixels(floats(noise()), 1, WIDTH), scale);
		int width = (int) source.width();
		int height = (int) source.height();
		float[] pixels = new float[width * height];
		source.read(new Region(0, 0, width, height), pixels);
		Tensor input = Tensor.zeros(1, (height + grid - 1) / grid * grid, (width + grid - 1) / grid * grid, 1);
		for (int i = 0; i < input.data().length; i++) {
			int x = i % input.width();
			int y = i / input.width();
			input.data()[i] = pixels[(y < height ? y : 2 * height - 1 - y) * width + (x < width ? x : 2 * width - 1 - x)];
		}
		try (Runner runner = BACKEND.runner(model.network(), model.weights())) {
			Tensor scores = runner.run(input);
			return IntStream.range(0, WIDTH * HEIGHT).map(i -> {
				int x = (int) ((i % WIDTH + 0.5) * scale / grid);
				int y = (int) ((i / WIDTH + 0.5) * scale / grid);
				return largest(scores, (y * scores.width() + x) * scores.channels());
			}).toArray();
		}
	}

	private static int largest(Tensor scores, int at) {
		return IntStream.range(0, scores.channels()).reduce(0, (a, b) -> scores.data()[at + b] > scores.data()[at + a] ? b : a);
	}

	private static float[] floats(int[] values) {
		float[] floats = new float[values.length];
		for (int i = 0; i < floats.length; i++) {
			floats[i] = values[i];
		}
		return floats;
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "2, 1", "1, 0.5", "1, 2", "2, 0.7", "2, 1.6" })
	void each_pixel_has_the_class_of_the_largest_score(int grid, double scale) {
		Model model = model(grid, 4);
		Labels labels = segment(model, TestImages.image(TestImages.floats(noise(), WIDTH)), scale);
		int[] expected = reference(model, grid, scale);
		assertThat(labels.plane(0, 0)).isEqualTo(expected);
		assertThat(labels.count()).isEqualTo(Arrays.stream(expected).max().getAsInt()).isPositive();
	}

	@ParameterizedTest
	@CsvSource({ "1, 1, 13", "2, 1, 20", "1, 0.5, 9", "2, 0.7, 16", "2, 1.6, 7" })
	void blocks_have_the_classes_of_the_whole_image(int grid, double scale, int side) {
		Model model = model(grid, 4);
		Hyperstack image = TestImages.image(TestImages.floats(noise(), WIDTH));
		try (Segmenter segmenter = Tasks.installed().open(model, BACKEND, TILES, Segmenter.class)) {
			int[] labels = new BlockRun(segmenter, side).labels(image, SegmentationOptions.STANDARD.withScale(scale));
			assertThat(labels).isEqualTo(segment(model, image, scale).plane(0, 0));
		}
	}

	@Test
	void classes_are_the_same_in_all_planes_and_the_count_is_the_highest() {
		Model model = model(1, 4);
		int[] flat = new int[WIDTH * HEIGHT];
		Hyperstack image = TestImages.stack(1, 2, 1, TestImages.floats(noise(), WIDTH), TestImages.floats(flat, WIDTH));
		Labels labels = segment(model, image, 1);
		assertThat(labels.plane(0, 0)).isEqualTo(reference(model, 1, 1));
		assertThat(labels.plane(1, 0)).as("no score is above another").containsOnly(0);
		assertThat(labels.count()).isEqualTo(Arrays.stream(labels.plane(0, 0)).max().getAsInt());
	}

	@ParameterizedTest
	@ValueSource(ints = { 256, 257 })
	void as_many_classes_as_a_byte_tells_apart(int classes) {
		Model model = model(2, classes);
		if (classes > 256) {
			assertThatThrownBy(() -> Tasks.installed().open(model, BACKEND, TILES, Segmenter.class)).isInstanceOf(IllegalArgumentException.class)
				.hasMessage("Expected at most 256 classes, got 257.");
		}
		else {
			Labels labels = segment(model, TestImages.image(TestImages.floats(noise(), WIDTH)), 1);
			assertThat(labels.plane(0, 0)).isEqualTo(reference(model, 2, 1));
			assertThat(labels.count()).isGreaterThan(127);
		}
	}
}
