/**
 * Finds the objects of a film that move on their own, without training and without a click: {@link sc.fovea.video.MotionSystem}.
 */
package sc.fovea.video;
