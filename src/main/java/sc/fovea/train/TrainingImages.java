package sc.fovea.train;

import java.util.List;
import java.util.stream.IntStream;

import sc.fovea.data.Sample;

/**
 * A few of the samples that are learned from, by which a training is judged beside those that it does not see: a network that has learned its images by heart is right
 * about them and wrong about others.
 */
final class TrainingImages {

	private TrainingImages() {}

	/** Samples at even distances, of those that hold anything; as many as judge, so that judging takes twice the time and not more. */
	static List<Sample> of(Split split) {
		List<Sample> holding = split.training().stream().filter(TrainingImages::holdsAnything).toList();
		List<Sample> from = holding.isEmpty() ? split.training() : holding;
		int count = Math.min(from.size(), split.validation().size());
		return IntStream.range(0, count).mapToObj(i -> from.get((int) ((long) i * from.size() / count))).toList();
	}

	private static boolean holdsAnything(Sample sample) {
		if (!sample.boxes().isEmpty()) return true;
		for (int label : sample.labels()) {
			if (label > 0) return true;
		}
		return false;
	}
}
