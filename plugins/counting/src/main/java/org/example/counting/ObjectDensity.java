package org.example.counting;

import java.util.List;

import sc.fovea.model.TaskChecks;
import sc.fovea.model.TaskSettings;
import sc.fovea.net.Network;

/**
 * Counting by a density map: the output is exp(−d²/(2σ²)), summed over the objects, with d the distance from an object's centre. Divided by {@link #perObject}, each
 * object counts as one.
 *
 * @param output node that gives the density, (N, H/grid, W/grid, 1)
 * @param grid input pixels per output pixel along each axis
 * @param sigma standard deviation σ of the Gaussian of an object, in pixels, at least {@code grid}
 */
public record ObjectDensity(String output, int grid, double sigma) implements TaskSettings {

	/** @throws IllegalArgumentException if the Gaussian is narrower than a pixel of the output: its samples would not add up to its integral */
	public ObjectDensity {
		TaskChecks.count(grid);
		if (!(sigma >= grid) || Double.isInfinite(sigma)) {
			throw new IllegalArgumentException("Expected a sigma of at least " + grid + " pixels, a pixel of the density map, got " + sigma + ".");
		}
	}

	/** What an object adds to the sum of the output: 2πσ² / grid². */
	public double perObject() {
		return 2 * Math.PI * sigma * sigma / ((double) grid * grid);
	}

	@Override
	public String title() {
		return "counting";
	}

	@Override
	public List<String> outputs() {
		return List.of(output);
	}

	@Override
	public void check(Network network) {
		TaskChecks.output(network, output, 1);
		TaskChecks.grid(network, output, grid);
	}
}
