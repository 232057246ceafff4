/**
 * What the inner layers of a model say of images and parts of them: vectors, montages of feature maps, the first filters, and maps of many vectors with their pictures.
 */
package sc.fovea.job.feature;
