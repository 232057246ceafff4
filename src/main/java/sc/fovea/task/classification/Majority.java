package sc.fovea.task.classification;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import sc.fovea.data.Sample;
import sc.fovea.train.TrainingJob;

/**
 * The guess that needs no look at an image: always the most frequent class.
 *
 * @param name of the class
 * @param share of the samples for which it is right
 */
public record Majority(String name, double share) {

	/** Of samples as {@link ClassReader} makes them. @param classes names */
	static Majority of(List<Sample> samples, List<String> classes) {
		int[] counts = new int[classes.size()];
		Arrays.stream(ClassReader.numbers(samples)).forEach(number -> counts[number]++);
		int most = 0;
		for (int c = 1; c < counts.length; c++) {
			most = counts[c] > counts[most] ? c : most;
		}
		return new Majority(classes.get(most), (double) counts[most] / samples.size());
	}

	/** For a training record. */
	Map<String, Object> tree() {
		return Map.of(TrainingJob.MAJORITY_CLASS, name, TrainingJob.MAJORITY_SHARE, share);
	}
}
