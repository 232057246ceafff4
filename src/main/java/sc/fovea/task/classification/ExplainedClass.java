package sc.fovea.task.classification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.explain.Question;
import sc.fovea.explain.Seed;
import sc.fovea.explain.Target;
import sc.fovea.geometry.Box;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.predict.WholeImage;
import sc.fovea.task.TargetRequest;
import sc.fovea.tile.Region;

/** The score of a class for an image, seen in every orientation in which the model looks at it. */
final class ExplainedClass {

	private ExplainedClass() {}

	static Target of(Classifier classifier, TargetRequest request) {
		request.requireNoScale("classification");
		Model model = classifier.model();
		ImageClasses settings = (ImageClasses) model.task();
		Hyperstack image = request.image();
		WholeImage.View view = new WholeImage.View(request.z(), request.t(), request.options().channel(), Optional.empty());
		Region part = part(classifier, image, settings);
		Tensor pixels = classifier.inputs(image, view, settings.largeImages()).get(0);
		Classification answer = classifier.classify(image, view);
		int number = request.number(settings.classes(), answer.number());
		String node = Question.beforeActivation(model.network(), settings.output());
		List<Target.View> views = new ArrayList<>();
		for (int orientation = 0; orientation < settings.orientations().orElse(1); orientation++) {
			Map<String, Tensor> inputs = Map.of(model.imageInput(), Orientations.of(pixels, orientation));
			Question question = new Question(model.network(), node, Seed.channel(number), inputs, model.imageInput());
			views.add(orientation == 0 ? Target.View.plain(question) : new Target.View(question, origin(pixels, orientation)));
		}
		Box frame = new Box(part.x(), part.y(), part.width(), part.height());
		return new Target(settings.classes().get(number), answer.probabilities().get(number), Optional.empty(), Optional.empty(), views, frame);
	}

	/** What the model sees of an image. @throws IllegalArgumentException if it is seen in tiles, each of which has a score of its own */
	private static Region part(Classifier classifier, Hyperstack image, ImageClasses settings) {
		Region whole = new Region(0, 0, image.width(), image.height());
		Optional<Size> input = WholeImage.of(classifier.model()).size();
		if (input.isEmpty()) return whole;
		List<Region> parts = settings.largeImages().parts(new Size(image.height(), image.width()), input.get());
		if (parts.size() > 1) {
			throw new IllegalArgumentException("Expected an image of at most " + input.get().width() + "x" + input.get().height()
				+ " pixels for a model that sees larger ones in tiles, got " + image.width() + "x" + image.height() + " in \"" + image.title()
				+ "\"; crop a part of it.");
		}
		return parts.get(0);
	}

	/** Numbers of pixels, turned as the image is. */
	private static int[] origin(Tensor pixels, int orientation) {
		int height = pixels.height();
		int width = pixels.width();
		Tensor numbers = Tensor.zeros(1, height, width, 2);
		for (int i = 0; i < height * width; i++) {
			numbers.data()[2 * i] = i / width;
			numbers.data()[2 * i + 1] = i % width;
		}
		float[] turned = Orientations.of(numbers, orientation).data();
		int[] origin = new int[height * width];
		for (int i = 0; i < origin.length; i++) {
			origin[i] = (int) turned[2 * i] * width + (int) turned[2 * i + 1];
		}
		return origin;
	}
}
