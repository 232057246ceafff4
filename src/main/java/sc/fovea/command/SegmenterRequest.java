package sc.fovea.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import sc.fovea.backend.BackendOptions;
import sc.fovea.model.ModelStore;
import sc.fovea.tile.MemoryBudget;

/**
 * Which model to load, and on what.
 *
 * @param model name in the model store, or path of an archive
 * @param backend device and threads
 * @param budget memory for a tile
 */
public record SegmenterRequest(String model, BackendOptions backend, MemoryBudget budget) {

	/** With all cores and a budget that follows from the machine. */
	public static SegmenterRequest of(String model, BackendOptions.Device device) {
		return new SegmenterRequest(model, new BackendOptions(device, 0), MemoryBudget.automatic());
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
