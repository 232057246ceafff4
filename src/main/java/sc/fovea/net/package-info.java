/**
 * Layers, networks and weights as plain values.
 * <p>
 * A {@link sc.fovea.net.Network} is a graph of named {@link sc.fovea.net.Layer}s. From this one description come the shape check, the receptive
 * field, the halo of a tile, the summary table, the graph of a backend and {@code network.json}. Nothing here computes: that is a backend's job.
 * Only {@code java.*} is imported.
 */
package sc.fovea.net;
