package sc.fovea.explain;

import java.util.function.BooleanSupplier;

/** Explains scores at one node of a network. Owner of what runs it; for one thread at a time. */
public interface Explainer extends AutoCloseable {

	/**
	 * The map of a score.
	 *
	 * @param question about the node for which this was opened
	 * @param isStopped asked between runs of the network
	 * @throws java.util.concurrent.CancellationException if it was stopped
	 */
	Heat explain(Question question, BooleanSupplier isStopped);

	@Override
	void close();
}
