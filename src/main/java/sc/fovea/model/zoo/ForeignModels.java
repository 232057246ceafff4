package sc.fovea.model.zoo;

import java.nio.file.Path;
import java.util.Optional;

import sc.fovea.model.Model;
import sc.fovea.model.ModelFormatException;
import sc.fovea.model.ModelReader;

/** Lets every command take the path of another program's model. */
public final class ForeignModels implements ModelReader {

	@Override
	public Optional<Model> read(Path source) throws ModelFormatException {
		return ModelImport.isForeign(source) ? Optional.of(ModelImport.read(source, Optional.empty()).model()) : Optional.empty();
	}
}
