/**
 * Models that other programs made, read into Fovea's own layers, so that they run on every backend, tile by tile, at any scale, and can learn on.
 * {@link sc.fovea.model.zoo.ModelImport} recognises what a file or folder holds. Nothing that a foreign file says is ever executed: what Fovea has no layer
 * for is refused by its name.
 */
package sc.fovea.model.zoo;
