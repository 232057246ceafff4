package sc.fovea.train;

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
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.Shape;
import sc.fovea.net.Tensor;

/** The test input and outputs of a new model, by which others can check that they run it rightly. */
final class TestTensors {

	/** Side of the test input in pixels, rounded up to the network's alignment: small, since it is kept in the archive. */
	private static final int SIDE = 64;

	private TestTensors() {}

	/** The middle of a sample, mirrored beyond its edges, and what the model answers. */
	static Samples of(Backend backend, Model model, Sample sample) {
		Shape fixed = model.network().inputs().values().iterator().next();
		ReceptiveField field = new ReceptiveField(model.network());
		int width = fixed.isFixed() ? fixed.width() : aligned(field.alignment(Axis.X));
		int height = fixed.isFixed() ? fixed.height() : aligned(field.alignment(Axis.Y));
		Affine middle = Affine.shift(Math.floorDiv(sample.width() - width, 2), Math.floorDiv(sample.height() - height, 2));
		Tensor input = Tensor.of(new Resampler(middle, width, height).pixels(sample), 1, height, width, sample.channels());
		try (Runner runner = backend.runner(model.network(), model.weights())) {
			String name = model.network().inputs().keySet().iterator().next();
			return new Samples(Optional.of(input), runner.run(Map.of(name, input)), new byte[0]);
		}
	}

	private static int aligned(int step) {
		return (SIDE + step - 1) / step * step;
	}
}
