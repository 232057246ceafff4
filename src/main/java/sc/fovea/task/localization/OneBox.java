package sc.fovea.task.localization;

import java.util.List;

import sc.fovea.model.TaskChecks;
import sc.fovea.model.TaskSettings;
import sc.fovea.net.Network;
import sc.fovea.net.ShapeException;

/**
 * The one object of an image: its class and its box. If the network's input has a fixed size, the image is stretched to it as for
 * image classification.
 *
 * @param classes names, in the order of the channels
 * @param heads names of the network's outputs
 */
public record OneBox(List<String> classes, Heads heads) implements TaskSettings {

	/** Numbers of a box: left, upper, right and lower edge. */
	public static final int EDGES = 4;

	/**
	 * Names of the network's outputs.
	 *
	 * @param scores probability of each class, (N, 1, 1, classes)
	 * @param box left, upper, right and lower edge in shares of the image's width and height, (N, 1, 1, 4)
	 * @param confidence intersection over union with the true box that is to be expected, 0 to 1, (N, 1, 1, 1)
	 */
	public record Heads(String scores, String box, String confidence) {}

	/** Copies the names. @throws IllegalArgumentException if there is none, one occurs twice, or one is empty or longer than 100 characters */
	public OneBox {
		classes = TaskChecks.classes(classes);
	}

	@Override
	public String title() {
		return "localization of one object";
	}

	@Override
	public List<String> outputs() {
		return List.of(heads.scores(), heads.box(), heads.confidence());
	}

	/** @throws ShapeException also if an output is not one pixel */
	@Override
	public void check(Network network) {
		TaskChecks.output(network, heads.scores(), classes.size());
		TaskChecks.output(network, heads.box(), EDGES);
		TaskChecks.output(network, heads.confidence(), 1);
		outputs().forEach(output -> TaskChecks.onePixel(network, output));
	}
}
