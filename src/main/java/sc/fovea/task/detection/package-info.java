/**
 * Object detection: boxes with classes and scores, found in a single stage ({@link sc.fovea.task.detection.BoxSetup}) or by one of the published systems that look at
 * regions ({@link sc.fovea.task.detection.RegionSystem}).
 */
package sc.fovea.task.detection;
