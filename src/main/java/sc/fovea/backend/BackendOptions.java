package sc.fovea.backend;

/**
 * How a backend is opened.
 *
 * @param device where to compute
 * @param threads number of CPU threads, 0 for all cores; the first opening in a process decides for TensorFlow
 */
public record BackendOptions(Device device, int threads) {

	/** Where to compute. */
	public enum Device {
		/** A GPU if there is one, else the CPU. */
		ANY,
		/** The CPU. */
		CPU,
		/** A GPU, or an error if there is none. */
		GPU
	}

	/** @throws IllegalArgumentException if threads are negative */
	public BackendOptions {
		if (threads < 0) {
			throw new IllegalArgumentException("Expected 0 or more threads, got " + threads + ".");
		}
	}

	/** The CPU with all cores. */
	public static BackendOptions cpu() {
		return new BackendOptions(Device.CPU, 0);
	}
}
