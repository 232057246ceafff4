package sc.fovea.alike;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.StarCandidates;
import sc.fovea.geometry.StarRasterizer;
import sc.fovea.geometry.StarSuppression;

/** Objects for which projected outlines vote. */
public final class VotedObjects {

	private VotedObjects() {}

	/**
	 * The objects of a plane.
	 *
	 * @param outlines that were projected, in pixels
	 * @param inside how much each pixel looks like the inside of exemplars
	 * @param width of the plane
	 * @param suppression which outlines mean the same object
	 * @param isStopped asked before each object
	 * @return ids from 1 on, 0 elsewhere
	 * @throws CancellationException if it was stopped
	 */
	public static int[] of(StarCandidates outlines, float[] inside, int width, StarSuppression suppression, BooleanSupplier isStopped) {
		int height = inside.length / width;
		int[] kept = suppression.keep(outlines);
		int[] labels = new int[inside.length];
		new StarRasterizer().draw(outlines, kept, Box.ofImage(width, height), labels);
		List<List<Integer>> votes = votes(outlines, kept, labels, width);
		ObjectCut cut = new ObjectCut(width, inside, labels);
		for (int k = 0; k < kept.length; k++) {
			if (isStopped.getAsBoolean()) throw new CancellationException("Stopped after " + k + " of " + kept.length + " objects were cut out.");
			cut.cut(outlines.select(votes.get(k).stream().mapToInt(i -> i).toArray()), k + 1);
		}
		return dense(labels, kept.length);
	}

	/** For each kept outline itself, and those that have their centre in it, best first. */
	private static List<List<Integer>> votes(StarCandidates outlines, int[] kept, int[] labels, int width) {
		List<List<Integer>> votes = new ArrayList<>();
		for (int k : kept) {
			votes.add(new ArrayList<>(List.of(k)));
		}
		Integer[] order = new Integer[outlines.size()];
		Arrays.setAll(order, i -> i);
		Arrays.sort(order, Comparator.comparingDouble(i -> -outlines.score(i)));
		for (int i : order) {
			int id = labels[Math.min(labels.length / width - 1, (int) outlines.y(i)) * width + Math.min(width - 1, (int) outlines.x(i))];
			if (id > 0 && kept[id - 1] != i) votes.get(id - 1).add(i);
		}
		return votes;
	}

	/** Ids from 1 without gaps. */
	private static int[] dense(int[] labels, int count) {
		int[] numbers = new int[count + 1];
		int next = 0;
		for (int i = 0; i < labels.length; i++) {
			if (labels[i] > 0 && numbers[labels[i]] == 0) numbers[labels[i]] = ++next;
			labels[i] = numbers[labels[i]];
		}
		return labels;
	}
}
