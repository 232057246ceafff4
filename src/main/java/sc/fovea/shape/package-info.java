/**
 * Statistical models of shape (point distribution models, Cootes et al. 1995): learned from outlines, fitted to outlines of which a part is missing or wrong, and used to
 * repair label images. Pure Java: no network, no image type.
 */
package sc.fovea.shape;
