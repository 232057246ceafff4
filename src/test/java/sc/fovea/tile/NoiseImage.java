package sc.fovea.tile;

/**
 * An image of noise that is computed from the place alone, so it needs no memory; refuses reads beyond its edges.
 *
 * @param channels number of channels
 * @param width columns
 * @param height rows
 */
record NoiseImage(int channels, long width, long height) implements TileSource {

	@Override
	public void read(Region region, float[] target) {
		if (region.x() < 0 || region.y() < 0 || region.x() + region.width() > width || region.y() + region.height() > height) {
			throw new IndexOutOfBoundsException("Expected a region inside " + width + "x" + height + ", got " + region + ".");
		}
		int to = 0;
		for (long y = region.y(); y < region.y() + region.height(); y++) {
			for (long x = region.x(); x < region.x() + region.width(); x++) {
				for (int c = 0; c < channels; c++) {
					target[to++] = value(x, y, c);
				}
			}
		}
	}

	static float value(long x, long y, int c) {
		long hash = (x * 0x9E3779B97F4A7C15L + y) * 0xBF58476D1CE4E5B9L + c;
		hash = (hash ^ hash >>> 29) * 0x94D049BB133111EBL;
		return (hash >>> 40) / (float) (1 << 24) - 0.5f;
	}
}
