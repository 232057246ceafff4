package sc.fovea.task.semantic;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import sc.fovea.architecture.Architecture;
import sc.fovea.architecture.SemanticHead;
import sc.fovea.architecture.Trunk;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.architecture.UNet;
import sc.fovea.backend.Backend;
import sc.fovea.data.Sample;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;
import sc.fovea.train.TrainingSetup;
import sc.fovea.train.loop.Score;

/**
 * Semantic segmentation: samples whose labels are class numbers, from 0 for the first class.
 *
 * @param network with a {@link SemanticHead}
 * @param classes names of the classes, at least two
 */
public record SemanticSetup(Network network, List<String> classes) implements TrainingSetup {

	/** A head behind a trunk. */
	public SemanticSetup(Architecture architecture, TrunkOptions trunk, List<String> classes) {
		this(new Trunk(architecture.trunk(trunk), trunk.grid()), classes);
	}

	/** A head behind a trunk. */
	public SemanticSetup(Trunk trunk, List<String> classes) {
		this(new SemanticHead(classes.size()).attach(trunk.network(), trunk.grid()), classes);
	}

	/** Copies the names. @throws IllegalArgumentException if there are fewer than two */
	public SemanticSetup {
		classes = List.copyOf(classes);
		if (classes.size() < 2) {
			throw new IllegalArgumentException("Expected at least 2 classes to tell apart, got " + classes + ".");
		}
	}

	/** A U-Net of 0.9 million weights on a grid of 2 pixels, whose answer is at full resolution. @param channels of the images */
	public static SemanticSetup standard(int channels, List<String> classes) {
		return new SemanticSetup(new UNet(), TrunkOptions.forChannels(channels), classes);
	}

	@Override
	public SemanticTargets targets() {
		return new SemanticTargets(classes.size());
	}

	@Override
	public SemanticClasses settings() {
		return new SemanticClasses(classes, SemanticHead.CLASSES);
	}

	/** Mean intersection over union of the classes. @throws IllegalArgumentException if the samples' labels are of one class only */
	@Override
	public Function<Weights, Score> validation(Backend backend, List<Sample> samples) {
		if (samples.stream().flatMapToInt(s -> Arrays.stream(s.labels())).filter(c -> c >= 0).distinct().limit(2).count() < 2) {
			throw new IllegalArgumentException("Expected pixels of at least 2 classes in the images to judge by, got 1 in "
				+ samples.stream().map(Sample::name).toList() + "; annotate more images or choose another seed.");
		}
		return new SemanticValidation(backend, network, classes, samples);
	}

	@Override
	public Set<String> classNodes() {
		return Set.of(SemanticHead.CLASSES_LOGIT);
	}
}
