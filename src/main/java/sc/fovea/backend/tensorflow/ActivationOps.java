package sc.fovea.backend.tensorflow;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

import sc.fovea.net.Activation;
import sc.fovea.net.Dropout;

/** Functions of each value, and dropout. */
final class ActivationOps {

	private static final float LEAK = 0.2f;
	private static final float GELU_SLOPE = (float) Math.sqrt(2 / Math.PI);
	private static final float GELU_CUBIC = 0.044715f;

	private ActivationOps() {}

	static Operand<TFloat32> activation(Site site, Activation layer) {
		Ops tf = site.tf();
		Operand<TFloat32> x = site.input();
		return switch (layer.function()) {
			case RELU -> tf.nn.relu(x);
			case RELU6 -> tf.nn.relu6(x);
			case LEAKY_RELU -> leakyRelu(site, x);
			case ELU -> tf.nn.elu(x);
			case SELU -> tf.nn.selu(x);
			case SWISH -> tf.math.mul(x, tf.math.sigmoid(x));
			case HARD_SIGMOID -> hardSigmoid(tf, x);
			case HARD_SWISH -> tf.math.mul(x, hardSigmoid(tf, x));
			case MISH -> tf.math.mul(x, tf.math.tanh(tf.math.softplus(x)));
			case GELU -> gelu(tf, x);
			case SOFTPLUS -> tf.math.softplus(x);
			case SIGMOID -> tf.math.sigmoid(x);
			case TANH -> tf.math.tanh(x);
			case SOFTMAX -> softmax(tf, x, site.shape().channels());
		};
	}

	/** With a gradient, TensorFlow's own operation makes its graph optimizer give up with a complaint. */
	private static Operand<TFloat32> leakyRelu(Site site, Operand<TFloat32> x) {
		Ops tf = site.tf();
		boolean isFused = site.mode() instanceof NodeMode.Inference;
		return isFused ? tf.nn.leakyRelu(x, LeakyRelu.alpha(LEAK)) : tf.math.maximum(x, tf.math.mul(x, tf.constant(LEAK)));
	}

	private static Operand<TFloat32> hardSigmoid(Ops tf, Operand<TFloat32> x) {
		return tf.math.mul(tf.nn.relu6(tf.math.add(x, tf.constant(3f))), tf.constant(1 / 6f));
	}

	private static Operand<TFloat32> gelu(Ops tf, Operand<TFloat32> x) {
		Operand<TFloat32> cube = tf.math.mul(tf.math.square(x), tf.math.mul(x, tf.constant(GELU_CUBIC)));
		Operand<TFloat32> gate = tf.math.tanh(tf.math.mul(tf.math.add(x, cube), tf.constant(GELU_SLOPE)));
		return tf.math.mul(tf.math.mul(x, tf.constant(0.5f)), tf.math.add(gate, tf.constant(1f)));
	}

	/** On rows of channels, because gradients of softmax functions of images are not to be trusted. */
	private static Operand<TFloat32> softmax(Ops tf, Operand<TFloat32> x, int channels) {
		Operand<TFloat32> rows = tf.reshape(x, tf.constant(new int[] { -1, channels }));
		return tf.reshape(tf.nn.softmax(rows), tf.shape(x));
	}

	/** The noise depends on the seed alone, so that a training continues as if it had never stopped. */
	static Operand<TFloat32> dropout(Site site, Dropout layer) {
		if (layer.rate() == 0 || !(site.mode() instanceof NodeMode.Training training)) {
			return site.input();
		}
		Ops tf = site.tf();
		Operand<TFloat32> noise = tf.random.statelessRandomUniform(tf.shape(site.input()), training.seed(), TFloat32.class);
		Operand<TFloat32> kept = tf.dtypes.cast(tf.math.greaterEqual(noise, tf.constant((float) layer.rate())), TFloat32.class);
		return tf.math.mul(site.input(), tf.math.mul(kept, tf.constant((float) (1 / (1 - layer.rate())))));
	}
}
