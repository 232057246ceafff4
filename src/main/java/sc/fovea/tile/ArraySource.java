package sc.fovea.tile;

import java.util.List;
import java.util.Optional;

import sc.fovea.image.Hyperstack;

/**
 * Pixels in arrays of ImageJ's types as a source of tiles: what {@link ImageSource} gives, without a call for each pixel.
 *
 * @param planes one for each channel, or one of packed colours
 * @param rows how one of them is read
 * @param channels per pixel
 * @param width of a plane
 * @param height of a plane
 */
record ArraySource(List<Object> planes, Copy rows, int channels, long width, long height) implements TileSource {

	/** Copies a row of a plane. */
	private interface Copy {

		/** @param from index of the first pixel @param step distance of the values in the target */
		void copy(Object plane, int from, int count, float[] target, int to, int step);
	}

	/** All channels of a plane; empty if its pixels are in no arrays, or not of a type that is known. */
	static Optional<TileSource> of(Hyperstack image, int z, int t) {
		List<Object> arrays = image.arrays(z, t);
		if (arrays.isEmpty()) {
			return Optional.empty();
		}
		return copy(arrays.get(0)).map(rows -> new ArraySource(arrays, rows, image.channels(), image.width(), image.height()));
	}

	/** One channel of a plane. */
	static Optional<TileSource> of(Hyperstack image, int channel, int z, int t) {
		List<Object> arrays = image.arrays(z, t);
		if (arrays.isEmpty()) {
			return Optional.empty();
		}
		boolean isPacked = arrays.get(0) instanceof int[];
		Optional<Copy> rows = isPacked ? Optional.of(oneColour(16 - 8 * channel)) : copy(arrays.get(0));
		return rows.map(r -> new ArraySource(List.of(arrays.get(isPacked ? 0 : channel)), r, 1, image.width(), image.height()));
	}

	private static Optional<Copy> copy(Object array) {
		if (array instanceof byte[]) {
			return Optional.of(ArraySource::bytes);
		}
		if (array instanceof short[]) {
			return Optional.of(ArraySource::shorts);
		}
		if (array instanceof float[]) {
			return Optional.of(ArraySource::floats);
		}
		return array instanceof int[] ? Optional.of(ArraySource::colours) : Optional.empty();
	}

	@Override
	public void read(Region region, float[] target) {
		for (int c = 0; c < planes.size(); c++) {
			for (int y = 0; y < region.height(); y++) {
				int from = (int) ((region.y() + y) * width + region.x());
				rows.copy(planes.get(c), from, region.width(), target, y * region.width() * channels + c, channels);
			}
		}
	}

	private static void bytes(Object plane, int from, int count, float[] target, int to, int step) {
		byte[] pixels = (byte[]) plane;
		for (int i = 0, at = to; i < count; i++, at += step) {
			target[at] = pixels[from + i] & 0xff;
		}
	}

	private static void shorts(Object plane, int from, int count, float[] target, int to, int step) {
		short[] pixels = (short[]) plane;
		for (int i = 0, at = to; i < count; i++, at += step) {
			target[at] = pixels[from + i] & 0xffff;
		}
	}

	private static void floats(Object plane, int from, int count, float[] target, int to, int step) {
		float[] pixels = (float[]) plane;
		for (int i = 0, at = to; i < count; i++, at += step) {
			target[at] = pixels[from + i];
		}
	}

	private static void colours(Object plane, int from, int count, float[] target, int to, int step) {
		int[] pixels = (int[]) plane;
		for (int i = 0, at = to; i < count; i++, at += step) {
			int pixel = pixels[from + i];
			target[at] = pixel >> 16 & 0xff;
			target[at + 1] = pixel >> 8 & 0xff;
			target[at + 2] = pixel & 0xff;
		}
	}

	private static Copy oneColour(int shift) {
		return (plane, from, count, target, to, step) -> {
			int[] pixels = (int[]) plane;
			for (int i = 0; i < count; i++) {
				target[to + i] = pixels[from + i] >> shift & 0xff;
			}
		};
	}
}
