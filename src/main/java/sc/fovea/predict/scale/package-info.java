/**
 * The scale at which a network sees an image: the typical size of objects is estimated from the image, and the image resampled so that they are as large as those
 * that the network learned from.
 */
package sc.fovea.task.scale;
