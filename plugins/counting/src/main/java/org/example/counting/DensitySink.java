package org.example.counting;

import java.util.Map;

import sc.fovea.net.Ratio;
import sc.fovea.net.Tensor;
import sc.fovea.tile.Tile;
import sc.fovea.tile.TileSink;

/** Puts the tiles of a density together. */
final class DensitySink implements TileSink {

	private final ObjectDensity settings;
	private final Ratio grid;
	private final int columns;
	private final float[] cells;

	/** @param width of what the network sees @param height likewise */
	DensitySink(ObjectDensity settings, long width, long height) {
		this.settings = settings;
		this.grid = new Ratio(1, settings.grid());
		this.columns = Math.toIntExact((width + settings.grid() - 1) / settings.grid());
		this.cells = new float[Math.multiplyExact(columns, Math.toIntExact((height + settings.grid() - 1) / settings.grid()))];
	}

	@Override
	public void accept(Tile tile, Map<String, Tensor> answers) {
		Tensor density = answers.get(settings.output());
		int x0 = (int) tile.originX(grid);
		int y0 = (int) tile.originY(grid);
		for (int y = 0; y < density.height(); y++) {
			for (int x = 0; x < density.width(); x++) {
				cells[(y0 + y) * columns + x0 + x] = (float) (density.data()[y * density.width() + x] / settings.perObject());
			}
		}
	}

	/** The map in the size of the image. @param scale by which the image was resampled for the network */
	DensityMap map(int width, int height, double scale) {
		return DensityMap.of(cells, columns, width, height, settings.grid() / scale);
	}
}
