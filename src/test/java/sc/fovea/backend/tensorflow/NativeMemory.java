package sc.fovea.backend.tensorflow;

import sc.fovea.backend.Backend;

/** What JavaCPP holds in the class loader of a backend. */
final class NativeMemory {

	private NativeMemory() {}

	/** Number of native objects that were made and not yet freed. */
	static long objects(Backend backend) {
		try {
			Class<?> pointer = backend.getClass().getClassLoader().loadClass("org.bytedeco.javacpp.Pointer");
			return (long) pointer.getMethod("totalCount").invoke(null);
		}
		catch (ReflectiveOperationException e) {
			throw new AssertionError(e);
		}
	}
}
