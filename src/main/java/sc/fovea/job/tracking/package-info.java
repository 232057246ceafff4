/**
 * Films: their frames, whatever they are stored in, objects found in each or taken from labels, tracks of them, and what is written of tracks.
 */
package sc.fovea.job.tracking;
