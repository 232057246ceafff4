package sc.fovea.task.restoration;

import java.util.List;
import java.util.Optional;

import sc.fovea.model.TaskChecks;
import sc.fovea.model.TaskSettings;
import sc.fovea.net.Network;
import sc.fovea.net.ShapeException;

/**
 * Restoration: for each pixel and channel of the image the intensity that it would have without noise or blur.
 *
 * @param output node that gives the intensities, (N, H, W, C) with the channels of the input
 * @param isNormalised whether they are on the scale of the normalised input, so that the normalisation is undone; else they are taken as they are
 */
public record RestoredIntensities(String output, boolean isNormalised) implements TaskSettings {

	@Override
	public String title() {
		return "restoration";
	}

	@Override
	public List<String> outputs() {
		return List.of(output);
	}

	@Override
	public Optional<String> tuningRefusal() {
		return Optional.of("Expected a model to begin with that segments, detects, localizes or classifies, got one that restores images.");
	}

	/** @throws ShapeException if the output has other channels or another size than the image */
	@Override
	public void check(Network network) {
		TaskChecks.output(network, output, network.inputs().values().iterator().next().channels());
		TaskChecks.grid(network, output, 1);
	}
}
