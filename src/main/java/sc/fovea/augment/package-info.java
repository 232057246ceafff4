/**
 * Augmentation: one drawn {@link sc.fovea.augment.Change} moves picture, masks, boxes and points together. Placements compose, so that pixels are resampled once;
 * randomness is an argument.
 *
 * <p>An {@link sc.fovea.augment.AugmentationFactory} is the extension point; a {@link sc.fovea.augment.Recipe} composes what factories make, and is stored as
 * JSON. Everything works for any number of channels. A stack is changed alike in every slice: it is turned, deformed and cut about the z axis only, and noise is
 * drawn anew for every slice; {@code slice_flip} reverses the order of its slices.
 */
package sc.fovea.augment;
