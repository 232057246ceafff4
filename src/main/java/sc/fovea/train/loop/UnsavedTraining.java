package sc.fovea.train.loop;

import sc.fovea.model.Model;

/** A training that ended early because its state could not be saved, for example on a full disk: a kill would have cost more with every further step. */
public final class UnsavedTraining extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Model model;

	/** @param problem why, in a sentence @param model with the best weights so far */
	public UnsavedTraining(String problem, Model model) {
		super(problem);
		this.model = model;
	}

	/** The model with the best weights so far. */
	public Model model() {
		return model;
	}
}
