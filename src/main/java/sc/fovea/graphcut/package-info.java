/**
 * Cuts graphs of pixels or superpixels in two by max-flow/min-cut, with colour models that say what each of them looks like.
 */
package sc.fovea.graphcut;
