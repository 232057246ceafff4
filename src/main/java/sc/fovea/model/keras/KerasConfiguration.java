package sc.fovea.model.keras;

import java.util.Optional;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;

import sc.fovea.model.ModelFormatException;

/** The layers of a whole Keras model in HDF5, which it tells as JSON. */
public final class KerasConfiguration {

	private static final byte[] SIGNATURE = { (byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n' };

	private KerasConfiguration() {}

	/** With what every HDF5 file begins. */
	public static byte[] signature() {
		return SIGNATURE.clone();
	}

	/**
	 * The text of the attribute {@code model_config}.
	 *
	 * @param content of the file
	 * @param file its name, for messages
	 * @return nothing if the file holds weights alone
	 * @throws ModelFormatException if it is damaged
	 */
	public static Optional<String> read(byte[] content, String file) throws ModelFormatException {
		return KerasWeights.opened(file, () -> HdfFile.fromBytes(content), groups -> {
			Attribute config = groups.hdf().getAttributes().get("model_config");
			return config != null && config.getData() instanceof String text ? Optional.of(text) : Optional.empty();
		});
	}
}
