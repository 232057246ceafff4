package sc.fovea.backend.tensorflow;

import java.net.URL;
import java.util.List;
import java.util.function.Function;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendException;
import sc.fovea.backend.BackendOptions;

/**
 * The one class loader of this process that holds TensorFlow. There is only one, because a native library can be loaded by one
 * class loader only; it stays as long as the process.
 */
final class IsolatedTensorFlow {

	private static ClassLoader loader;

	private IsolatedTensorFlow() {}

	/**
	 * Opens TensorFlow.
	 * @throws BackendException if it is not installed, cannot be loaded, or a device that was demanded does not exist
	 */
	static Backend open(BackendOptions options) {
		try {
			return opener().apply(options);
		}
		catch (ReflectiveOperationException | LinkageError e) {
			String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
			throw new BackendException("TensorFlow cannot be loaded on " + system + ": " + e, e);
		}
	}

	/** The cast holds: the other loader has its own copy of the opener, but shares these types with us. */
	@SuppressWarnings("unchecked")
	private static Function<BackendOptions, Backend> opener() throws ReflectiveOperationException {
		Class<?> type = Class.forName(TensorFlowOpener.class.getName(), true, loader());
		return (Function<BackendOptions, Backend>) type.getConstructor().newInstance();
	}

	private static synchronized ClassLoader loader() {
		if (loader == null) {
			List<URL> libraries = TensorFlowLibraries.find();
			loader = new IsolatedClassLoader(libraries.toArray(URL[]::new), IsolatedTensorFlow.class.getClassLoader());
		}
		return loader;
	}
}
