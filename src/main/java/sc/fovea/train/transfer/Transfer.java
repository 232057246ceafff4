package sc.fovea.train.transfer;

import java.util.List;
import java.util.Set;

import sc.fovea.model.Model;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;
import sc.fovea.train.loop.Stage;

/**
 * A training that begins with a model that was trained on something else.
 * <p>
 * If the model gets a new head, the head learns at the full rate and the layers that come from the model at a tenth of it.
 *
 * @param source model to begin with
 * @param freeze layers that keep their weights
 * @param unfreeze steps in which the layers that are not frozen begin to learn, from the heads down to the image, over the first half of the training; 0 if all
 *        learn at once
 */
public record Transfer(Model source, Freeze freeze, int unfreeze) {

	/** @throws IllegalArgumentException if the number of steps is not in 0–100, or no training can begin with such a model */
	public Transfer {
		LayerRates.checkSteps(unfreeze);
		source.task().tuningRefusal().ifPresent(sentence -> {
			throw new IllegalArgumentException(sentence);
		});
	}

	/** The stages of a training, see {@link LayerRates#stages}. */
	List<Stage> stages(Network network, Weights weights, Set<String> heads) {
		return new LayerRates(freeze, unfreeze, LayerRates.TENTH).stages(network, weights, heads);
	}
}
