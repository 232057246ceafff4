/**
 * Models: a network with its weights, and all that is needed to use it rightly — how an image becomes its input, how its outputs become
 * an answer, who made it from what, and how good it is.
 * <p>
 * A {@link sc.fovea.model.Model} is a value. {@link sc.fovea.model.ModelArchive} keeps it in one zip file, {@link
 * sc.fovea.model.ModelStore} finds it by name. Archives come from strangers: every length, name, number and checksum is checked, and
 * whatever does not fit ends in a {@link sc.fovea.model.ModelFormatException} of one sentence.
 */
package sc.fovea.model;
