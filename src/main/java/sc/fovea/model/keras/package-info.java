/**
 * Weights that Keras saved, for networks of {@code sc.fovea.architecture} and any other whose nodes have the names of Keras layers. Files come from
 * strangers: whatever does not fit ends in a {@link sc.fovea.model.ModelFormatException} of one sentence.
 */
package sc.fovea.model.keras;
