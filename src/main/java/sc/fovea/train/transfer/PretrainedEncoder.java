package sc.fovea.train.transfer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.architecture.Encoder;
import sc.fovea.architecture.Levels;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.data.Sample;
import sc.fovea.model.ModelFormatException;
import sc.fovea.net.Join;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.Normalization;
import sc.fovea.net.Weights;
import sc.fovea.train.loop.Stage;
import sc.fovea.train.plan.PlanRequest;

/**
 * Published weights as the way down of a network that answers places: behind them comes a {@link sc.fovea.architecture.Decoder}, which is new.
 *
 * @param trunk with its weights
 */
public record PretrainedEncoder(Pretrained trunk) implements Encoder {

	/** Of the file that a design names, if it does. @param samples that it is to learn from @throws ModelFormatException if the file is of none of the backbones */
	public static Optional<PretrainedEncoder> read(PlanRequest.Design design, List<Sample> samples) throws ModelFormatException {
		if (design.weights().isEmpty()) return Optional.empty();
		PlanRequest.WeightsFile file = design.weights().get();
		return Optional.of(new PretrainedEncoder(Pretrained.read(file.file(), file.backbones(), samples)));
	}

	@Override
	public String name() {
		return trunk.title();
	}

	@Override
	public int halvings() {
		return trunk.halvings();
	}

	@Override
	public int mostHalvings() {
		return trunk.halvings();
	}

	/** Its own width and poolings count. */
	@Override
	public Network down(TrunkOptions options, int halvings) {
		Network all = trunk.network();
		if (halvings == trunk.halvings()) return all;
		String[] deepest = new Levels(all, all.last()).deepest(1 << halvings).toArray(String[]::new);
		Network part = all.upTo(deepest);
		return deepest.length == 1 ? part : part.then("axes", Join.concatenate(), deepest);
	}

	/** A plan of which this is the architecture. */
	public PlanRequest in(PlanRequest plan) {
		return plan.with(this);
	}

	/** All weights learn but those of the normalizations, whose statistics of a million photographs are better than those of a few images. */
	public InitialWeights initial() {
		Map<String, Double> rates = new LinkedHashMap<>();
		trunk.network().nodes().stream().filter(node -> node.layer() instanceof Normalization).map(Node::name).forEach(name -> rates.put(name, 0.0));
		Weights weights = trunk.weights();
		return new InitialWeights(weights, List.of(new Stage(0, rates)), Map.of("source", trunk.title() + ", pretrained"));
	}
}
