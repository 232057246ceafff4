package sc.fovea.train;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import sc.fovea.annotation.DataSet;
import sc.fovea.train.plan.PlanAdvice;
import sc.fovea.train.sample.LabelledSamples;
import sc.fovea.train.sample.SampleReader;
import sc.fovea.train.transfer.AdaptedModel;

/** What {@link PatchTraining} needs of a task whose network learns from patches of annotated images: which samples, and which setup for them. */
public interface PatchTask {

	/** The samples with what is learned of them. @throws IOException with a sentence, if an image or its annotations cannot be used */
	default LabelledSamples read(SampleReader reader, DataSet data) throws IOException {
		return reader.read(data, areClasses());
	}

	/** Whether labels are numbers of classes, which mean the same in every image, and not ids of objects. */
	default boolean areClasses() {
		return false;
	}

	/** What a user should know of how the samples are taken, if anything, in a sentence. */
	default Optional<String> note(LabelledSamples data) {
		return Optional.empty();
	}

	/** What takes a while before the first step, if anything, in a sentence. @param images number of them */
	default Optional<String> delay(int images) {
		return Optional.empty();
	}

	/**
	 * The setup with a new network.
	 *
	 * @param cancelled asked again and again while something takes long
	 * @throws IllegalArgumentException if the samples do not fit
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	PreparedSetup setup(LabelledSamples data, PlanAdvice advice, BooleanSupplier cancelled);

	/**
	 * The setup with the network of a model.
	 *
	 * @param source made ready for the samples
	 * @param cancelled asked again and again while something takes long
	 * @throws IllegalArgumentException if the samples or the model do not fit
	 * @throws java.util.concurrent.CancellationException if it was cancelled
	 */
	PreparedSetup setup(LabelledSamples data, PlanAdvice advice, AdaptedModel source, BooleanSupplier cancelled);
}
