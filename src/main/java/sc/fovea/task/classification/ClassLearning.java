package sc.fovea.task.classification;

import java.util.List;

import sc.fovea.backend.TrainingBackend;
import sc.fovea.data.Sample;
import sc.fovea.model.Model;
import sc.fovea.train.loop.TrainingListener;
import sc.fovea.train.sample.Split;

/** A way to learn classes, which can be tried out by cross-validation. */
interface ClassLearning {

	/** Learns from one part of the samples and answers for the other, which decides nothing. @return an answer for each sample of the other part */
	List<Classification> judge(TrainingBackend backend, Split split, TrainingListener listener);

	/** Learns from one part of the samples; the other part may choose among what was learned. @return a model with its scores on the other part */
	Model learn(TrainingBackend backend, Split split, TrainingListener listener);

	/** Learns from all samples. @return a model without scores */
	Model learn(TrainingBackend backend, List<Sample> samples, TrainingListener listener);
}
