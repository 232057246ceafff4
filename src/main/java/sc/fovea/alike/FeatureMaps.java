package sc.fovea.alike;

import java.util.List;
import java.util.Optional;

/**
 * What layers of a network say of a part of a plane, cell by cell: a cell is {@value #CELL} × {@value #CELL} pixels that the network saw, or a part of them at the far edges.
 *
 * @param width of the part in pixels
 * @param height of the part in pixels
 * @param layers of any grid
 * @param own what the network itself takes for objects; empty if it draws no outlines
 */
public record FeatureMaps(int width, int height, List<Layer> layers, Optional<Own> own) {

	/** Side of a cell in pixels. */
	public static final int CELL = 2;

	/** Copies the list. @throws IllegalArgumentException if there is no layer */
	public FeatureMaps {
		layers = List.copyOf(layers);
		if (layers.isEmpty()) throw new IllegalArgumentException("Expected a layer at least, got none.");
	}

	/**
	 * A map of a layer.
	 *
	 * @param data (rows, columns, channels); shared
	 * @param columns of the map
	 * @param channels of the map
	 * @param step pixels from one of its places to the next
	 */
	public record Layer(float[] data, int columns, int channels, int step) {

		/** Where the values of a pixel begin. */
		int offset(int x, int y) {
			return (y / step * columns + x / step) * channels;
		}
	}

	/**
	 * Outlines of a star-convex network (Schmidt et al. 2018).
	 *
	 * @param probability of an object, one channel
	 * @param distances to the edge in pixels along each ray
	 * @param foreground of each pixel; empty if the network has none
	 */
	public record Own(Layer probability, Layer distances, Optional<Layer> foreground) {}

	/** Cells in a row. */
	int columns() {
		return (width + CELL - 1) / CELL;
	}

	/** Rows of cells. */
	int rows() {
		return (height + CELL - 1) / CELL;
	}

	/** Numbers of a cell. */
	int channels() {
		return layers.stream().mapToInt(Layer::channels).sum();
	}

	/** The numbers of a row of cells: of finer layers their means. @param target (columns, channels) */
	void readCells(int row, float[] target) {
		int channels = channels();
		int at = 0;
		for (Layer layer : layers) {
			for (int column = 0; column < columns(); column++) {
				readCell(layer, column * CELL, row * CELL, target, column * channels + at);
			}
			at += layer.channels();
		}
	}

	private void readCell(Layer layer, int x, int y, float[] target, int to) {
		if (layer.step() >= CELL) {
			System.arraycopy(layer.data(), layer.offset(x, y), target, to, layer.channels());
			return;
		}
		int right = Math.min(width, x + CELL);
		int bottom = Math.min(height, y + CELL);
		float share = 1f / ((right - x) * (bottom - y));
		for (int c = 0; c < layer.channels(); c++) {
			target[to + c] = 0;
		}
		for (int v = y; v < bottom; v++) {
			for (int u = x; u < right; u++) {
				int from = layer.offset(u, v);
				for (int c = 0; c < layer.channels(); c++) {
					target[to + c] += layer.data()[from + c] * share;
				}
			}
		}
	}

	/** The layers of the finest grid, which decide on pixels. */
	private List<Layer> fine() {
		int least = layers.stream().mapToInt(Layer::step).min().orElseThrow();
		return layers.stream().filter(layer -> layer.step() == least).toList();
	}

	/** Numbers of a pixel. */
	int pixelChannels() {
		return fine().stream().mapToInt(Layer::channels).sum();
	}

	/** The numbers of a row of pixels. @param target (width, pixelChannels) */
	void readPixels(int y, float[] target) {
		List<Layer> fine = fine();
		int channels = pixelChannels();
		int at = 0;
		for (Layer layer : fine) {
			for (int x = 0; x < width; x++) {
				System.arraycopy(layer.data(), layer.offset(x, y), target, x * channels + at, layer.channels());
			}
			at += layer.channels();
		}
	}
}
