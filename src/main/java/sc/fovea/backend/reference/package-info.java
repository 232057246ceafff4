/**
 * The reference backend: every layer as its formula says, in plain loops and double precision, rounded to float at the end.
 * <p>
 * Slow and simple on purpose. It is the oracle against which other backends are tested, and it runs where no native library loads. It cannot train, but
 * {@link sc.fovea.backend.reference.ReferenceObjective} gives the value that a learner minimises, from which finite differences give gradients.
 */
package sc.fovea.backend.reference;
