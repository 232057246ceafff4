package sc.fovea.augment;

import java.util.List;
import java.util.function.Function;

/** A factory put together from its parts. */
record BuiltIn(String name, String description, List<Parameter> parameters, Function<Settings, Augmentation> maker) implements AugmentationFactory {

	@Override
	public Augmentation create(Settings settings) {
		return maker.apply(settings);
	}
}
