package sc.fovea.augment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

import sc.fovea.data.Annotated;
import sc.fovea.data.Extent;

/**
 * A composition of augmentations. All that a recipe does to a sample is drawn as one change, so that pixels are resampled once.
 *
 * <pre>{@code
 * Recipe recipe = Recipes.standard("fluorescence");
 * Annotated changed = recipe.apply(sample, () -> anotherSample, new SplittableRandom(7));
 * Files.writeString(file, recipe.json());
 * }</pre>
 *
 * @param name for people
 * @param description one sentence for people
 * @param framing how the edge of a picture is treated
 * @param steps in order
 */
public record Recipe(String name, String description, Framing framing, List<Step> steps) implements Augmentation {

	private static final Gson COMPACT = new GsonBuilder().disableHtmlEscaping().create();
	private static final Gson PRETTY = new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

	/** Copies the list. */
	public Recipe {
		steps = List.copyOf(steps);
	}

	/** A recipe that leaves every sample as it is. */
	public static Recipe none() {
		return new Recipe("none", "Leaves pictures as they are.", Framing.MIRRORED, List.of());
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		return new Step.Sequence(steps, 1).draw(extent, random);
	}

	/**
	 * A newly drawn change of a sample, which itself stays as it is.
	 *
	 * @param others gives the samples that mosaic and mixup combine it with
	 * @param random the same state gives the same result
	 * @throws IllegalArgumentException if a step does not fit the sample, as stain_jitter a picture without colours
	 */
	public Annotated apply(Annotated sample, Supplier<Annotated> others, SplittableRandom random) {
		return draw(sample.extent(), random).apply(sample, framing, others);
	}

	/** The source of random numbers for the n-th variant of the n-th sample of a seed, whatever was drawn before and on whatever thread. */
	public static SplittableRandom random(long seed, long sample, long variant) {
		return new SplittableRandom(new SplittableRandom(new SplittableRandom(seed).nextLong() ^ sample).nextLong() ^ variant);
	}

	/** The recipe as maps, lists, texts and numbers, as {@link Recipes#parse} reads it. */
	public Map<String, Object> tree() {
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("name", name);
		tree.put("description", description);
		tree.put("border", framing.border().name().toLowerCase(Locale.ROOT));
		tree.put("fill", framing.fill());
		tree.put("visible", framing.visible());
		tree.put("steps", steps.stream().map(Step::tree).toList());
		return tree;
	}

	/** The recipe as indented JSON. */
	public String json() {
		return PRETTY.toJson(tree()) + "\n";
	}

	/** The recipe as JSON in one line. */
	@Override
	public String toString() {
		return COMPACT.toJson(tree());
	}
}
