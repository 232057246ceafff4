package sc.fovea.task.shape;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.model.Model;
import sc.fovea.model.TaskChecks;
import sc.fovea.model.TaskSettings;
import sc.fovea.net.Convolution;
import sc.fovea.net.Network;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;
import sc.fovea.net.Weights;
import sc.fovea.shape.ShapeModel;

/**
 * A {@link ShapeModel} as a network: principal components are a linear autoencoder (Bourlard and Kamp 1988). Its input is an aligned outline, (1, 1, rays); {@code coefficients}
 * gives b, {@code reconstruction} the nearest outline that the modes can say. All of the shape model is in the weights but what stands here.
 *
 * @param coefficients name of the output of the coefficients, (1, 1, modes)
 * @param reconstruction name of the output of the outline, (1, 1, rays)
 * @param deviations standard deviation along each mode
 * @param rest root mean square of what the modes leave unexplained, for each ray
 * @param objects how many it was learned from
 */
public record ShapePrior(String coefficients, String reconstruction, List<Double> deviations, double rest, int objects) implements TaskSettings {

	static final String INPUT = "outline";
	private static final String COEFFICIENTS = "coefficients";
	private static final String RECONSTRUCTION = "reconstruction";

	/** Copies the list. @throws IllegalArgumentException if a deviation is not above 0 */
	public ShapePrior {
		deviations = List.copyOf(deviations);
		if (deviations.isEmpty() || !deviations.stream().allMatch(d -> d > 0 && Double.isFinite(d)) || !(rest >= 0 && Double.isFinite(rest))) {
			throw new IllegalArgumentException(
				"Expected at least one deviation, each above 0, and a rest of at least 0, got " + deviations + " and " + rest + ".");
		}
	}

	/** The settings of a shape model. */
	static ShapePrior of(ShapeModel shape, int objects) {
		return new ShapePrior(COEFFICIENTS, RECONSTRUCTION, Arrays.stream(shape.deviations()).boxed().toList(), shape.rest(), objects);
	}

	/** The network of so many modes. */
	static Network network(ShapeModel shape) {
		return Network.input(INPUT, new Shape(1, 1, shape.rays())).then(COEFFICIENTS, Convolution.pointwise(shape.modes().length))
			.then(RECONSTRUCTION, Convolution.pointwise(shape.rays())).withOutputs(COEFFICIENTS, RECONSTRUCTION);
	}

	/** b = (d − mean) · e / σ, and d = mean + b · σ e. */
	static Weights weights(ShapeModel shape) {
		int rays = shape.rays();
		int modes = shape.modes().length;
		float[] encoder = new float[rays * modes];
		float[] offsets = new float[modes];
		float[] decoder = new float[modes * rays];
		float[] mean = new float[rays];
		for (int k = 0; k < rays; k++) {
			mean[k] = (float) shape.mean()[k];
			for (int j = 0; j < modes; j++) {
				double whitened = shape.modes()[j][k] / shape.deviations()[j];
				encoder[k * modes + j] = (float) whitened;
				offsets[j] -= (float) (whitened * shape.mean()[k]);
				decoder[j * rays + k] = (float) (shape.modes()[j][k] * shape.deviations()[j]);
			}
		}
		return new Weights(Map.of(COEFFICIENTS + ".kernel", Tensor.of(encoder, 1, 1, rays, modes), COEFFICIENTS + ".bias", Tensor.of(offsets, modes),
			RECONSTRUCTION + ".kernel", Tensor.of(decoder, 1, 1, modes, rays), RECONSTRUCTION + ".bias", Tensor.of(mean, rays)));
	}

	/**
	 * The shape model in an archive.
	 *
	 * @throws IllegalArgumentException with a sentence, if the model is for another task
	 */
	public static ShapeModel shape(Model model) {
		if (!(model.task() instanceof ShapePrior prior)) {
			throw new IllegalArgumentException("Expected a shape model, as \"fovea train --task shape\" makes it, got '" + model.card().name() + "' for "
				+ model.task().title() + ".");
		}
		float[] mean = model.weights().get(prior.reconstruction + ".bias").data();
		float[] decoder = model.weights().get(prior.reconstruction + ".kernel").data();
		int modes = prior.deviations.size();
		double[][] directions = new double[modes][mean.length];
		double[] deviations = prior.deviations.stream().mapToDouble(d -> d).toArray();
		double[] center = new double[mean.length];
		for (int k = 0; k < mean.length; k++) {
			center[k] = mean[k];
			for (int j = 0; j < modes; j++) {
				directions[j][k] = decoder[j * mean.length + k] / deviations[j];
			}
		}
		return new ShapeModel(center, directions, deviations, prior.rest);
	}

	@Override
	public String title() {
		return "statistical shape model";
	}

	@Override
	public List<String> outputs() {
		return List.of(coefficients, reconstruction);
	}

	@Override
	public Optional<String> tuningRefusal() {
		return Optional.of("A shape model is not tuned, but learned anew in seconds: \"train\" with task=shape does so.");
	}

	@Override
	public void check(Network network) {
		TaskChecks.output(network, coefficients, deviations.size());
		TaskChecks.output(network, reconstruction, network.inputs().values().iterator().next().channels());
	}
}
