package sc.fovea.task.detection.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.detect.FeatureMaps;
import sc.fovea.detect.Proposer;
import sc.fovea.detect.RegionDetector;
import sc.fovea.detect.Scene;
import sc.fovea.geometry.Suppression;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;
import sc.fovea.tile.TensorSource;
import sc.fovea.tile.TiledInference;

/**
 * The network of a region detector, ready to run in two parts: the trunk once for a scene, the head for all regions of it, perhaps again and again. Owner of both
 * runners; for one thread at a time.
 */
public final class RegionNetwork implements AutoCloseable {

	private final Regions settings;
	private final Optional<Runner> trunk;
	private final Runner head;
	private final MemoryBudget budget;

	private RegionNetwork(Regions settings, Optional<Runner> trunk, Runner head, MemoryBudget budget) {
		this.settings = settings;
		this.trunk = trunk;
		this.head = head;
		this.budget = budget;
	}

	/**
	 * Loads a network.
	 *
	 * @param loader makes runners of parts of it, with their weights
	 * @throws sc.fovea.net.ShapeException if the network is not for these settings
	 */
	private static RegionNetwork open(Network network, Regions settings, Function<Network, Runner> loader, MemoryBudget budget) {
		settings.check(network);
		Network judging = network.upTo(settings.heads().scores(), settings.heads().offsets());
		if (!(settings.look() instanceof RegionLook.Shared shared)) {
			return new RegionNetwork(settings, Optional.empty(), loader.apply(judging), budget);
		}
		List<String> maps = new ArrayList<>(List.of(shared.features()));
		if (settings.proposals() instanceof RegionProposals.Anchored anchored) maps.addAll(List.of(anchored.scores(), anchored.offsets()));
		Runner trunk = loader.apply(network.upTo(maps.toArray(String[]::new)));
		try {
			return new RegionNetwork(settings, Optional.of(trunk), loader.apply(judging.after(shared.features())), budget);
		}
		catch (RuntimeException e) {
			trunk.close();
			throw e;
		}
	}

	/**
	 * A network with its weights.
	 *
	 * @param network its layers
	 * @param weights of all layers
	 * @param settings what its inputs and outputs mean
	 */
	public record Weighted(Network network, Weights weights, Regions settings) {}

	/** Loads a network. @param budget for the trunk @throws sc.fovea.net.ShapeException if network, weights and settings do not fit */
	public static RegionNetwork open(Weighted whole, Backend backend, MemoryBudget budget) {
		return open(whole.network(), whole.settings(), part -> backend.runner(part, whole.weights().of(part)), budget);
	}

	/** A scene of normalised pixels (1, H, W, C). @param progress may cancel while feature maps are computed */
	public Scene scene(Tensor image, Progress progress) {
		return trunk.isEmpty() ? Scene.of(image) : new Scene(image, pixels -> {
			FeatureMaps maps = new FeatureMaps(trunk.get().network());
			new TiledInference(trunk.get(), budget).run(new TensorSource(pixels), maps, new Watched(progress));
			return maps.maps();
		});
	}

	/**
	 * The detector of this network.
	 *
	 * @param proposer where to look
	 * @param limits of scores and overlaps
	 */
	public RegionDetector detector(Proposer proposer, Regions.Limits limits) {
		RegionFeatures features = RegionFeatures.of(settings.look());
		return new RegionDetector(proposer, settings.proposals().most(), scene -> new RegionHead(scene, features, head, settings),
			Refiners.of(settings.refinement()), Suppression.greedy(limits.maximumIou()), limits.score());
	}

	/** Stops a run, but tells nothing: the trunk is only a part of what is done. */
	private record Watched(Progress progress) implements Progress {

		@Override
		public void progress(long done, long total) {}

		@Override
		public boolean isCancelled() {
			return progress.isCancelled();
		}
	}

	@Override
	public void close() {
		trunk.ifPresent(Runner::close);
		head.close();
	}
}
