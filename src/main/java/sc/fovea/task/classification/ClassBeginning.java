package sc.fovea.task.classification;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import sc.fovea.architecture.Architecture;
import sc.fovea.architecture.Backbone;
import sc.fovea.architecture.ClassHead;
import sc.fovea.architecture.NetworkInNetwork;
import sc.fovea.architecture.TrunkOptions;
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
	private static final int GRID = 16;

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
		double dropout = approach.plan().learning().dropout().orElse(0);
		return fresh(approach.plan().design(), channels, dropout);
	}

	/** A new network. @param channels of the images */
	static ClassBeginning fresh(PlanRequest.Design design, int channels, double dropout) {
		Architecture architecture = design.architecture().orElseGet(NetworkInNetwork::new);
		Network trunk = architecture instanceof Backbone backbone
			? backbone.features(channels, design.width().orElse(1))
			: architecture.trunk(new TrunkOptions(channels, GRID, design.filters(WIDTH), 1, Pooling.Kind.MAX, dropout));
		return new ClassBeginning(architecture.name() + " from scratch", trunk, InitialWeights.FROM_SCRATCH.weights());
	}

	/** The trunk of a classification model. @throws IllegalArgumentException if the model is of another kind, or its trunk cannot be fitted to the channels */
	static ClassBeginning of(Model model, int channels) {
		boolean hasHead = model.network().nodes().stream().anyMatch(node -> node.name().equals(ClassHead.FEATURES));
		if (!(model.task() instanceof ImageClasses) || !hasHead) {
			throw new IllegalArgumentException("Expected a model for image classification to begin with, got '" + model.card().name() + "' for "
				+ model.task().title() + ".");
		}
		FirstLayers layers = new FirstLayers(model.network().upTo(model.network().node(ClassHead.FEATURES).inputs().get(0)), model.weights()).spread(channels);
		return new ClassBeginning("the model '" + model.card().name() + "'", layers.network(), layers.weights().fitTo(layers.network(), 0));
	}

	/** Size of images that a model was made for; empty if it takes any. */
	static Optional<Size> size(Model model) {
		Shape shape = model.network().inputs().values().iterator().next();
		return shape.isFixed() ? Optional.of(new Size(shape.height(), shape.width())) : Optional.empty();
	}
}
