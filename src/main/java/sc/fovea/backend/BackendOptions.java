package sc.fovea.backend;

/**
 * How a backend is opened.
 *
 * @param device where to compute
 * @param threads number of CPU threads, 0 for all cores; the first opening in a process decides for TensorFlow
 * @param name of the backend as {@link Backends} knows it, or {@link #AUTOMATIC}
 */
public record BackendOptions(Device device, int threads, String name) {

	/** The first backend that can do what is wanted. */
	public static final String AUTOMATIC = "automatic";

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

	/** Of the first backend that can do what is wanted. */
	public BackendOptions(Device device, int threads) {
		this(device, threads, AUTOMATIC);
	}

	/** The CPU with all cores. */
	public static BackendOptions cpu() {
		return new BackendOptions(Device.CPU, 0);
	}

	/** The same of another backend. @param newName as {@link BackendProvider#name}, or {@link #AUTOMATIC} */
	public BackendOptions with(String newName) {
		return new BackendOptions(device, threads, newName);
	}

	/** Whether the choice of the backend is left open. */
	boolean isAutomatic() {
		return name.equals(AUTOMATIC);
	}
}
