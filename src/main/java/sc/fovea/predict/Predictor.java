package sc.fovea.predict;

import sc.fovea.model.Model;

/** A model, ready to work: owner of what runs its network. For one thread at a time. */
public interface Predictor extends AutoCloseable {

	/** The model that works. */
	Model model();

	/** How many channels of an image the model sees. */
	default int channels() {
		return model().input().channels();
	}

	/** Frees what runs the network. */
	@Override
	void close();
}
