package sc.fovea.task.classification;

import java.util.List;
import java.util.function.Function;

import sc.fovea.architecture.ClassHead;
import sc.fovea.backend.Backend;
import sc.fovea.data.Sample;
import sc.fovea.net.Network;
import sc.fovea.net.Size;
import sc.fovea.net.Weights;
import sc.fovea.train.TrainingSetup;
import sc.fovea.train.loop.Score;

/**
 * Classification of whole images.
 *
 * @param network with a {@link ClassHead}, fixed to the size of the samples
 * @param classes names of the classes, at least two
 * @param smoothing of labels, see {@link ClassTargets}
 * @param hasAllOrientations whether the scores of an image are the mean over its {@link sc.fovea.task.classification.Orientations}
 */
public record ClassSetup(Network network, List<String> classes, double smoothing, boolean hasAllOrientations) implements TrainingSetup {

	/** Copies the names. @throws IllegalArgumentException if there are fewer than two */
	public ClassSetup {
		classes = List.copyOf(classes);
		if (classes.size() < 2) {
			throw new IllegalArgumentException("Expected at least 2 classes to tell apart, got " + classes + ".");
		}
	}

	/** With a new head. @param trunk whose output are features @param size of the samples @param dropout rate before the last layer */
	public static ClassSetup of(Network trunk, Size size, List<String> classes, double dropout) {
		return of(trunk, size, new ClassHead(classes.size(), dropout), classes);
	}

	/** With a new head for as many classes. @param trunk whose output are features @param size of the samples */
	static ClassSetup of(Network trunk, Size size, ClassHead head, List<String> classes) {
		return new ClassSetup(head.attach(trunk).withInputSize(size), classes, 0, false);
	}

	/** The same with smoothed labels. */
	public ClassSetup smoothed(double newSmoothing) {
		return new ClassSetup(network, classes, newSmoothing, hasAllOrientations);
	}

	/** The same with all orientations, or with images as they are. */
	public ClassSetup withAllOrientations(boolean hasAll) {
		return new ClassSetup(network, classes, smoothing, hasAll);
	}

	@Override
	public ClassTargets targets() {
		return new ClassTargets(classes.size(), smoothing);
	}

	@Override
	public ImageClasses settings() {
		return new ImageClasses(classes, ClassHead.CLASSES).withAllOrientations(hasAllOrientations);
	}

	/** Balanced accuracy. */
	@Override
	public Function<Weights, Score> validation(Backend backend, List<Sample> samples) {
		return new ClassAnswers(backend, this, samples);
	}
}
