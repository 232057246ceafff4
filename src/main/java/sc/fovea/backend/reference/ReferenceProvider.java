package sc.fovea.backend.reference;

import org.scijava.plugin.Plugin;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendException;
import sc.fovea.backend.BackendOptions;
import sc.fovea.backend.BackendProvider;

/** Provides the reference backend, which works everywhere and needs no library. It is slow: any other goes before it. */
@Plugin(type = BackendProvider.class, name = ReferenceProvider.NAME, priority = -10_000)
public final class ReferenceProvider implements BackendProvider {

	/** The name by which users choose it. */
	public static final String NAME = "reference";

	@Override
	public String name() {
		return NAME;
	}

	/**
	 * Opens it; the number of threads is always one.
	 *
	 * @throws BackendException if a GPU is demanded
	 */
	@Override
	public Backend open(BackendOptions options) {
		if (options.device() == BackendOptions.Device.GPU) {
			throw new BackendException("Expected CPU or ANY as device of the reference backend, got GPU.");
		}
		return new ReferenceBackend();
	}
}
