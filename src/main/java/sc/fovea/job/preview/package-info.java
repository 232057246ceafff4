/**
 * What a command would find, shown before it runs: in the part of an image that a person sees ({@link sc.fovea.job.preview.VisiblePart}), as ROIs and a sentence
 * ({@link sc.fovea.job.preview.Preview}). Neither pixels nor overlay of the image are touched here.
 */
package sc.fovea.job.preview;
