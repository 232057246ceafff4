package sc.fovea.task.localization;

import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.Map;
import java.util.function.Function;

import sc.fovea.architecture.OneBoxHead;
import sc.fovea.backend.Backend;
import sc.fovea.data.Sample;
import sc.fovea.net.Network;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.train.Batches;
import sc.fovea.train.TrainingSetup;
import sc.fovea.train.loop.Score;
import sc.fovea.train.transfer.InitialWeights;

/**
 * Localization: class and box of the one object of an image.
 *
 * @param network with a {@link OneBoxHead}, fixed to the size of the samples
 * @param settings what its outputs mean
 */
public record OneBoxSetup(Network network, OneBox settings) implements TrainingSetup {

	private static final OneBox.Heads OUTPUTS = new OneBox.Heads(OneBoxHead.SCORES, OneBoxHead.BOX, OneBoxHead.CONFIDENCE);

	/** With a new head. @param trunk whose only output are features @param size of the samples */
	public static OneBoxSetup of(Network trunk, Size size, List<String> classes) {
		return new OneBoxSetup(OneBoxHead.standard(classes.size()).attach(trunk).withInputSize(size), new OneBox(classes, OUTPUTS));
	}

	/** Names of the classes of samples, sorted. */
	static List<String> classes(List<Sample> samples) {
		return samples.stream().map(sample -> sample.boxes().get(0).label()).distinct().sorted().toList();
	}

	/** The same beginning, in which a head that is new begins as {@link OneBoxHead#start} says. */
	InitialWeights started(InitialWeights beginning) {
		Map<String, Tensor> start = new HashMap<>(OneBoxHead.standard(settings.classes().size()).start());
		start.keySet().removeAll(beginning.weights().tensors().keySet());
		return new InitialWeights(beginning.weights().with(start), beginning.stages(), beginning.record());
	}

	@Override
	public OneBoxTargets targets() {
		Shape map = network.shapes().get(OneBoxHead.OBJECT);
		return new OneBoxTargets(settings.classes(), new Size(map.height(), map.width()));
	}

	/** Median IoU, accuracy and more; what decides is the mean IoU, where a wrong class counts as 0. */
	@Override
	public Function<Weights, Score> validation(Backend backend, List<Sample> samples) {
		return new OneBoxAnswers(backend, this, samples);
	}

	/** Fits the confidence to how good boxes are in images that did not teach. */
	@Override
	public Weights finished(Weights weights, Backend backend, Batches judging) {
		return new ConfidenceFit(backend, this).of(weights, judging);
	}

	@Override
	public Set<String> classNodes() {
		return Set.of(OneBoxHead.SCORES_LOGIT);
	}
}
