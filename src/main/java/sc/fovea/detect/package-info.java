/**
 * The parts that detectors are composed of, as plain values: {@link sc.fovea.detect.AnchorGrid} says where to look, {@link sc.fovea.detect.Matcher} which true
 * box an anchor or proposal stands for, {@link sc.fovea.detect.Sampler} which of them a training step sees, {@link sc.fovea.detect.BoxCoder} how a box is told
 * to a network. Of boxes that are found {@link sc.fovea.geometry.Suppression} leaves one for each object.
 * <p>
 * Boxes can be made better after they were found: by {@link sc.fovea.detect.IterativeLocalization} with {@link sc.fovea.detect.BoxVoting}, or by
 * {@link sc.fovea.detect.BayesianRefinement} with a {@link sc.fovea.detect.GaussianProcess} and {@link sc.fovea.detect.ExpectedImprovement}.
 * {@link sc.fovea.detect.RegionViews} are the parts of a box that a head can look at one by one.
 */
package sc.fovea.detect;
