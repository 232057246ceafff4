package sc.fovea.task.classification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.net.Tensor;
import sc.fovea.predict.Predictor;
import sc.fovea.predict.WholeImage;

/**
 * A classification model, ready to work: image in, class out. Owner of the runner; for one thread at a time.
 *
 * <pre>{@code
 * try (Classifier classifier = Classifier.open(model, backend)) {
 *     Classification answer = classifier.classify(Hyperstack.of(image), WholeImage.View.FIRST);
 *     answer.label();
 * }
 * }</pre>
 */
public final class Classifier implements Predictor {

	private final Model model;
	private final ImageClasses settings;
	private final Runner runner;

	private Classifier(Model model, ImageClasses settings, Runner runner) {
		this.model = model;
		this.settings = settings;
		this.runner = runner;
	}

	/** Loads a model's network. @throws IllegalArgumentException if the model is for another task */
	public static Classifier open(Model model, Backend backend) {
		if (!(model.task() instanceof ImageClasses settings)) {
			throw new IllegalArgumentException("Expected a classification model, got '" + model.card().name() + "' for " + model.task().title() + ".");
		}
		return new Classifier(model, settings, backend.runner(model.network(), model.weights()));
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
	 * The class of an image or a part of it, images larger than the network's input seen as the model says.
	 *
	 * @throws IllegalArgumentException if the image has other channels than the model expects, or a pixel is not finite
	 */
	public Classification classify(Hyperstack image, WholeImage.View view) {
		List<Classification> answers = new ArrayList<>();
		Batches batches = new Batches(this, 1);
		batches.add(inputs(image, view, settings.largeImages()), answers::add);
		batches.finish();
		return answers.get(0);
	}

	/**
	 * What the network sees of an image or a part of it, (1, H, W, C) each: all of it, or its parts. On any thread.
	 *
	 * @param larger how an image larger than the network's input is seen
	 * @throws IllegalArgumentException as {@link #classify(Hyperstack, sc.fovea.predict.WholeImage.View)}
	 */
	public List<Tensor> inputs(Hyperstack image, WholeImage.View view, LargeImages larger) {
		WholeImage whole = WholeImage.of(model);
		return whole.size().isEmpty() ? List.of(whole.of(image, view)) : whole.parts(image, view, size -> larger.parts(size, whole.size().get()));
	}

	/** The model's way to see images larger than its input, or the one that is asked for. @throws IllegalArgumentException if the network takes images of any size */
	public LargeImages larger(Optional<LargeImages> asked) {
		if (asked.isPresent() && WholeImage.of(model).size().isEmpty()) {
			throw new IllegalArgumentException(
				"No image is larger than the input of '" + model.card().name() + "', which takes images of any size, but \"larger\" is \""
					+ asked.get().word() + "\".");
		}
		return asked.orElse(settings.largeImages());
	}

	/** The scores of a batch as the network gives them, the probabilities of which {@link #probabilities} makes. @param batch (N, H, W, C), as {@link WholeImage} makes it */
	List<Classification> scores(Tensor batch) {
		return read(scores(runner, batch, settings), settings.classes());
	}

	/** The mean of the scores of the parts of an image as probabilities. @param scores of at least one part */
	Classification probabilities(List<Classification> scores) {
		if (scores.size() == 1) return settings.calibrated(scores.get(0));
		List<Double> means = new ArrayList<>();
		for (int c = 0; c < classes().size(); c++) {
			int number = c;
			means.add(scores.stream().mapToDouble(answer -> answer.probabilities().get(number)).average().orElseThrow());
		}
		return settings.calibrated(new Classification(classes(), means));
	}

	/**
	 * The scores of a batch: the mean over the orientations in which the model looks at an image.
	 *
	 * @param runner of a network with one input and the scores as its only output
	 * @param batch (N, H, W, C)
	 * @return (N, 1, 1, classes)
	 */
	public static Tensor scores(Runner runner, Tensor batch, ImageClasses settings) {
		int orientations = settings.orientations().orElse(1);
		Tensor sum = runner.run(batch);
		for (int number = 1; number < orientations; number++) {
			sum = plus(sum, runner.run(Orientations.of(batch, number)));
		}
		return orientations == 1 ? sum : times(sum, 1f / orientations);
	}

	private static Tensor plus(Tensor a, Tensor b) {
		Tensor sum = Tensor.zeros(a.batch(), a.height(), a.width(), a.channels());
		for (int i = 0; i < sum.data().length; i++) {
			sum.data()[i] = a.data()[i] + b.data()[i];
		}
		return sum;
	}

	private static Tensor times(Tensor a, float factor) {
		Tensor product = Tensor.zeros(a.batch(), a.height(), a.width(), a.channels());
		for (int i = 0; i < product.data().length; i++) {
			product.data()[i] = a.data()[i] * factor;
		}
		return product;
	}

	/** The answers of a batch. @param scores (N, 1, 1, classes) */
	public static List<Classification> read(Tensor scores, List<String> classes) {
		List<Classification> answers = new ArrayList<>();
		for (int i = 0; i < scores.batch(); i++) {
			List<Double> probabilities = new ArrayList<>();
			for (int c = 0; c < classes.size(); c++) {
				probabilities.add((double) scores.data()[i * classes.size() + c]);
			}
			answers.add(new Classification(classes, probabilities));
		}
		return answers;
	}

	@Override
	public void close() {
		runner.close();
	}
}
