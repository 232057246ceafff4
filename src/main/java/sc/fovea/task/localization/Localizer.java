package sc.fovea.task.localization;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendException;
import sc.fovea.backend.Runner;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.net.Tensor;
import sc.fovea.predict.Predictor;
import sc.fovea.predict.WholeImage;
import sc.fovea.tile.Progress;

/**
 * A localization model, ready to work: image with one object in, its class and box out. Owner of the runner; for one thread at a time.
 *
 * <pre>{@code
 * try (Localizer localizer = Localizer.open(model, backend)) {
 *     Localization found = localizer.localize(Hyperstack.of(image), 0, Progress.none()).get(0);
 *     found.box();
 * }
 * }</pre>
 */
public final class Localizer implements Predictor {

	private final Model model;
	private final OneBox settings;
	private final Runner runner;

	private Localizer(Model model, OneBox settings, Runner runner) {
		this.model = model;
		this.settings = settings;
		this.runner = runner;
	}

	/** Loads a model's network. @throws IllegalArgumentException if the model is for another task */
	public static Localizer open(Model model, Backend backend) {
		if (!(model.task() instanceof OneBox settings)) {
			throw new IllegalArgumentException("Expected a model that finds one object, got '" + model.card().name() + "' for " + model.task().title() + ".");
		}
		return new Localizer(model, settings, backend.runner(model.network(), model.weights()));
	}

	@Override
	public Model model() {
		return model;
	}

	/** Names of the classes. */
	public List<String> classes() {
		return settings.classes();
	}

	/**
	 * The object of every slice and frame of an image.
	 *
	 * @param image of any size; it is stretched to what the network sees, and the box mapped back
	 * @param channel which channel a one-channel model sees, from 1; 0 if there is only one
	 * @return one for each plane
	 * @throws IllegalArgumentException if the image has other channels than the model expects, or a pixel is not finite
	 * @throws CancellationException if it was cancelled
	 */
	public List<Localization> localize(Hyperstack image, int channel, Progress progress) {
		WholeImage input = WholeImage.of(model);
		int planes = image.slices() * image.frames();
		List<Localization> found = new ArrayList<>();
		for (int i = 0; i < planes; i++) {
			if (progress.isCancelled()) throw new CancellationException("Stopped after " + i + " of " + planes + " planes.");
			int z = i % image.slices();
			int t = i / image.slices();
			ScoredBox box = localize(input.of(image, new WholeImage.View(z, t, channel, Optional.empty()))).get(0);
			Box placed = new Box(box.box().x() * image.width(), box.box().y() * image.height(), box.box().width() * image.width(),
				box.box().height() * image.height());
			found.add(new Localization(settings.classes().get(box.category()), box.score(), placed, z, t));
			progress.progress(i + 1, planes);
		}
		return found;
	}

	private List<ScoredBox> localize(Tensor batch) {
		return read(answers(batch), settings);
	}

	/** The network's outputs for a batch. @param batch (N, H, W, C), as {@link WholeImage} makes it */
	Map<String, Tensor> answers(Tensor batch) {
		String input = model.network().inputs().keySet().iterator().next();
		return runner.run(Map.of(input, batch));
	}

	/**
	 * The answers of a batch: the most probable class, its probability times the confidence in the box as score, and the box in shares of the
	 * image's width and height, cut off at its edges.
	 *
	 * @param answers of the network, by the names of its outputs
	 * @throws BackendException if an answer is not a finite number
	 */
	public static List<ScoredBox> read(Map<String, Tensor> answers, OneBox settings) {
		Tensor scores = answers.get(settings.heads().scores());
		Tensor boxes = answers.get(settings.heads().box());
		float[] confidences = answers.get(settings.heads().confidence()).data();
		List<ScoredBox> found = new ArrayList<>();
		for (int i = 0; i < scores.batch(); i++) {
			int best = 0;
			for (int c = 1; c < scores.channels(); c++) {
				best = scores.data()[i * scores.channels() + c] > scores.data()[i * scores.channels() + best] ? c : best;
			}
			float score = scores.data()[i * scores.channels() + best] * confidences[i];
			checkFinite(score);
			found.add(new ScoredBox(box(boxes.data(), i * OneBox.EDGES), score, best));
		}
		return found;
	}

	/** A box of its edges left, top, right and bottom, cut off at the edges of the image. @throws BackendException if one is not finite */
	public static Box box(float[] edges, int at) {
		double left = inside(edges[at]);
		double top = inside(edges[at + 1]);
		return new Box(left, top, Math.max(0, inside(edges[at + 2]) - left), Math.max(0, inside(edges[at + 3]) - top));
	}

	private static double inside(float edge) {
		checkFinite(edge);
		return Math.max(0, Math.min(1, edge));
	}

	/** Weights are finite, but sums may overflow. */
	private static void checkFinite(float value) {
		if (!Float.isFinite(value)) throw new BackendException("Expected finite numbers of class, box and confidence, got " + value + ".");
	}

	@Override
	public void close() {
		runner.close();
	}
}
