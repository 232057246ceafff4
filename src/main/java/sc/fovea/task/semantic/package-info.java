/** Semantic segmentation: the class of the highest score for each pixel. */
package sc.fovea.task.semantic;
