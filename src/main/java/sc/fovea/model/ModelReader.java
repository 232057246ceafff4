package sc.fovea.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads models of other programs for {@link ModelStore}; found by {@link java.util.ServiceLoader}. */
public interface ModelReader {

	/**
	 * The model in a file or folder.
	 *
	 * @param source that exists
	 * @return nothing if it is an archive of Fovea, or of no format that this reader knows
	 * @throws ModelFormatException if it is known, but damaged or not possible
	 */
	Optional<Model> read(Path source) throws IOException;
}
