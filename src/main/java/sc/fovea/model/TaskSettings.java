package sc.fovea.model;

import java.util.List;
import java.util.Optional;

import sc.fovea.net.Network;
import sc.fovea.net.ShapeException;

/**
 * What a model's outputs mean, and how they become an answer: the part of a model's manifest that belongs to its task. Each kind is a record whose simple name stands
 * in the manifest as {@code kind}; a {@link ModelKind} names it.
 * <p>
 * A component may be a text, a number, a boolean, an optional number, a list, a map, another record, or a sealed interface of records.
 */
public interface TaskSettings {

	/** The task in words, for a list of models. */
	String title();

	/** Names of the network's outputs that it reads. */
	List<String> outputs();

	/** Names of the network's inputs that take regions of the image, as {@link sc.fovea.net.RoiAlign} reads them; the one that is left takes the image. */
	default List<String> regionInputs() {
		return List.of();
	}

	/** Name of the output that says where objects are, 0–1 on a grid of whole pixels, (N, H/grid, W/grid, 1); empty if there is none. */
	default Optional<String> foreground() {
		return Optional.empty();
	}

	/**
	 * Name of the output that is a map of probabilities on a grid of whole pixels: of an object, (N, H/grid, W/grid, 1), or of each class,
	 * (N, H/grid, W/grid, classes); empty if the answer is no map.
	 */
	default Optional<String> probabilities() {
		return Optional.empty();
	}

	/**
	 * What makes an answer of the scores of the network and is not in it, in words that follow "Fovea also"; those who run the network alone get other numbers. What turns
	 * answers into objects, such as thresholds, is not meant.
	 */
	default List<String> besidesNetwork() {
		return List.of();
	}

	/** Why no other training can begin with a model of these settings, in a sentence that says what fits; empty if one can. */
	default Optional<String> tuningRefusal() {
		return Optional.empty();
	}

	/**
	 * Checks that a network gives what this task reads.
	 *
	 * @throws ShapeException if an output is not among the network's outputs or has another number of channels or another grid
	 */
	void check(Network network);
}
