package sc.fovea.backend.tensorflow;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

import org.tensorflow.proto.ConfigProto;

/**
 * What computes.
 *
 * @param name in words, for example {@code CPU (2 threads)}
 * @param config how sessions use it
 * @param memory bytes that it can have at most; {@link Long#MAX_VALUE} for a GPU, which says itself when it has no more
 */
record Processor(String name, ConfigProto config, long memory) {

	/** The CPU, with all memory of the machine or container. */
	static Processor cpu(ConfigProto config, int threads) {
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		return new Processor(threads == 1 ? "CPU (1 thread)" : "CPU (" + threads + " threads)", config, system.getTotalMemorySize());
	}

	/** A GPU. @param device TensorFlow's name of it */
	static Processor gpu(ConfigProto config, String device) {
		return new Processor(Devices.describe(device), config, Long.MAX_VALUE);
	}
}
