package sc.fovea.task.localization;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import sc.fovea.architecture.Architecture;
import sc.fovea.architecture.Trunk;
import sc.fovea.architecture.UNet;
import sc.fovea.net.Network;
import sc.fovea.train.plan.PlanRequest;
import sc.fovea.train.transfer.Transfer;

/**
 * How the one object of images is learned.
 *
 * @param plan what the user asks for; the rest follows from the images
 * @param transfer model to begin with, if any
 * @param classes of interest: an image counts if it holds exactly one object of them; empty for all
 * @param side of the network's input in pixels, to which images are stretched; {@value #SIDE} unless told otherwise
 */
public record OneBoxApproach(PlanRequest plan, Optional<Transfer> transfer, List<String> classes, OptionalInt side) {

	private static final int SIDE = 160;
	private static final int UNIT = 32;
	private static final int LARGEST_SIDE = 2048;
	private static final int WIDTH = 16;
	private static final int FINE_GRID = 4;
	private static final int COARSE_HALVINGS = 4;

	/** Copies the names. @throws IllegalArgumentException if the side is not a multiple of 32 in 32–2048 */
	public OneBoxApproach {
		classes = List.copyOf(classes);
		int pixels = side.orElse(SIDE);
		if (pixels < UNIT || pixels > LARGEST_SIDE || pixels % UNIT != 0) {
			throw new IllegalArgumentException(
				"Expected a side that is a multiple of " + UNIT + " in " + UNIT + " to " + LARGEST_SIDE + " pixels, got " + pixels
					+ ".");
		}
	}

	/** From scratch, with all else left open. */
	public static OneBoxApproach fromScratch(PlanRequest plan, List<String> classes) {
		return new OneBoxApproach(plan, Optional.empty(), classes, OptionalInt.empty());
	}

	/** Side of the input of a new network. */
	int newSide() {
		return side.orElse(SIDE);
	}

	/** A new trunk: one that comes up again on a grid of 4 pixels, one that only goes down on a grid of 16, or as deep as it goes. @param channels of the images */
	Network trunk(int channels) {
		Architecture architecture = plan.architecture().orElseGet(UNet::new);
		PlanRequest.Design design = plan.design();
		int grid = architecture.comesUp() ? FINE_GRID : 1 << design.depth().orElse(Math.min(COARSE_HALVINGS, architecture.halvings()));
		PlanRequest.Design onGrid = architecture.comesUp()
			? design
			: new PlanRequest.Design(design.architecture(), design.width(), OptionalInt.of(1), design.pooling());
		return Trunk.of(architecture, onGrid.trunk(architecture, channels, grid, WIDTH, plan.learning().dropout().orElse(0))).network();
	}
}
