package org.example.counting;

import sc.fovea.architecture.Trunk;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;

/** The head that regresses the density on the grid of any trunk: a 3×3 convolution, and a weighted sum of its filters. */
final class DensityHead {

	/** The output: linear, so that small errors of both signs cancel in the sum. */
	static final String DENSITY = "density";

	private static final int FILTERS = 64; // as many as in front of Fovea's own heads on the grid

	private DensityHead() {}

	/** The trunk with the head as output. */
	static Network attach(Trunk trunk) {
		return trunk.network().then(Trunk.HEAD, Convolution.of(FILTERS, 3)).then("head_relu", Activation.relu()).then(DENSITY, Convolution.pointwise(1));
	}
}
