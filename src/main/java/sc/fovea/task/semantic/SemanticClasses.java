package sc.fovea.task.semantic;

import java.util.List;
import java.util.Optional;

import sc.fovea.model.TaskChecks;
import sc.fovea.model.TaskSettings;
import sc.fovea.net.Network;

/**
 * A class for every pixel.
 *
 * @param classes their names, in the order of the channels
 * @param output node that gives a score for each class, (N, H, W, classes)
 */
public record SemanticClasses(List<String> classes, String output) implements TaskSettings {

	/** Copies the names. @throws IllegalArgumentException if there is none, one occurs twice, or one is empty or longer than 100 characters */
	public SemanticClasses {
		classes = TaskChecks.classes(classes);
	}

	@Override
	public String title() {
		return "semantic segmentation";
	}

	@Override
	public List<String> outputs() {
		return List.of(output);
	}

	@Override
	public Optional<String> probabilities() {
		return Optional.of(output);
	}

	@Override
	public void check(Network network) {
		TaskChecks.output(network, output, classes.size());
	}
}
