package sc.fovea.predict.block;

import java.util.Optional;

import sc.fovea.predict.scale.ScaleEstimate;
import sc.fovea.tile.Region;

/** The objects of a plane, numbered from 1 on; the best first. */
public interface BlockObjects {

	/** How many there are. */
	int size();

	/** The scale at which all blocks are to be looked at once more, because objects have another size than was expected; empty if this was good. */
	Optional<ScaleEstimate> corrected(ScaleEstimate expected);

	/** Those that are needed to draw a block. @param block in pixels of the plane */
	byte[] of(Region block);
}
