package sc.fovea.bench;

import java.nio.file.Path;

import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFiles;
import sc.fovea.model.Normalisation;
import sc.fovea.predict.Normaliser;
import sc.fovea.tile.ImageSource;
import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * Reads images as a model does: once for the percentiles, once in overlapping tiles; for images larger than memory. {@code java -Xmx1g -cp ...
 * sc.fovea.bench.LargeTiles FILE...}
 */
public final class LargeTiles {

	private static final int TILE = 1024;
	private static final int HALO = 64;

	private LargeTiles() {}

	/** @param args images */
	public static void main(String[] args) throws Exception {
		for (String file : args) {
			long start = System.nanoTime();
			Hyperstack image = Hyperstack.of(ImageFiles.open(Path.of(file)));
			TileSource source = Normaliser.apply(Normalisation.Percentile.robust(1, 99.8), ImageSource.of(image.plane(0, 0, 0)));
			double half = (System.nanoTime() - start) / 1e9;
			double sum = tiles(source);
			double seconds = (System.nanoTime() - start) / 1e9;
			double megapixels = source.width() * (double) source.height() / 1e6;
			System.out.printf("%s: %.0f megapixels, percentiles %.1f s, tiles %.1f s, %.2f s per 25 megapixels, heap %d MB (%.3g)%n", file, megapixels, half,
				seconds - half, seconds / megapixels * 25, (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20, sum);
		}
	}

	private static double tiles(TileSource source) {
		float[] values = new float[(TILE + 2 * HALO) * (TILE + 2 * HALO)];
		double sum = 0;
		for (long y = 0; y < source.height(); y += TILE)
			for (long x = 0; x < source.width(); x += TILE) {
				long left = Math.max(0, x - HALO);
				long top = Math.max(0, y - HALO);
				int width = (int) (Math.min(source.width(), x + TILE + HALO) - left);
				int height = (int) (Math.min(source.height(), y + TILE + HALO) - top);
				source.read(new Region(left, top, width, height), values);
				sum += values[width / 2];
			}
		return sum;
	}
}
