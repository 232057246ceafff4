package sc.fovea.augment;

import java.util.List;

import org.scijava.plugin.SciJavaPlugin;

/**
 * Extension point: a kind of augmentation, found by SciJava. It then appears by its name in recipes, dialogs and on the command line.
 *
 * <pre>{@code
 * @Plugin(type = AugmentationFactory.class)
 * public class Threshold implements AugmentationFactory {
 * 	public String name() { return "threshold"; }
 * 	public String description() { return "Shows what is brighter than a level."; }
 * 	public List<Parameter> parameters() {
 * 		return List.of(Parameter.range("level_range", "Level, as share of the value range", new Range(0, 1), new Range(0.4, 0.6)));
 * 	}
 * 	public Augmentation create(Settings settings) {
 * 		Range levels = settings.range("level_range");
 * 		return (extent, random) -> {
 * 			double level = levels.draw(random);
 * 			return Change.valued(pixels -> threshold(pixels, level), extent);
 * 		};
 * 	}
 * }
 * }</pre>
 * What is random is drawn in {@code draw}, never while pixels are changed: that keeps results the same for a seed.
 */
public interface AugmentationFactory extends SciJavaPlugin {

	/** Name as users write it: small letters and underscores. */
	String name();

	/** One sentence for users. */
	String description();

	/** Parameters in the order in which dialogs show them. */
	List<Parameter> parameters();

	/**
	 * The augmentation with the given settings.
	 *
	 * @param settings has a value within its bounds for every parameter
	 * @throws IllegalArgumentException if settings do not go together
	 */
	Augmentation create(Settings settings);
}
