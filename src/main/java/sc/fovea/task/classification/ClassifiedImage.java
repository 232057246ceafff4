package sc.fovea.task.classification;

/**
 * What an image is, and what it was taken for.
 *
 * @param name of the image
 * @param truth number of its class, from 0
 * @param answer of a model
 */
public record ClassifiedImage(String name, int truth, Classification answer) {

	/** @throws IllegalArgumentException if the truth is none of the answer's classes */
	public ClassifiedImage {
		if (truth < 0 || truth >= answer.classes().size()) {
			throw new IllegalArgumentException("Expected classes from 0 to " + (answer.classes().size() - 1) + ", got " + truth + " for '" + name + "'.");
		}
	}

	/** Probability that was given to the true class. */
	public double probabilityOfTruth() {
		return answer.probabilities().get(truth);
	}

	/** Whether the most probable class is the true one. */
	public boolean isRight() {
		return answer.number() == truth;
	}
}
