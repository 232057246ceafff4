package sc.fovea.augment;

import java.util.List;
import java.util.SplittableRandom;

import sc.fovea.data.Extent;

/** Exchanges bright and dark: v → low + high − v. */
public record Inversion() implements Augmentation {

	static AugmentationFactory factory() {
		return new BuiltIn("inversion", "Exchanges bright and dark.", List.of(), s -> new Inversion());
	}

	@Override
	public Change draw(Extent extent, SplittableRandom random) {
		return Change.valued(new Linear(-1, 1), extent);
	}
}
