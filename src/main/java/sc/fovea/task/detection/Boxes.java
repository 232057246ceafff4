package sc.fovea.task.detection;

import java.util.List;
import java.util.Optional;

import sc.fovea.model.TaskChecks;
import sc.fovea.model.TaskSettings;
import sc.fovea.net.Network;
import sc.fovea.predict.SegmentationOptions;

/**
 * Objects as boxes, found without anchors (as in FCOS, Tian et al. 2019, arXiv:1904.01355): each cell of a grid gives a score for each class and the natural
 * logarithms of the distances, in cells, from its middle to the left, upper, right and lower edge of the box.
 *
 * @param classes their names, in the order of the channels
 * @param grid side of a cell in pixels
 * @param heads names of the network's outputs
 * @param thresholds where boxes and overlaps begin
 */
public record Boxes(List<String> classes, int grid, Heads heads, Thresholds thresholds) implements TaskSettings {

	/**
	 * Names of the network's outputs.
	 *
	 * @param scores of the classes, 0 to 1, (N, H/grid, W/grid, classes)
	 * @param distances logarithms of distances, (N, H/grid, W/grid, 4)
	 */
	public record Heads(String scores, String distances) {}

	/**
	 * Limits between 0 and 1.
	 *
	 * @param score boxes below it are dropped
	 * @param maximumIou of two boxes of a class that overlap more, the one with the lower score is dropped
	 */
	public record Thresholds(double score, double maximumIou) {

		/** @throws IllegalArgumentException if one is not between 0 and 1 */
		public Thresholds {
			TaskChecks.fractions(score, maximumIou);
		}
	}

	/** Copies the names. @throws IllegalArgumentException if the grid is below 1, or there is no class, one occurs twice, or one is empty or longer than 100 characters */
	public Boxes {
		classes = TaskChecks.classes(classes);
		if (grid < 1) throw new IllegalArgumentException("Expected a grid of at least 1 pixel, got " + grid + ".");
	}

	/** The same with what the user chose. */
	Boxes with(SegmentationOptions options) {
		return new Boxes(classes, grid, heads, new Thresholds(options.probabilityOr(thresholds.score()), options.overlapOr(thresholds.maximumIou())));
	}

	@Override
	public String title() {
		return "object detection";
	}

	@Override
	public List<String> outputs() {
		return List.of(heads.scores(), heads.distances());
	}

	@Override
	public Optional<String> probabilities() {
		return Optional.of(heads.scores());
	}

	@Override
	public void check(Network network) {
		TaskChecks.output(network, heads.scores(), classes.size());
		TaskChecks.output(network, heads.distances(), 4);
		outputs().forEach(output -> TaskChecks.grid(network, output, grid));
	}
}
