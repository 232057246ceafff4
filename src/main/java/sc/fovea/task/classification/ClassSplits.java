package sc.fovea.task.classification;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import sc.fovea.data.Sample;
import sc.fovea.train.sample.Split;

/** Splits of samples with classes, as {@link ClassReader} makes them, in which every class has its share on both sides. */
public final class ClassSplits {

	private ClassSplits() {}

	/**
	 * Splits into parts of about equal size with about the same share of each class, for cross-validation: in the n-th split the n-th part judges and all others
	 * teach. The same seed and samples give the same splits.
	 *
	 * @param count number of parts, at least 2
	 * @throws IllegalArgumentException if there are fewer than two parts, or a class has fewer than two samples
	 */
	static List<Split> folds(List<Sample> samples, int count, long seed) {
		if (count < 2) {
			throw new IllegalArgumentException("Expected at least 2 folds, got " + count + ".");
		}
		int[] parts = parts(samples, count, seed);
		List<Split> splits = new ArrayList<>();
		for (int part = 0; part < count; part++) {
			List<Sample> teach = new ArrayList<>();
			List<Sample> judge = new ArrayList<>();
			for (int i = 0; i < parts.length; i++) {
				(parts[i] == part ? judge : teach).add(samples.get(i));
			}
			splits.add(new Split(List.copyOf(teach), List.copyOf(judge)));
		}
		return splits;
	}

	/** Deals the samples of one class after the other. */
	private static int[] parts(List<Sample> samples, int count, long seed) {
		Map<Integer, List<Integer>> classes = new TreeMap<>();
		for (int i = 0; i < samples.size(); i++) {
			classes.computeIfAbsent(ClassReader.number(samples.get(i)), key -> new ArrayList<>()).add(i);
		}
		int[] parts = new int[samples.size()];
		int dealt = 0;
		Random random = new Random(seed);
		for (List<Integer> members : classes.values()) {
			if (members.size() < 2) {
				throw new IllegalArgumentException("Expected at least 2 images of each class, one to learn from and one to judge by, got 1: \""
					+ samples.get(members.get(0)).name() + "\".");
			}
			Collections.shuffle(members, random);
			for (int member : members) {
				parts[member] = dealt++ % count;
			}
		}
		return parts;
	}

	/**
	 * A random split in which at least one sample of each class judges and at least one teaches.
	 *
	 * @param share of the samples of each class that judge, 0–1
	 * @throws IllegalArgumentException if a class has fewer than two samples
	 */
	static Split stratified(List<Sample> samples, double share, long seed) {
		List<Sample> teach = new ArrayList<>();
		List<Sample> judge = new ArrayList<>();
		for (int number : samples.stream().mapToInt(ClassReader::number).distinct().sorted().toArray()) {
			Split part = Split.of(samples.stream().filter(s -> ClassReader.number(s) == number).toList(), share, seed);
			teach.addAll(part.training());
			judge.addAll(part.validation());
		}
		return new Split(List.copyOf(teach), List.copyOf(judge));
	}
}
