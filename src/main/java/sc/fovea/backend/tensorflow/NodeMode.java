package sc.fovea.backend.tensorflow;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** How a node works. */
sealed interface NodeMode {

	/** With running statistics and without dropout; no gradient is taken. */
	record Inference() implements NodeMode {}

	/** As at inference, but gradients pass through to what learns. */
	record Frozen() implements NodeMode {}

	/**
	 * With batch statistics and dropout.
	 *
	 * @param seed two numbers that decide the dropout of this node in this step
	 * @param statistics takes the new running statistics
	 */
	record Training(Operand<TInt64> seed, StatisticSink statistics) implements NodeMode {}

	/** Takes new values of running statistics. */
	interface StatisticSink {

		/** Notes the next value of a weight, for example {@code norm.mean}. */
		void update(String weight, Operand<TFloat32> next);
	}
}
