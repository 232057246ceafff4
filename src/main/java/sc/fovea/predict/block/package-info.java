/**
 * Segmentation block by block, for images that are larger than a computer: {@link sc.fovea.predict.block.BlockSegmenter} says how. What passes between computers is plain
 * numbers and bytes.
 */
package sc.fovea.predict.block;
