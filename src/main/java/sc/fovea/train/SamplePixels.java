package sc.fovea.train;

import sc.fovea.data.Sample;
import sc.fovea.net.Tensor;
import sc.fovea.tile.TensorSource;
import sc.fovea.tile.TileSource;

/** A sample's normalised pixels as networks take them; they are shared, not copied. */
final class SamplePixels {

	private SamplePixels() {}

	/** As an image (1, H, W, C). */
	static Tensor tensor(Sample sample) {
		return Tensor.of(sample.pixels(), 1, sample.height(), sample.width(), sample.channels());
	}

	/** As the source of a run. */
	static TileSource source(Sample sample) {
		return new TensorSource(tensor(sample));
	}
}
