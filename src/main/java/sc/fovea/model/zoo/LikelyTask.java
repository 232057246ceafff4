package sc.fovea.model.zoo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import sc.fovea.model.TaskSettings;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.task.classification.ImageClasses;
import sc.fovea.task.restoration.RestoredIntensities;
import sc.fovea.task.semantic.SemanticClasses;

/**
 * What a network without a description is most likely for, told by its output: one pixel means classes of images; a channel of probabilities means foreground, another
 * channel of a grey image a restored one, of an image of several channels scores of the foreground; several channels mean classes of pixels. The user may know better.
 *
 * @param network with the output that the task reads
 * @param weights of the network
 * @param task what was taken
 * @param note why
 */
record LikelyTask(Network network, Weights weights, TaskSettings task, String note) {

	private static final String CLASSIFICATION = "classification";
	private static final String SEGMENTATION = "semantic-segmentation";
	private static final String RESTORATION = "restoration";
	private static final String CLASSES = "pixel_classes";
	private static final String PROBABILITY = "pixel_probability";

	/**
	 * The task of a network's first output.
	 *
	 * @param task what the user says that it is for; empty for the likeliest
	 * @throws IllegalArgumentException if the output does not fit the task, in a sentence that says which does
	 */
	static LikelyTask of(Network net, Weights weights, Optional<String> task) {
		String output = net.outputs().get(0);
		Network one = net.upTo(output);
		String taken = task.orElseGet(() -> likeliest(one, output));
		LikelyTask likely = of(one, weights.of(one), output, taken);
		int outputs = net.outputs().size();
		return outputs == 1 ? likely : likely.noted("It has " + outputs + " outputs, of which only the first, \"" + output + "\", is read. ");
	}

	private LikelyTask noted(String before) {
		return new LikelyTask(network, weights, task, before + note);
	}

	private static boolean isVector(Network net, String output) {
		Shape shape = net.shapes().get(output);
		return shape.height() == 1 && shape.width() == 1;
	}

	private static String likeliest(Network net, String output) {
		if (isVector(net, output)) return CLASSIFICATION;
		boolean isRestored = net.shapes().get(output).channels() == 1 && channels(net) == 1 && !isProbability(net, output);
		return isRestored ? RESTORATION : SEGMENTATION;
	}

	private static LikelyTask of(Network net, Weights weights, String output, String task) {
		int count = net.shapes().get(output).channels();
		boolean isVector = isVector(net, output);
		if (task.equals(CLASSIFICATION) && isVector) {
			return new LikelyTask(net, weights, new ImageClasses(names("class ", 1, count), output),
				"The output is one vector of " + count + ": taken as classes of images, which the file does not name.");
		}
		if (task.equals(SEGMENTATION) && !isVector)
			return count == 1
				? foreground(net, weights, output)
				: new LikelyTask(net, weights, new SemanticClasses(pixelClasses(count), output),
					"The output has " + count + " channels at each pixel: taken as classes of pixels, the first as background.");
		if (task.equals(RESTORATION) && !isVector && count == channels(net)) {
			return restored(net, weights, output, count == 1
				? "The output is one channel of any values: taken as the restored image, on the scale of the normalised one."
				: "The output is an image of " + count + " channels: taken as the restored one, on the scale of the normalised one.");
		}
		List<String> fitting = isVector ? List.of(CLASSIFICATION) : count == channels(net) ? List.of(SEGMENTATION, RESTORATION) : List.of(SEGMENTATION);
		throw new IllegalArgumentException("\"task\" must be " + String.join(" or ", fitting) + ", since the output is "
			+ (isVector ? "one vector of " + count : "a map of " + count + (count == 1 ? " channel" : " channels")) + " for an image of " + channels(net)
			+ ", but is \"" + task + "\".");
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
		boolean areScores = network.node(CLASSES).inputs().contains(PROBABILITY);
		Tensor both = Tensor.zeros(theirs.batch(), theirs.height(), theirs.width(), 2);
		for (int i = 0; i < theirs.data().length; i++) {
			float p = areScores ? (float) (1 / (1 + Math.exp(-theirs.data()[i]))) : theirs.data()[i];
			both.data()[2 * i] = 1 - p;
			both.data()[2 * i + 1] = p;
		}
		return both;
	}

	private static boolean isProbability(Network net, String output) {
		return net.node(output).layer().equals(new Activation(Activation.Function.SIGMOID));
	}

	/** Two classes of pixels: 1 − p and p, where p is the output or its sigmoid. */
	private static LikelyTask foreground(Network net, Weights weights, String output) {
		boolean isProbability = isProbability(net, output);
		Network probable = isProbability ? net : net.then(PROBABILITY, new Activation(Activation.Function.SIGMOID), output);
		Network both = probable.then(CLASSES, Convolution.pointwise(2), isProbability ? output : PROBABILITY);
		Map<String, Tensor> more = new LinkedHashMap<>(weights.tensors());
		more.put(CLASSES + ".kernel", Tensor.of(new float[] { -1, 1 }, 1, 1, 1, 2));
		more.put(CLASSES + ".bias", Tensor.of(new float[] { 1, 0 }, 2));
		return new LikelyTask(both, new Weights(more), new SemanticClasses(pixelClasses(2), CLASSES), isProbability
			? "The output is one channel of probabilities: taken as foreground, from 0.5 on."
			: "The output is one channel of any values: taken as scores of the foreground, from 0 on.");
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
