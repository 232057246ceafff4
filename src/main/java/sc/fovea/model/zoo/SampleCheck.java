package sc.fovea.model.zoo;

import java.util.Locale;
import java.util.Map;

import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.model.Model;
import sc.fovea.model.Samples;
import sc.fovea.net.Network;
import sc.fovea.net.Tensor;

/**
 * How far a model's answers are from those that its archive tells.
 *
 * @param outputs number of outputs that were compared, 0 if the archive tells none
 * @param difference largest difference between two values
 * @param largest largest value of the archive's outputs
 */
public record SampleCheck(int outputs, double difference, double largest) {

	/** Differences up to this share of the largest value (or of 1) are those of rounding: other kernels add up in another order. */
	private static final double ROUNDING = 1e-3;

	/** Runs a model on its test input. @throws sc.fovea.backend.BackendException if the network cannot be run */
	public static SampleCheck of(Model model, Backend backend) {
		Samples samples = model.samples();
		if (samples.outputs().isEmpty()) {
			return new SampleCheck(0, 0, 0);
		}
		Network network = model.network().upTo(samples.outputs().keySet().toArray(String[]::new));
		try (Runner runner = backend.runner(network, model.weights().of(network))) {
			return compare(samples.outputs(), runner.run(Map.of(model.imageInput(), samples.input().orElseThrow())));
		}
	}

	private static SampleCheck compare(Map<String, Tensor> told, Map<String, Tensor> answers) {
		double difference = 0;
		double largest = 0;
		for (Map.Entry<String, Tensor> output : told.entrySet()) {
			float[] theirs = output.getValue().data();
			float[] ours = answers.get(output.getKey()).data();
			for (int i = 0; i < theirs.length; i++) {
				difference = Math.max(difference, Math.abs(ours[i] - theirs[i]));
				largest = Math.max(largest, Math.abs(theirs[i]));
			}
		}
		return new SampleCheck(told.size(), difference, largest);
	}

	/** Whether nothing contradicts the archive. */
	public boolean agrees() {
		return difference <= ROUNDING * Math.max(1, largest);
	}

	/** What came out, in one sentence. */
	public String sentence() {
		if (outputs == 0) {
			return "It brings no test tensors, so nothing could be compared.";
		}
		return String.format(Locale.ROOT,
			agrees()
				? "Its own test output is met: the largest difference is %.1e."
				: "Its own test output is NOT met: the largest difference is %.1e "
					+ "of values up to %.3g. Do not trust it before you have compared results.",
			difference, largest);
	}
}
