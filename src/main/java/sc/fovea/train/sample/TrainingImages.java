package sc.fovea.train.sample;

import java.util.List;
import java.util.stream.IntStream;

import sc.fovea.data.Sample;

/**
 * A few of the samples that are learned from, by which a training is judged beside those that it does not see: a network that has learned its images by heart is right
 * about them and wrong about others.
 */
public final class TrainingImages {

	/** So many pixels are judged in a second or two, and a quarter of what judges in a quarter of its time. */
	private static final long PIXELS = 1 << 21;
	private static final int SHARE = 4;

	private TrainingImages() {}

	/** Samples at even distances, of those that hold anything: of as many pixels as those that judge, if they are few, or a quarter of them, so that judging takes hardly longer. */
	public static List<Sample> of(Split split) {
		List<Sample> holding = split.training().stream().filter(TrainingImages::holdsAnything).toList();
		List<Sample> from = holding.isEmpty() ? split.training() : holding;
		long typical = Math.max(1, from.get(0).labels().length);
		long judged = split.validation().stream().mapToLong(sample -> sample.labels().length).sum() / typical;
		long few = Math.min(judged, Math.max(judged / SHARE, PIXELS / typical));
		int count = (int) Math.max(1, Math.min(from.size(), few));
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
