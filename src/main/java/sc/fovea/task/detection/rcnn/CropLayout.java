package sc.fovea.task.detection.rcnn;

import sc.fovea.architecture.Architecture;
import sc.fovea.architecture.CropHeads;
import sc.fovea.architecture.NetworkInNetwork;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.architecture.UNet;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.Size;
import sc.fovea.task.detection.region.RegionLook;
import sc.fovea.train.plan.PlanAdvice;

/**
 * The network of R-CNN: small, since it runs for every region. From squares of 48 pixels a Network-in-Network of 16 to 128 filters goes down to a grid of 16 pixels,
 * unless the user asks for another size or architecture.
 *
 * @param advice what the user asks for, and what the images are like
 */
public record CropLayout(PlanAdvice advice) {

	private static final int SIDE = 48;
	private static final int GRID = 16;
	private static final int WIDTH = 16;
	/** 16 of 227 pixels, as in the paper. */
	private static final double CONTEXT = 16.0 / 227;

	/** Side of a warped region in pixels. */
	public int side() {
		return advice.request().sampling().patch().orElse(SIDE);
	}

	/** How a region is looked at. */
	public RegionLook.Warped look() {
		int side = side();
		return new RegionLook.Warped(UNet.IMAGE, side, (int) Math.round(CONTEXT * side));
	}

	/** The network. @throws IllegalArgumentException if the user asks for a patch that is no multiple of the grid */
	public Network network(int classes) {
		int side = side();
		if (side % GRID != 0) {
			throw new IllegalArgumentException("Expected a patch that is a multiple of " + GRID + " pixels for r-cnn, got " + side + ".");
		}
		Architecture architecture = advice.request().architecture().orElseGet(NetworkInNetwork::new);
		double dropout = advice.request().learning().dropout().orElse(0);
		TrunkOptions options = new TrunkOptions(advice.survey().channels(), GRID, advice.request().design().filters(WIDTH), 1, Pooling.Kind.MAX, dropout);
		return CropHeads.standard(classes).detector(architecture.trunk(options).withInputSize(Size.of(side)));
	}
}
