/**
 * What runs a network: a plugin that turns (network, weights) into a {@link sc.fovea.backend.Runner} for inference or a
 * {@link sc.fovea.backend.Learner} for training. Only {@link sc.fovea.net.Tensor}s cross this line, never native memory.
 */
package sc.fovea.backend;
