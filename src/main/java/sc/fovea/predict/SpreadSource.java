package sc.fovea.predict;

import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/** A grey image as a colour image: every channel is the same. @param source of one channel @param channels that it shall have */
record SpreadSource(TileSource source, int channels) implements TileSource {

	@Override
	public long width() {
		return source.width();
	}

	@Override
	public long height() {
		return source.height();
	}

	@Override
	public void read(Region region, float[] target) {
		float[] grey = new float[Math.toIntExact(region.area())];
		source.read(region, grey);
		for (int i = 0, t = 0; i < grey.length; i++) {
			for (int c = 0; c < channels; c++, t++) {
				target[t] = grey[i];
			}
		}
	}
}
