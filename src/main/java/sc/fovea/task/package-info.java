/**
 * What a model is for: an image in, a plain answer out. How an image becomes the network's input and how outputs become an answer
 * is read from the model's manifest, never guessed.
 * <p>
 * {@link sc.fovea.task.Segmenter} goes this way, plane by plane:
 * <ol>
 * <li>the model's channels are chosen, their values normalised ({@link sc.fovea.task.Normaliser}), their pixels resampled to the
 * size the model was trained at;</li>
 * <li>the network answers tile by tile ({@link sc.fovea.tile.TiledInference});</li>
 * <li>{@link sc.fovea.task.StarSegmentation} turns the answers into objects; a semantic model gives each pixel the class of the
 * largest score;</li>
 * <li>the labels are drawn in the image's own size, band by band, into {@link sc.fovea.task.LabelRows}: in memory or in a file, so
 * that image and labels may both be larger than memory.</li>
 * </ol>
 */
package sc.fovea.task;
