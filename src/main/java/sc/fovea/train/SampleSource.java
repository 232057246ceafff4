package sc.fovea.train;

import sc.fovea.data.Sample;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/** A sample's normalised pixels as the source of a run. */
record SampleSource(Sample sample) implements TileSource {

	@Override
	public int channels() {
		return sample.channels();
	}

	@Override
	public long width() {
		return sample.width();
	}

	@Override
	public long height() {
		return sample.height();
	}

	@Override
	public void read(Region region, float[] target) {
		int count = region.width() * channels();
		for (int y = 0; y < region.height(); y++) {
			int from = (int) ((region.y() + y) * sample.width() + region.x()) * channels();
			System.arraycopy(sample.pixels(), from, target, y * count, count);
		}
	}
}
