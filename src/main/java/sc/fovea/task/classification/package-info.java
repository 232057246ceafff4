/**
 * Image classification, learned from a folder of images for each class: step by step, or as a linear classifier on the features of a pretrained network; validated on a
 * part of the images, or by cross-validation.
 */
package sc.fovea.task.classification;
