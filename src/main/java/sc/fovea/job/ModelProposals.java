package sc.fovea.job;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import sc.fovea.backend.Backend;
import sc.fovea.backend.BackendOptions;
import sc.fovea.detect.Proposer;
import sc.fovea.detect.Proposers;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.model.ModelStore;
import sc.fovea.net.Tensor;
import sc.fovea.predict.WholeImage;
import sc.fovea.task.detection.Detectors;
import sc.fovea.task.detection.region.RegionNetwork;
import sc.fovea.task.detection.region.Regions;
import sc.fovea.tile.MemoryBudget;
import sc.fovea.tile.Progress;

/** The proposals of a trained detector: what its network, its priors or its fixed boxes propose before any is looked at. The image is one scene. */
public final class ModelProposals implements ProposalSource, AutoCloseable {

	private final Model model;
	private final Backend backend;
	private final RegionNetwork network;
	private final Detectors detectors = new Detectors(name -> Proposers.installed().apply(name));

	private ModelProposals(Model model, Backend backend, RegionNetwork network) {
		this.model = model;
		this.backend = backend;
		this.network = network;
	}

	/**
	 * Loads a model.
	 *
	 * @param name in the model store, or path of an archive
	 * @throws IOException if there is no such model, or it cannot be read; the message is one sentence
	 * @throws IllegalArgumentException if it proposes nothing
	 */
	public static ModelProposals open(String name, BackendOptions options) throws IOException {
		Model model = ModelStore.standard().load(name);
		if (!(model.task() instanceof Regions settings)) {
			throw new IllegalArgumentException("\"model\" must detect by regions, but '" + model.card().name() + "' is for " + model.task().title() + ".");
		}
		Backend backend = Platform.backends().open(options);
		try {
			RegionNetwork.Weighted whole = new RegionNetwork.Weighted(model.network(), model.weights(), settings);
			return new ModelProposals(model, backend, RegionNetwork.open(whole, backend, MemoryBudget.automatic()));
		}
		catch (RuntimeException e) {
			backend.close();
			throw e;
		}
	}

	/** Name of the model. */
	public String name() {
		return model.card().name();
	}

	@Override
	public List<ScoredBox> propose(Hyperstack image, int most) {
		Tensor pixels = new WholeImage(model.input(), Optional.empty()).of(image, WholeImage.View.FIRST);
		Proposer proposer = detectors.proposer(((Regions) model.task()).proposals().with(most));
		return proposer.propose(network.scene(pixels, Progress.none()), most);
	}

	@Override
	public void close() {
		network.close();
		backend.close();
	}
}
