/**
 * How good tracks are, as the Cell Tracking Challenge counts it: truth and result as graphs, and what must be corrected to make one of the other. Plain Java on label
 * planes and tracks.
 */
package sc.fovea.track.score;
