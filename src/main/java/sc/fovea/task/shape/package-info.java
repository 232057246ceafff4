/** Statistical shape models as a task: learned from annotated objects, kept as a small linear network in a model archive, used beside a model that segments. */
package sc.fovea.task.shape;
