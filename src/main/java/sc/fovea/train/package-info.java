/**
 * Training: from annotated samples to a new model. A {@link sc.fovea.train.plan.TrainingPlan} says everything that the result depends on; the same plan, samples
 * and seed give the same weights to the bit on one CPU.
 */
package sc.fovea.train;
