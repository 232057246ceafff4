/**
 * The parts that detectors are composed of, as plain values: {@link sc.fovea.detect.AnchorGrid} says where to look, {@link sc.fovea.detect.Matcher} which true
 * box an anchor or proposal stands for, {@link sc.fovea.detect.Sampler} which of them a training step sees, {@link sc.fovea.detect.BoxCoder} how a box is told
 * to a network. Of boxes that are found {@link sc.fovea.geometry.Suppression} leaves one for each object.
 */
package sc.fovea.detect;
