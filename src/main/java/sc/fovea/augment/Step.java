package sc.fovea.augment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import sc.fovea.data.Extent;

/** An entry of a recipe: an augmentation, one of several, or several in order. It happens with a probability. */
public sealed interface Step extends Augmentation {

	/** How often it happens, 0–1. */
	double probability();

	/** The entry as maps, lists, texts and numbers. */
	Map<String, Object> tree();

	/** The change of the entry if it happens. */
	Change drawAlways(Extent extent, SplittableRandom random);

	@Override
	default Change draw(Extent extent, SplittableRandom random) {
		boolean happens = probability() >= 1 || random.nextDouble() < probability();
		return happens ? drawAlways(extent, random) : Change.none(extent);
	}

	/**
	 * An augmentation.
	 *
	 * @param name of its factory
	 * @param settings of its parameters
	 * @param augmentation made from them
	 * @param probability how often it happens, 0–1
	 */
	record Use(String name, Settings settings, Augmentation augmentation, double probability) implements Step {

		/** @throws IllegalArgumentException if the probability is not in 0–1 */
		public Use {
			check(probability);
		}

		/**
		 * An augmentation of a factory.
		 *
		 * @param given values of parameters; see {@link Settings#of}
		 * @throws IllegalArgumentException if a value does not fit, or the probability is not in 0–1
		 */
		public static Use of(AugmentationFactory factory, Map<String, ?> given, double probability) {
			Settings settings = Settings.of(factory.parameters(), given);
			return new Use(factory.name(), settings, factory.create(settings), probability);
		}

		@Override
		public Change drawAlways(Extent extent, SplittableRandom random) {
			return augmentation.draw(extent, random);
		}

		@Override
		public Map<String, Object> tree() {
			Map<String, Object> tree = new LinkedHashMap<>(Map.of("use", name));
			tree.putAll(settings.tree());
			return withProbability(tree, probability);
		}
	}

	/**
	 * One of several entries, chosen in proportion to their probabilities.
	 *
	 * @param steps to choose from
	 * @param probability how often any of them happens, 0–1
	 */
	record OneOf(List<Step> steps, double probability) implements Step {

		/** Copies the list. @throws IllegalArgumentException if all have probability 0, or the probability is not in 0–1 */
		public OneOf {
			steps = List.copyOf(steps);
			check(probability);
			if (steps.stream().mapToDouble(Step::probability).sum() <= 0) {
				throw new IllegalArgumentException("Expected an entry with a probability above 0 in one_of, got none.");
			}
		}

		@Override
		public Change drawAlways(Extent extent, SplittableRandom random) {
			double place = random.nextDouble() * steps.stream().mapToDouble(Step::probability).sum();
			for (Step step : steps) {
				place -= step.probability();
				if (place < 0) {
					return step.drawAlways(extent, random);
				}
			}
			return steps.get(steps.size() - 1).drawAlways(extent, random);
		}

		@Override
		public Map<String, Object> tree() {
			return withProbability(new LinkedHashMap<>(Map.of("one_of", trees(steps))), probability);
		}
	}

	/**
	 * Several entries in order.
	 *
	 * @param steps in order
	 * @param probability how often they happen together, 0–1
	 */
	record Sequence(List<Step> steps, double probability) implements Step {

		/** Copies the list. @throws IllegalArgumentException if the probability is not in 0–1 */
		public Sequence {
			steps = List.copyOf(steps);
			check(probability);
		}

		@Override
		public Change drawAlways(Extent extent, SplittableRandom random) {
			Change change = Change.none(extent);
			for (Step step : steps) {
				change = change.then(step.draw(change.extent(extent), random));
			}
			return change;
		}

		@Override
		public Map<String, Object> tree() {
			return withProbability(new LinkedHashMap<>(Map.of("sequence", trees(steps))), probability);
		}
	}

	private static void check(double probability) {
		if (!(probability >= 0 && probability <= 1)) {
			throw new IllegalArgumentException("Expected a probability from 0 to 1, got " + probability + ".");
		}
	}

	private static Map<String, Object> withProbability(Map<String, Object> tree, double probability) {
		if (probability < 1) {
			tree.put("probability", probability);
		}
		return tree;
	}

	private static List<Map<String, Object>> trees(List<Step> steps) {
		List<Map<String, Object>> trees = new ArrayList<>();
		steps.forEach(step -> trees.add(step.tree()));
		return trees;
	}
}
