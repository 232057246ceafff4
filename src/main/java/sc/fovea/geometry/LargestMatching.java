package sc.fovea.geometry;

import java.util.Arrays;

/** A largest one-to-one matching of true and predicted objects, grown by augmenting paths that are searched breadth first. */
final class LargestMatching {

	private static final int FREE = -1;

	private final InstanceMatching matching;

	/** The first pair of each true object and the next pair of the same one; -1 ends the list. */
	private final int[] first, next;

	/** The partner of each object, or FREE. */
	private final int[] ofTruth, ofPrediction;

	/** From which true object a predicted one was reached, in the search with the number {@link #visited}. */
	private final int[] reachedFrom, visited;

	private LargestMatching(InstanceMatching matching, double threshold) {
		this.matching = matching;
		first = filled(matching.truths());
		next = filled(matching.pairs().iou().length);
		ofTruth = filled(matching.truths());
		ofPrediction = filled(matching.predictions());
		reachedFrom = filled(matching.predictions());
		visited = filled(matching.predictions());
		for (int i = 0; i < next.length; i++)
			if (matching.pairs().iou()[i] > threshold) {
				int truth = matching.pairs().truth()[i];
				next[i] = first[truth];
				first[truth] = i;
			}
	}

	private static int[] filled(int length) {
		int[] array = new int[length];
		Arrays.fill(array, FREE);
		return array;
	}

	/** How many pairs with an IoU above the threshold can be matched at most. */
	static int size(InstanceMatching matching, double threshold) {
		LargestMatching largest = new LargestMatching(matching, threshold);
		int[] queue = new int[matching.truths()];
		int size = 0;
		for (int truth = 0; truth < matching.truths(); truth++)
			if (largest.augment(truth, queue))
				size++;
		return size;
	}

	private boolean augment(int start, int[] queue) {
		int head = 0, tail = 0;
		queue[tail++] = start;
		while (head < tail) {
			int truth = queue[head++];
			for (int pair = first[truth]; pair != FREE; pair = next[pair]) {
				int prediction = matching.pairs().predicted()[pair];
				if (visited[prediction] == start)
					continue;
				visited[prediction] = start;
				reachedFrom[prediction] = truth;
				if (ofPrediction[prediction] == FREE) {
					flip(prediction);
					return true;
				}
				queue[tail++] = ofPrediction[prediction];
			}
		}
		return false;
	}

	/** Matches along the path that led to a free prediction. */
	private void flip(int prediction) {
		while (prediction != FREE) {
			int truth = reachedFrom[prediction], before = ofTruth[truth];
			ofTruth[truth] = prediction;
			ofPrediction[prediction] = truth;
			prediction = before;
		}
	}
}
