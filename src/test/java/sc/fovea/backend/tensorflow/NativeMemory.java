package sc.fovea.backend.tensorflow;

import org.bytedeco.javacpp.Pointer;

/** What the process holds. */
final class NativeMemory {

	private NativeMemory() {}

	/** Resident bytes of the process. */
	static long resident() {
		return Pointer.physicalBytes();
	}
}
