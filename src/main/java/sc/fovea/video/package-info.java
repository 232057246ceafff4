/**
 * Finds the objects of a film that move on their own, without training and without a click: {@link sc.fovea.video.MotionSystem} by what moves, {@link sc.fovea.video.RegionSystem} as the best
 * chains of regions through time.
 */
package sc.fovea.video;
