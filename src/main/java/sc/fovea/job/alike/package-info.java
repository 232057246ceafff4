/** Finds what looks like outlined exemplars, with the layers of a model: a segmenter that exemplars make. */
package sc.fovea.job.alike;
