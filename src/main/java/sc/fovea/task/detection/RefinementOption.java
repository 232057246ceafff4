package sc.fovea.task.detection;

import java.util.List;

import sc.fovea.model.Model;
import sc.fovea.task.Option;
import sc.fovea.task.OptionValues;
import sc.fovea.task.detection.region.Regions.Refinement;
import sc.fovea.task.detection.region.Regions;

/** How boxes that were found by regions are made more exact, as users choose it. */
final class RefinementOption {

	private static final String NAME = "refinement";
	private static final String AS_MODEL = "model";
	/** Rounds of iterative localization after the detector's own, and of Bayesian optimization. */
	private static final int ITERATIONS = 1;
	private static final int SEARCHES = 8;

	/** Of a model's use. */
	static final Option OF_USE = Option.choice(NAME, "Refinement",
		"Of models that detect by regions: how the boxes that were found are made more exact; model takes the model's own way.", AS_MODEL, "none", "iterative",
		"bayesian");

	/** Of a training. */
	static final Option OF_TRAINING = Option.choice(NAME, "Refinement",
		"Detection by regions: how boxes that were found are made more exact when the model is used.", "none", "iterative", "bayesian");

	private RefinementOption() {}

	/** The refinement that was chosen for a training. */
	static Refinement of(OptionValues options) {
		return named(options.text(NAME));
	}

	private static Refinement named(String name) {
		return switch (name) {
			case "none" -> new Refinement.None();
			case "iterative" -> new Refinement.Iterative(ITERATIONS);
			case "bayesian" -> new Refinement.Bayesian(SEARCHES);
			default -> throw new IllegalArgumentException(
				"\"" + NAME + "\" must be one of " + List.of("none", "iterative", "bayesian") + ", but is \"" + name + "\".");
		};
	}

	/** A model as it was asked for. @throws IllegalArgumentException if it has no boxes to refine */
	static Model adjusted(Model model, OptionValues options) {
		if (!options.isSet(OF_USE)) return model;
		if (!(model.task() instanceof Regions regions)) {
			throw new IllegalArgumentException("\"" + NAME + "\" is for models that detect by regions, but '" + model.card().name() + "' is for "
				+ model.task().title() + ".");
		}
		return model.withTask(regions.with(named(options.text(NAME))));
	}
}
