package sc.fovea.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.net.Activation;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.tile.Phase;
import sc.fovea.tile.Work;

/** Where the time of a run went, over all its threads. */
final class Profile {

	private static final double GIGA = 1e9;
	/** Of what is counted, a multiplication and an addition. */
	private static final int OPERATIONS = 2;

	private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
	private final List<long[]> networkRuns = new ArrayList<>();
	private long multiplyAdds;

	/** Adds what just ended. */
	synchronized void add(Phase phase, long spent) {
		nanos.merge(phase, spent, Long::sum);
		if (phase == Phase.NETWORK) {
			long end = System.nanoTime();
			networkRuns.add(new long[] { end - spent, end });
		}
	}

	/** Adds what a network calculated. */
	synchronized void calculated(long count) {
		multiplyAdds += count;
	}

	/**
	 * The table.
	 *
	 * @param wallSeconds of the whole run
	 * @param peak most operations per second on this machine
	 */
	synchronized List<String> lines(double wallSeconds, double peak) {
		double all = nanos.values().stream().mapToLong(Long::longValue).sum() / GIGA;
		List<String> lines = new ArrayList<>();
		lines.add(String.format(Locale.ROOT, "Where %.2f s of all threads went, in %.2f s:", all, wallSeconds));
		for (Phase phase : Phase.values()) {
			double seconds = nanos.getOrDefault(phase, 0L) / GIGA;
			lines.add(String.format(Locale.ROOT, "  %-8s %8.2f s %5.1f %%", phase.name().toLowerCase(Locale.ROOT), seconds, all > 0 ? 100 * seconds / all : 0));
		}
		double operations = OPERATIONS * (double) multiplyAdds;
		double busy = busyNanos() / GIGA;
		double speed = busy > 0 ? operations / busy : 0;
		lines
			.add(String.format(Locale.ROOT, "  network: %.1f GFLOP at %.0f GFLOP/s while it ran (%.2f s), %.0f %% of the %.0f GFLOP/s of 3x3 convolutions here",
				operations / GIGA, speed / GIGA, busy, 100 * speed / peak, peak / GIGA));
		return lines;
	}

	/** How long any network ran: several may at a time. */
	private long busyNanos() {
		networkRuns.sort((a, b) -> Long.compare(a[0], b[0]));
		long busy = 0;
		long until = Long.MIN_VALUE;
		for (long[] run : networkRuns) {
			busy += Math.max(0, run[1] - Math.max(until, run[0]));
			until = Math.max(until, run[1]);
		}
		return busy;
	}

	/** Operations per second of what processors are best at: 3x3 convolutions of 64 channels. Takes a second. */
	static double peak(Backend backend) {
		Shape shape = new Shape(256, 256, 64);
		Network network = Network.input("image", 64).then("a", Convolution.of(64, 3)).then("a_relu", Activation.relu()).then("b", Convolution.of(64, 3))
			.then("b_relu", Activation.relu()).then("c", Convolution.of(64, 3)).then("sum", Convolution.pointwise(1));
		double operations = OPERATIONS * (double) Work.multiplyAdds(network, shape);
		Tensor image = Tensor.zeros(1, shape.height(), shape.width(), shape.channels());
		try (Runner runner = backend.runner(network, Weights.initialise(network, 1))) {
			double best = 0;
			long end = System.nanoTime() + 1_000_000_000L;
			while (System.nanoTime() < end) {
				long start = System.nanoTime();
				runner.run(Map.of("image", image));
				best = Math.max(best, operations / (System.nanoTime() - start) * GIGA);
			}
			return best;
		}
	}
}
