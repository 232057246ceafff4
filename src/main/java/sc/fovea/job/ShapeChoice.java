package sc.fovea.job;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import sc.fovea.model.ModelEntry;
import sc.fovea.model.ModelStore;
import sc.fovea.shape.ShapeRepair;
import sc.fovea.task.shape.ShapePrior;

/** Which shape model repairs outlines. */
public final class ShapeChoice {

	/** What stands for no shape model. */
	public static final String NONE = "none";

	private ShapeChoice() {}

	/**
	 * Loads a shape model.
	 *
	 * @param name in the model store, or path of an archive; {@value #NONE} or nothing for none
	 * @throws IOException with a sentence, if it cannot be read
	 * @throws IllegalArgumentException with a sentence, if it is another model
	 */
	public static Optional<ShapeRepair> of(String name) throws IOException {
		if (name.isBlank() || name.strip().equals(NONE)) return Optional.empty();
		return Optional.of(new ShapeRepair(ShapePrior.shape(ModelStore.standard().load(name.strip()))));
	}

	/** Names of the shape models in the store. @throws IOException if its folder cannot be read */
	public static List<String> names() throws IOException {
		return ModelStore.standard().list().stream()
			.filter(entry -> entry.isUsable() && entry.summary().filter(summary -> summary.task() instanceof ShapePrior).isPresent()).map(ModelEntry::name)
			.toList();
	}
}
