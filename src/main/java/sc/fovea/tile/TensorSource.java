package sc.fovea.tile;

import sc.fovea.net.ShapeException;
import sc.fovea.net.Tensor;

/**
 * An image in memory as the source of a run.
 *
 * @param image (1, H, W, C)
 */
public record TensorSource(Tensor image) implements TileSource {

	/** @throws ShapeException if it is not one image */
	public TensorSource {
		if (image.rank() != 4 || image.batch() != 1) throw new ShapeException("image", "one image (1, H, W, C)", image.toString());
	}

	@Override
	public int channels() {
		return image.channels();
	}

	@Override
	public long width() {
		return image.width();
	}

	@Override
	public long height() {
		return image.height();
	}

	@Override
	public void read(Region region, float[] target) {
		int count = region.width() * channels();
		for (int y = 0; y < region.height(); y++) {
			int from = (int) ((region.y() + y) * image.width() + region.x()) * channels();
			System.arraycopy(image.data(), from, target, y * count, count);
		}
	}
}
