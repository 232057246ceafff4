/**
 * Annotating, training and correcting in rounds, without a window: a folder of images and outlines that {@code fovea train} reads as it is
 * ({@link sc.fovea.job.annotate.AnnotationFolder}), the open images whose outlines are being edited ({@link sc.fovea.job.annotate.AnnotationSession}), and a round
 * of training with scores before and after ({@link sc.fovea.job.annotate.RoundJob}).
 */
package sc.fovea.job.annotate;
