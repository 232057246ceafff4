package sc.fovea.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import sc.fovea.backend.BackendOptions;
import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;
import sc.fovea.model.Regions;
import sc.fovea.model.Regions.Refinement;
import sc.fovea.tile.MemoryBudget;

/**
 * Which model to load, and on what.
 *
 * @param model name in the model store, or path of an archive
 * @param backend device and threads
 * @param budget memory for a tile
 * @param refinement of the boxes of a detector by regions; empty for the model's own
 */
public record SegmenterRequest(String model, BackendOptions backend, MemoryBudget budget, Optional<Refinement> refinement) {

	/** Refines boxes as the model says. */
	static final String AS_MODEL = "model";

	/** Rounds of iterative localization after the detector's own, and of Bayesian optimization. */
	private static final int ITERATIONS = 1;
	private static final int SEARCHES = 8;

	/** With the model's own refinement. */
	public SegmenterRequest(String model, BackendOptions backend, MemoryBudget budget) {
		this(model, backend, budget, Optional.empty());
	}

	/** With all cores and a budget that follows from the machine. */
	public static SegmenterRequest of(String model, BackendOptions.Device device) {
		return new SegmenterRequest(model, new BackendOptions(device, 0), MemoryBudget.automatic());
	}

	/** The same with another model. */
	public SegmenterRequest of(String otherModel) {
		return new SegmenterRequest(otherModel, backend, budget, refinement);
	}

	/** The same with a refinement by name: {@code model}, {@code none}, {@code iterative} or {@code bayesian}. @throws IllegalArgumentException if it is another */
	public SegmenterRequest refined(String name) {
		return new SegmenterRequest(model, backend, budget, name.equals(AS_MODEL) ? Optional.empty() : Optional.of(refinement(name)));
	}

	/** A refinement by name. @throws IllegalArgumentException if there is none of that name */
	static Refinement refinement(String name) {
		return switch (name) {
			case "none" -> new Refinement.None();
			case "iterative" -> new Refinement.Iterative(ITERATIONS);
			case "bayesian" -> new Refinement.Bayesian(SEARCHES);
			default -> throw new IllegalArgumentException("\"refinement\" must be none, iterative or bayesian, but is \"" + name + "\".");
		};
	}

	/** A loaded model as it was asked for. @throws IllegalArgumentException if it has no boxes to refine */
	Model adjusted(Model loaded) {
		if (refinement.isEmpty()) return loaded;
		if (!(loaded.task() instanceof Regions regions)) {
			throw new IllegalArgumentException("\"refinement\" is for models that detect by regions, but '" + loaded.card().name() + "' is for "
				+ loaded.task().title() + ".");
		}
		return loaded.withTask(regions.with(refinement.get()));
	}

	/** Changes when the model's file is replaced; 0 for a bundled model. */
	long stamp() throws IOException {
		try {
			Path inFolder = ModelStore.standard().folder().resolve(model + ".zip");
			Path file = Files.isRegularFile(inFolder) ? inFolder : Path.of(model);
			return Files.isRegularFile(file) ? Files.getLastModifiedTime(file).toMillis() ^ Files.size(file) << 20 : 0;
		}
		catch (InvalidPathException e) {
			throw new IOException("Expected the name of a model or the path of an archive, got '" + model + "'.", e);
		}
	}
}
