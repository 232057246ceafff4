/**
 * What a training asks for ({@link sc.fovea.train.plan.PlanRequest}), what follows from the images ({@link sc.fovea.train.plan.PlanAdvice}), and all that its result depends
 * on ({@link sc.fovea.train.plan.TrainingPlan}).
 */
package sc.fovea.train.plan;
