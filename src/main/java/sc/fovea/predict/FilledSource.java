package sc.fovea.predict;

import java.util.List;

import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * An image whose pixels that are not there (no finite number, or left out by {@link ChannelIntensities}) have the mean of the nearest ring of pixels
 * that are, up to {@value #REACH} pixels away, and the median of their channel beyond. What is read does not depend on how the image is cut into tiles.
 */
final class FilledSource implements TileSource {

	static final int REACH = 24;

	private final TileSource source;
	private final List<Intensities.Channel> channels;

	FilledSource(TileSource source, List<Intensities.Channel> channels) {
		this.source = source;
		this.channels = List.copyOf(channels);
	}

	@Override
	public int channels() {
		return source.channels();
	}

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
		source.read(region, target);
		if (isWhole(target, Math.toIntExact(region.area() * channels()))) {
			return;
		}
		Region wide = around(region);
		float[] values = new float[Math.toIntExact(wide.area() * channels())];
		source.read(wide, values);
		int left = (int) (region.x() - wide.x());
		int top = (int) (region.y() - wide.y());
		for (int y = 0, i = 0; y < region.height(); y++) {
			for (int x = 0; x < region.width(); x++) {
				for (int c = 0; c < channels(); c++, i++) {
					if (!isThere(target[i], c)) {
						target[i] = fill(values, wide, left + x, top + y, c);
					}
				}
			}
		}
	}

	private boolean isWhole(float[] values, int count) {
		for (int i = 0, c = 0; i < count; i++) {
			if (!isThere(values[i], c)) {
				return false;
			}
			c = c + 1 == channels() ? 0 : c + 1;
		}
		return true;
	}

	private boolean isThere(float value, int channel) {
		Intensities.Channel known = channels.get(channel);
		return value > known.below() && value < known.above();
	}

	private Region around(Region region) {
		long x = Math.max(0, region.x() - REACH);
		long y = Math.max(0, region.y() - REACH);
		long right = Math.min(width(), region.x() + region.width() + REACH);
		long bottom = Math.min(height(), region.y() + region.height() + REACH);
		return new Region(x, y, (int) (right - x), (int) (bottom - y));
	}

	private float fill(float[] values, Region wide, int x, int y, int channel) {
		for (int radius = 1; radius <= REACH; radius++) {
			double sum = 0;
			int count = 0;
			for (int dy = -radius; dy <= radius; dy++) {
				int step = Math.abs(dy) == radius ? 1 : 2 * radius;
				for (int dx = -radius; dx <= radius; dx += step) {
					float value = at(values, wide, x + dx, y + dy, channel);
					if (isThere(value, channel)) {
						sum += value;
						count++;
					}
				}
			}
			if (count > 0) {
				return (float) (sum / count);
			}
		}
		return (float) channels.get(channel).median();
	}

	private float at(float[] values, Region wide, int x, int y, int channel) {
		boolean isInside = x >= 0 && y >= 0 && x < wide.width() && y < wide.height();
		return isInside ? values[(y * wide.width() + x) * channels() + channel] : Float.NaN;
	}
}
