package sc.fovea.tile;

import java.util.Map;

import sc.fovea.net.Tensor;

/** Takes the answers of a network, tile by tile. */
@FunctionalInterface
public interface TileSink {

	/**
	 * Called from one thread, tile rows from top to bottom, each from left to right; every pixel of the image belongs to exactly one tile. A
	 * tile that had to be split for lack of memory comes as its parts.
	 *
	 * @param tile where; {@link Tile#originX} and {@link Tile#originY} give the place on an output's grid
	 * @param answers for each output of the network a tensor (1, h, w, C), cut to the core on that output's grid; an output of one pixel for
	 *            the whole image, as behind a global pooling, comes as it is; h or w is 0 where unpadded windows leave no answer
	 */
	void accept(Tile tile, Map<String, Tensor> answers);
}
