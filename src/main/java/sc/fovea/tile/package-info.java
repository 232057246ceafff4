/**
 * Runs a network over an image of any size, tile by tile, with the same answer as in one piece.
 * <p>
 * The halo around a tile is computed from the network ({@link sc.fovea.net.ReceptiveField}), never a setting; the size of a tile follows
 * from a {@link sc.fovea.tile.MemoryBudget}. Images stream through a {@link sc.fovea.tile.TileSource}, answers into a
 * {@link sc.fovea.tile.TileSink}, so neither needs to fit into memory; {@link sc.fovea.tile.TiledInference#lazily} computes a tile when a
 * pixel of it is visited.
 *
 * <pre>{@code
 * TileSource source = ImageSource.of(image);                       // (x, y) or (x, y, c), any RealType
 * Img<FloatType> answer = ArrayImgs.floats(width, height, 2);
 * new TiledInference(runner, MemoryBudget.automatic())
 *     .run(source, ImageSink.of(network, "probability", answer), Progress.none());
 * }</pre>
 */
package sc.fovea.tile;
