package sc.fovea.model.zoo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import sc.fovea.model.TaskSettings;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Layer;
import sc.fovea.net.Network;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.task.classification.ImageClasses;
import sc.fovea.task.restoration.RestoredIntensities;
import sc.fovea.task.semantic.SemanticClasses;

/**
 * What a network without a description is most likely for, told by its output: one pixel means classes of images; a channel of probabilities means foreground, another
 * channel of a grey image a restored one; several channels mean classes of pixels.
 *
 * @param network with the output that the task reads
 * @param weights of the network
 * @param task what was taken
 * @param note why
 */
record LikelyTask(Network network, Weights weights, TaskSettings task, String note) {

	private static final String CLASSES = "pixel_classes";

	/**
	 * The task of a network's first output.
	 *
	 * @throws IllegalArgumentException if the output is an image, which no task of Fovea reads
	 */
	static LikelyTask of(Network net, Weights weights) {
		LikelyTask likely = ofFirst(net, weights);
		int outputs = net.outputs().size();
		return outputs == 1 ? likely : likely.noted("It has " + outputs + " outputs, of which only the first, \"" + net.outputs().get(0) + "\", is read. ");
	}

	private LikelyTask noted(String before) {
		return new LikelyTask(network, weights, task, before + note);
	}

	private static LikelyTask ofFirst(Network net, Weights weights) {
		String output = net.outputs().get(0);
		Shape shape = net.shapes().get(output);
		Network one = net.upTo(output);
		Weights own = weights.of(one);
		if (shape.height() == 1 && shape.width() == 1) {
			return new LikelyTask(one, own, new ImageClasses(names("class ", 1, shape.channels()), output),
				"The output is one vector of " + shape.channels() + ": taken as classes of images, which the file does not name.");
		}
		if (shape.channels() > 1) {
			return new LikelyTask(one, own, new SemanticClasses(pixelClasses(shape.channels()), output),
				"The output has " + shape.channels() + " channels at each pixel: taken as classes of pixels, the first as background.");
		}
		return foreground(one, own, output);
	}

	/** The same with names of classes that a description tells, if there are as many. */
	LikelyTask named(List<String> names) {
		boolean fits = new HashSet<>(names).size() == names.size() && names.stream().noneMatch(name -> name.isBlank() || name.length() > 100);
		if (fits && task instanceof ImageClasses own && own.classes().size() == names.size()) {
			return new LikelyTask(network, weights, new ImageClasses(names, own.output()), note);
		}
		if (fits && task instanceof SemanticClasses own && own.classes().size() == names.size()) {
			return new LikelyTask(network, weights, new SemanticClasses(names, own.output()), note);
		}
		return this;
	}

	/** What the output should be where the foreign one is known. */
	Tensor expected(Tensor theirs) {
		if (!network.last().equals(CLASSES)) {
			return theirs;
		}
		Tensor both = Tensor.zeros(theirs.batch(), theirs.height(), theirs.width(), 2);
		for (int i = 0; i < theirs.data().length; i++) {
			both.data()[2 * i] = 1 - theirs.data()[i];
			both.data()[2 * i + 1] = theirs.data()[i];
		}
		return both;
	}

	/** Two classes of pixels: 1 − p and p. */
	private static LikelyTask foreground(Network net, Weights weights, String output) {
		Layer last = net.node(output).layer();
		if (!last.equals(new Activation(Activation.Function.SIGMOID)) && channels(net) == 1) {
			return restored(net, weights, output, "The output is one channel of any values: taken as the restored image, on the scale of the normalised one.");
		}
		if (!last.equals(new Activation(Activation.Function.SIGMOID))) {
			throw new IllegalArgumentException("Expected an output that gives classes or probabilities, got one channel without sigmoid, \"" + output
				+ "\", of " + channels(net) + " channels that it sees; Fovea has no task for that.");
		}
		Network both = net.then(CLASSES, Convolution.pointwise(2), output);
		Map<String, Tensor> more = new LinkedHashMap<>(weights.tensors());
		more.put(CLASSES + ".kernel", Tensor.of(new float[] { -1, 1 }, 1, 1, 1, 2));
		more.put(CLASSES + ".bias", Tensor.of(new float[] { 1, 0 }, 2));
		return new LikelyTask(both, new Weights(more), new SemanticClasses(pixelClasses(2), CLASSES),
			"The output is one channel of probabilities: taken as foreground, from 0.5 on.");
	}

	/** An image with the channels of the input. @param note why */
	static LikelyTask restored(Network net, Weights weights, String output, String note) {
		return new LikelyTask(net, weights, new RestoredIntensities(output, true), note);
	}

	private static int channels(Network net) {
		return net.inputs().values().iterator().next().channels();
	}

	private static List<String> pixelClasses(int count) {
		List<String> classes = new ArrayList<>(List.of("background"));
		classes.addAll(count == 2 ? List.of("foreground") : names("class ", 1, count - 1));
		return classes;
	}

	private static List<String> names(String prefix, int from, int count) {
		return IntStream.range(from, from + count).mapToObj(i -> prefix + i).toList();
	}
}
