/**
 * Detection by regions: the parts of {@code sc.fovea.detect} put together as a model's manifest says ({@link sc.fovea.task.detection.region.Regions}), for use and for
 * training.
 */
package sc.fovea.task.detection.region;
