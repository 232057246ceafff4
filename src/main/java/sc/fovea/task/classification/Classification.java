package sc.fovea.task.classification;

import java.util.List;

/**
 * What an image is.
 *
 * @param classes names of all classes
 * @param probabilities of each class, 0–1, in the same order
 */
public record Classification(List<String> classes, List<Double> probabilities) {

	/** Copies the lists. @throws IllegalArgumentException if there is not one probability for each class, or no class */
	public Classification {
		classes = List.copyOf(classes);
		probabilities = List.copyOf(probabilities);
		if (classes.isEmpty() || classes.size() != probabilities.size()) {
			throw new IllegalArgumentException("Expected a probability for each of " + classes.size() + " classes, got " + probabilities.size() + ".");
		}
	}

	/** Number of the most probable class, from 0; of equal ones the first. */
	public int number() {
		int best = 0;
		for (int c = 1; c < probabilities.size(); c++) {
			best = probabilities.get(c) > probabilities.get(best) ? c : best;
		}
		return best;
	}

	/** The most probable class. */
	public String label() {
		return classes.get(number());
	}

	/** Its probability. */
	public double score() {
		return probabilities.get(number());
	}
}
