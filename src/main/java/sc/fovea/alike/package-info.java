/**
 * Finds what looks like a few outlined exemplars, without training: features of a network project whole outlines, outlines that overlap vote for a shape, and graph cuts give the objects
 * (after Kim and Grauman 2012, "Shape sharing for object segmentation").
 */
package sc.fovea.alike;
