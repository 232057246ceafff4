/**
 * Published network architectures as functions from options to a {@link sc.fovea.net.Network}. {@link sc.fovea.architecture.Architecture} is the
 * extension point.
 */
package sc.fovea.architecture;
