package sc.fovea.train;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.augment.Affine;
import sc.fovea.augment.Resampler;
import sc.fovea.backend.Backend;
import sc.fovea.backend.Runner;
import sc.fovea.data.Sample;
import sc.fovea.model.Model;
import sc.fovea.model.Samples;
import sc.fovea.net.Axis;
import sc.fovea.net.Network;
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;

/** The test input and outputs of a new model, by which others can check that they run it rightly. */
public final class TestTensors {

	/** Side of the test input in pixels, rounded up to the network's alignment: small, since it is kept in the archive. */
	private static final int SIDE = 64;

	private TestTensors() {}

	/** The middle of a sample, mirrored beyond its edges, and what the model answers; of a detector of regions what it says of the image. */
	public static Samples of(Backend backend, Model model, Sample sample) {
		List<String> regions = model.task().regionInputs();
		String[] outputs = model.network().outputs().stream().filter(o -> Collections.disjoint(model.network().ancestors(o), regions)).toArray(String[]::new);
		if (outputs.length == 0) return Samples.NONE;
		Network network = model.network().upTo(outputs);
		Tensor input = input(network, sample);
		try (Runner runner = backend.runner(network, model.weights().of(network))) {
			return new Samples(Optional.of(input), runner.run(Map.of(model.imageInput(), input)), new byte[0]);
		}
	}

	private static Tensor input(Network network, Sample sample) {
		Shape fixed = network.inputs().values().iterator().next();
		ReceptiveField field = new ReceptiveField(network);
		int width = fixed.isFixed() ? fixed.width() : aligned(field.alignment(Axis.X));
		int height = fixed.isFixed() ? fixed.height() : aligned(field.alignment(Axis.Y));
		Affine middle = Affine.shift(Math.floorDiv(sample.width() - width, 2), Math.floorDiv(sample.height() - height, 2));
		return Tensor.of(new Resampler(middle, width, height).pixels(sample), 1, height, width, sample.channels());
	}

	private static int aligned(int step) {
		return (SIDE + step - 1) / step * step;
	}
}
