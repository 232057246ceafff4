package sc.fovea.predict;

import sc.fovea.tile.TileSource;

/** Mean and standard deviation of an image's channels, read in bands, once. */
public final class Moments {

	private Moments() {}

	/** For each channel mean and (biased) standard deviation. */
	public static double[][] of(TileSource source) {
		RowBands bands = new RowBands(source);
		int channels = source.channels();
		double[][] moments = new double[channels][2];
		double[] counts = new double[channels];
		for (int band = 0; band < bands.count(); band++) {
			float[] values = bands.read(band);
			for (int c = 0; c < channels; c++) {
				counts[c] = add(values, c, channels, moments[c], counts[c]);
			}
		}
		for (int c = 0; c < channels; c++) {
			moments[c][1] = Math.sqrt(moments[c][1] / counts[c]);
		}
		return moments;
	}

	/**
	 * Joins mean and sum of squared differences of a band to those so far (Chan, Golub and LeVeque 1979).
	 *
	 * @return the new count
	 */
	private static double add(float[] values, int channel, int channels, double[] moments, double count) {
		double sum = 0;
		int own = 0;
		for (int i = channel; i < values.length; i += channels, own++) {
			sum += values[i];
		}
		double mean = sum / own;
		double squares = 0;
		for (int i = channel; i < values.length; i += channels) {
			squares += (values[i] - mean) * (values[i] - mean);
		}
		double shift = mean - moments[0];
		double total = count + own;
		moments[1] += squares + shift * shift * count * own / total;
		moments[0] += shift * own / total;
		return total;
	}
}
