package sc.fovea.task.detection.rcnn;

import sc.fovea.architecture.Architecture;
import sc.fovea.architecture.CropHeads;
import sc.fovea.architecture.Encoder;
import sc.fovea.architecture.NetworkInNetwork;
import sc.fovea.architecture.UNet;
import sc.fovea.net.Dropout;
import sc.fovea.net.Network;
import sc.fovea.net.Size;
import sc.fovea.task.detection.region.RegionLook;
import sc.fovea.train.plan.PlanAdvice;
import sc.fovea.train.plan.PlanRequest;

/**
 * The network of R-CNN: small, since it runs for every region. From squares of 48 pixels a Network-in-Network of 16 to 128 filters goes down to a grid of 16 pixels,
 * unless the user asks for another size or architecture.
 *
 * @param advice what the user asks for, and what the images are like
 */
public record CropLayout(PlanAdvice advice) {

	private static final int SIDE = 48;
	/** To a grid of 16 pixels. */
	private static final int HALVINGS = 4;
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
		PlanRequest request = advice.request();
		Architecture architecture = request.architecture().orElseGet(NetworkInNetwork::new);
		int halvings = request.design().depth().orElse(Math.min(HALVINGS, architecture.halvings()));
		if (side % (1 << halvings) != 0) {
			throw new IllegalArgumentException("Expected a patch that is a multiple of " + (1 << halvings) + " pixels for r-cnn, got " + side + ".");
		}
		Network trunk = request.design().features(architecture, advice.survey().channels(), WIDTH, halvings);
		double dropout = request.learning().dropout().orElse(0);
		Network dropped = dropout > 0 ? trunk.then(Encoder.DROPOUT, new Dropout(dropout)) : trunk;
		return CropHeads.standard(classes).detector(dropped.withInputSize(Size.of(side)));
	}
}
