/**
 * Augmentation: one drawn {@link sc.fovea.augment.Change} moves pixels and labels together. Placements compose, so that pixels are resampled once;
 * randomness is an argument.
 */
package sc.fovea.augment;
