package sc.fovea.augment;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Augmentations one after the other. Placements become one, so that pixels are resampled once; of the intensity changes the last one that changes
 * anything acts.
 *
 * @param steps in order
 */
public record Recipe(List<Augmentation> steps) implements Augmentation {

	/** Copies the list. */
	public Recipe {
		steps = List.copyOf(steps);
	}

	@Override
	public Change draw(SplittableRandom random) {
		Placement placement = Placement.IDENTITY;
		Intensity intensity = Intensity.IDENTITY;
		for (Augmentation step : steps) {
			Change change = step.draw(random);
			placement = placement.then(change.placement());
			intensity = change.intensity().equals(Intensity.IDENTITY) ? intensity : change.intensity();
		}
		return new Change(placement, intensity);
	}
}
