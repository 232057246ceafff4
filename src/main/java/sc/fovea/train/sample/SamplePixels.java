package sc.fovea.train.sample;

import java.util.List;
import java.util.stream.IntStream;

import sc.fovea.data.Sample;
import sc.fovea.net.Tensor;
import sc.fovea.tile.TensorSource;
import sc.fovea.tile.TileSource;

/** A sample's normalised pixels as networks take them; they are shared, not copied. */
public final class SamplePixels {

	private SamplePixels() {}

	/** As an image (1, H, W, C). */
	public static Tensor tensor(Sample sample) {
		return Tensor.of(sample.pixels(), 1, sample.height(), sample.width(), sample.channels());
	}

	/** As the source of a run. */
	public static TileSource source(Sample sample) {
		return new TensorSource(tensor(sample));
	}

	/** Pixels of samples in batches (N, H, W, C), one after the other. */
	public static Iterable<Tensor> batches(List<Sample> samples, int size) {
		return () -> IntStream.range(0, (samples.size() + size - 1) / size)
			.mapToObj(i -> pixels(samples.subList(i * size, Math.min(samples.size(), (i + 1) * size)))).iterator();
	}

	private static Tensor pixels(List<Sample> samples) {
		Sample first = samples.get(0);
		Tensor batch = Tensor.zeros(samples.size(), first.height(), first.width(), first.channels());
		for (int i = 0; i < samples.size(); i++) {
			float[] pixels = samples.get(i).pixels();
			System.arraycopy(pixels, 0, batch.data(), i * pixels.length, pixels.length);
		}
		return batch;
	}
}
