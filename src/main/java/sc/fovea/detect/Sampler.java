package sc.fovea.detect;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Draws some candidates for a training step, so that the many that are background do not drown the few that are objects: at most {@code share} of the count are
 * objects, the rest is background. Where objects are missing, background takes their place; where background is missing, there are fewer.
 * <p>
 * Objects take turns: each gives one of its candidates, then each that has more gives a second one, and so on. A large object has many candidates, a small one a
 * few, and both are learned alike.
 *
 * @param count candidates of a draw, at least 1
 * @param share largest part of them that are objects, 0 to 1
 */
public record Sampler(int count, double share) {

	/** @throws IllegalArgumentException if the count is below 1 or the share not in 0 to 1 */
	public Sampler {
		if (count < 1 || !(share >= 0 && share <= 1)) {
			throw new IllegalArgumentException("Expected a count of at least 1 and a share in 0 to 1, got " + count + " and " + share + ".");
		}
	}

	/**
	 * Chosen candidates, each kind in ascending order.
	 *
	 * @param positives numbers of candidates that stand for a true box
	 * @param negatives numbers of candidates that are background
	 */
	public record Drawn(int[] positives, int[] negatives) {}

	/** Draws without repetition; the same assignment and state of the random source give the same draw. */
	public Drawn draw(Matcher.Assignment assignment, SplittableRandom random) {
		int[] positives = inTurns(assignment, some(assignment, t -> t >= 0, Integer.MAX_VALUE, random), (int) (count * share));
		int[] negatives = some(assignment, t -> t == Matcher.BACKGROUND, count - positives.length, random);
		Arrays.sort(positives);
		Arrays.sort(negatives);
		return new Drawn(positives, negatives);
	}

	private static int[] some(Matcher.Assignment assignment, IntPredicate kind, int most, SplittableRandom random) {
		int[] all = IntStream.range(0, assignment.truth().length).filter(i -> kind.test(assignment.truth()[i])).toArray();
		int chosen = Math.min(most, all.length);
		for (int i = 0; i < chosen; i++) {
			int other = i + random.nextInt(all.length - i);
			int swapped = all[i];
			all[i] = all[other];
			all[other] = swapped;
		}
		return Arrays.copyOf(all, chosen);
	}

	/** The first of shuffled candidates if each object gives one in its turn. */
	private static int[] inTurns(Matcher.Assignment assignment, int[] shuffled, int most) {
		Map<Integer, Integer> given = new HashMap<>();
		long[] keys = new long[shuffled.length];
		for (int i = 0; i < shuffled.length; i++) {
			long turn = given.merge(assignment.truth()[shuffled[i]], 1, Integer::sum);
			keys[i] = turn << Integer.SIZE | i;
		}
		Arrays.sort(keys);
		return Arrays.stream(keys).limit(most).mapToInt(key -> shuffled[(int) key]).toArray();
	}
}
