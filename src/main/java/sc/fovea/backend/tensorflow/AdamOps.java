package sc.fovea.backend.tensorflow;

import java.util.ArrayList;
import java.util.List;

import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

import sc.fovea.backend.Adam;

/**
 * One step of {@link Adam}. TensorFlow's operation computes w − r·m / (√v + e); with r = rate·√(1 − β₂ᵗ) / (1 − β₁ᵗ) and e =
 * ε·√(1 − β₂ᵗ), both worked out in double precision, that is the formula of the paper with ε where the paper has it.
 */
final class AdamOps {

	private final Ops tf;
	private final Adam adam;
	private final Variables variables;
	private final Placeholder<TFloat32> rate;
	private final Placeholder<TFloat32> correctedRate;
	private final Placeholder<TFloat32> correctedEpsilon;

	/** The optimizer over variables, each with its moments under {@code <name>.m} and {@code <name>.v}. */
	AdamOps(Ops tf, Adam adam, Variables variables) {
		this.tf = tf;
		this.adam = adam;
		this.variables = variables;
		this.rate = scalar();
		this.correctedRate = scalar();
		this.correctedEpsilon = scalar();
	}

	private Placeholder<TFloat32> scalar() {
		return tf.placeholder(TFloat32.class, Placeholder.shape(org.tensorflow.ndarray.Shape.scalar()));
	}

	/** Feeds the numbers of a step. @param learningRate of the step @param step 1 for the first */
	void feed(Feeds feeds, double learningRate, long step) {
		double spread = Math.sqrt(1 - Math.pow(adam.beta2(), step));
		feeds.with(rate, learningRate).with(correctedEpsilon, adam.epsilon() * spread)
			.with(correctedRate, learningRate * spread / (1 - Math.pow(adam.beta1(), step)));
	}

	/** Euclidean norm of the whole gradient. */
	Operand<TFloat32> norm(List<Operand<TFloat32>> gradients) {
		List<Operand<TFloat32>> halfSquares = new ArrayList<>();
		gradients.forEach(g -> halfSquares.add(tf.nn.l2Loss(g)));
		return tf.math.sqrt(tf.math.mul(tf.math.addN(halfSquares), tf.constant(2f)));
	}

	/** The gradients scaled down to the plan's norm, if there is one. */
	List<Operand<TFloat32>> clip(List<Operand<TFloat32>> gradients, Operand<TFloat32> norm) {
		if (adam.clipNorm() == 0) {
			return gradients;
		}
		Operand<TFloat32> limit = tf.constant((float) adam.clipNorm());
		Operand<TFloat32> scale = tf.math.div(limit, tf.math.maximum(norm, limit));
		List<Operand<TFloat32>> clipped = new ArrayList<>();
		gradients.forEach(g -> clipped.add(tf.math.mul(g, scale)));
		return clipped;
	}

	/**
	 * The change of one weight. Nothing changes before {@code after} is done, because a variable's value is not copied when it is
	 * read.
	 *
	 * @param weight what changes
	 * @param gradient of it
	 * @param after everything that reads variables
	 */
	Op update(LearningTask.Learned weight, Operand<TFloat32> gradient, List<Op> after) {
		List<Op> before = new ArrayList<>(after);
		Operand<TFloat32> variable = variables.variable(weight.weight());
		if (adam.weightDecay() > 0 && weight.decays()) {
			Operand<TFloat32> share = tf.math.mul(rate, tf.constant((float) (weight.rate() * adam.weightDecay())));
			before.add(tf.withControlDependencies(after).assignSub(variable, tf.math.mul(variables.value(weight.weight()), share)));
		}
		Operand<TFloat32> zero = tf.constant(0f);
		Operand<TFloat32> own = tf.math.mul(correctedRate, tf.constant((float) weight.rate()));
		return tf.withControlDependencies(before).train.applyAdam(variable, variables.variable(weight.weight() + ".m"),
			variables.variable(weight.weight() + ".v"), zero, zero, own, tf.constant((float) adam.beta1()), tf.constant((float) adam.beta2()),
			correctedEpsilon, gradient);
	}
}
