package sc.fovea.backend;

import org.scijava.plugin.SciJavaPlugin;

/**
 * Extension point: a library that can run networks, found by SciJava through
 * {@code @Plugin(type = BackendProvider.class, name = "tensorflow")}.
 * <p>
 * Loading a provider's class must be harmless: native libraries are loaded by {@link #open}, not before.
 *
 * <pre>{@code
 * try (Backend backend = provider.open(BackendOptions.cpu());
 *      Runner runner = backend.runner(network, weights)) {
 *     Tensor answer = runner.run(image);
 * }
 * }</pre>
 */
public interface BackendProvider extends SciJavaPlugin {

	/** Name as users write it, for example {@code tensorflow}. */
	String name();

	/** Whether what {@link #open} gives is a {@link TrainingBackend}; known before anything is loaded. */
	default boolean canTrain() {
		return false;
	}

	/**
	 * Loads the library and chooses the device.
	 *
	 * @throws BackendException if the library cannot be loaded, or a device that was demanded does not exist
	 */
	Backend open(BackendOptions options);
}
