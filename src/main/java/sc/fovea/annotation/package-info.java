/**
 * Annotations as users have them: label images, ROI sets, boxes, outlines of other programs become one kind of value, whatever file they were in.
 *
 * <p>{@link sc.fovea.annotation.DataSet} finds the images of a folder with what is known about them, {@link sc.fovea.annotation.Annotations} is that knowledge
 * for one image, and {@link sc.fovea.annotation.AnnotationFormat} is the extension point for other files.
 */
package sc.fovea.annotation;
