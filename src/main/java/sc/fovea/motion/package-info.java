/**
 * How the things in a film move from frame to frame: dense optical flow, without a network and without training.
 */
package sc.fovea.motion;
