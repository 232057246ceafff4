package sc.fovea.task.classification;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import sc.fovea.architecture.Architecture;
import sc.fovea.architecture.NetworkInNetwork;
import sc.fovea.architecture.PoolingChoice;
import sc.fovea.architecture.Trunk;
import sc.fovea.data.Sample;
import sc.fovea.model.Model;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.Shape;
import sc.fovea.net.Size;
import sc.fovea.net.Weights;
import sc.fovea.train.plan.PlanRequest;
import sc.fovea.train.transfer.FirstLayers;
import sc.fovea.train.transfer.InitialWeights;
import sc.fovea.train.transfer.Pretrained;

/**
 * The trunk that a classification begins with: layers from the image to features, and weights for those that have learned before.
 *
 * @param title for people
 * @param network from images of any size to features
 * @param weights of it; none if it is new
 */
record ClassBeginning(String title, Network network, Weights weights) {

	private static final int WIDTH = 16;

	/** Whether it has learned before. */
	boolean isPretrained() {
		return !weights.tensors().isEmpty();
	}

	/** As the user wants it. @param samples that it is to learn from @throws IOException with a sentence, if the file of weights cannot be used */
	static ClassBeginning of(ClassApproach approach, List<Sample> samples) throws IOException {
		ClassApproach.Start start = approach.start();
		int channels = samples.get(0).channels();
		if (start.model().isPresent()) {
			return of(start.model().get(), channels);
		}
		if (start.weights().isPresent()) {
			Pretrained trunk = Pretrained.read(start.weights().get(), start.backbones(), samples);
			return new ClassBeginning(trunk.title() + ", pretrained", trunk.network(), trunk.weights());
		}
		return fresh(approach.plan().design(), channels);
	}

	/** A new network. @param channels of the images */
	static ClassBeginning fresh(PlanRequest.Design design, int channels) {
		Architecture architecture = design.architecture().orElseGet(NetworkInNetwork::new);
		PlanRequest.Design layers = architecture.hasPoolings() ? design : design.withPooling(PoolingChoice.OPEN);
		return new ClassBeginning(architecture.name() + " from scratch", layers.features(architecture, channels, WIDTH, architecture.halvings()),
			InitialWeights.FROM_SCRATCH.weights());
	}

	/**
	 * The pooling over the whole image: the one that is asked for, if there is none between the layers.
	 *
	 * @throws IllegalArgumentException if the choice does not fit: the whole image has no window, and published weights were learned with their own poolings
	 */
	Pooling.Kind pooling(PoolingChoice choice) {
		boolean isWithin = network.nodes().stream().anyMatch(node -> node.layer() instanceof Pooling);
		if (isWithin && isPretrained() && !choice.isOpen()) {
			throw new IllegalArgumentException(
				"Expected no pooling to be chosen beside pretrained weights, which were learned with their own, got " + choice.text() + ".");
		}
		if (!isWithin && choice.hasWindow()) {
			throw new IllegalArgumentException("Expected no size or stride of a pooling in a network that pools over the whole image only, got " + choice.text()
				+ "; network-in-network, vgg, lenet5, resnet18, resnet50 and unet pool between layers.");
		}
		return isWithin ? Pooling.Kind.AVERAGE : choice.kind().orElse(Pooling.Kind.AVERAGE);
	}

	/** The trunk of a model for any task. @throws IllegalArgumentException if it has none, or its trunk cannot be fitted to the channels */
	static ClassBeginning of(Model model, int channels) {
		Trunk trunk = Trunk.of(model.network());
		FirstLayers layers = new FirstLayers(trunk.network(), model.weights().fitTo(trunk.network(), 0)).spread(channels);
		return new ClassBeginning("the model '" + model.card().name() + "'", layers.network(), layers.weights().fitTo(layers.network(), 0));
	}

	/** Size of images that a model was made for; empty if it takes any. */
	static Optional<Size> size(Model model) {
		Shape shape = model.network().inputs().values().iterator().next();
		return shape.isFixed() ? Optional.of(new Size(shape.height(), shape.width())) : Optional.empty();
	}
}
