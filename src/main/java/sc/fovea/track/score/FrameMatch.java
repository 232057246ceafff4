package sc.fovea.track.score;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which objects of a result are which of the truth in one frame: an object of the truth is found if one object of the result covers more than half of it.
 *
 * @param truth labels that occur, ascending
 * @param result labels that occur, ascending
 * @param found for each label of the truth the label of the result that covers it, or 0
 */
public record FrameMatch(int[] truth, int[] result, int[] found) {

	/**
	 * Compares two label planes.
	 *
	 * @param truth ids, 0 for background
	 * @param result ids in the same order
	 * @throws IllegalArgumentException if they have different sizes
	 */
	public static FrameMatch of(int[] truth, int[] result) {
		if (truth.length != result.length) {
			throw new IllegalArgumentException("Expected labels of " + truth.length + " pixels, got " + result.length + ".");
		}
		Map<Integer, Integer> areas = new HashMap<>();
		Map<Long, Integer> shared = new HashMap<>();
		for (int i = 0, from = 0; i < truth.length; i = from) {
			while (from < truth.length && truth[from] == truth[i] && result[from] == result[i]) {
				from++;
			}
			if (truth[i] != 0) areas.merge(truth[i], from - i, Integer::sum);
			if (truth[i] != 0 && result[i] != 0) shared.merge((long) truth[i] << Integer.SIZE | result[i], from - i, Integer::sum);
		}
		int[] labels = areas.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
		int[] found = new int[labels.length];
		shared.forEach((pair, pixels) -> {
			int label = (int) (pair >> Integer.SIZE);
			if (2 * pixels > areas.get(label)) found[Arrays.binarySearch(labels, label)] = (int) (long) pair;
		});
		return new FrameMatch(labels, Arrays.stream(result).filter(id -> id != 0).distinct().sorted().toArray(), found);
	}

	/** The label of the result that covers a label of the truth; 0 if there is none. */
	int of(int label) {
		int at = Arrays.binarySearch(truth, label);
		return at < 0 ? 0 : found[at];
	}

	/** How many labels of the truth a label of the result covers. */
	int covered(int label) {
		return (int) Arrays.stream(found).filter(id -> id == label).count();
	}
}
