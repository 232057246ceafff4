package sc.fovea.train.transfer;

import java.util.List;

import sc.fovea.data.Sample;
import sc.fovea.train.fit.SymmetricMatrix;

/**
 * The colours of images on axes of their own: principal components of the values of all pixels, as Ohta, Kanade and Sakai 1980 (Color information for region
 * segmentation) found them to be the best features of colour. The first is about brightness, and the others are what brightness does not say. A network that has only
 * seen grey images can look at each of them as at a grey image, with contrasts as it knows them, while the channels as they are look nearly the same.
 * <p>
 * Value i of a pixel p is {@code Σ_c kernel[i][c] · p_c + bias[i]}; over all pixels it has the mean 0 and the deviation {@value #DEVIATION}. Components that are weaker
 * than a hundredth of the first are not amplified any further, so that the noise of grey images in colour stays small.
 *
 * @param kernel a row for each axis
 * @param bias of each axis
 */
public record ColourAxes(double[][] kernel, double[] bias) {

	/** About that of photographs on a scale from −1 to 1. */
	static final double DEVIATION = 0.5;
	private static final double FAINTEST = 0.01;
	/** Deviation below which there is nothing to see, on a scale from 0 to 1. */
	private static final double NOTHING = 1e-6;

	/** The axes of samples, whatever their classes. @param samples of the same number of channels */
	static ColourAxes of(List<Sample> samples) {
		int channels = samples.get(0).channels();
		double[] mean = new double[channels];
		double[][] covariance = covariance(samples, mean);
		SymmetricMatrix.Eigen eigen = new SymmetricMatrix(covariance).eigen();
		double faintest = Math.max(NOTHING, FAINTEST * Math.sqrt(Math.max(0, eigen.values()[0])));
		double[][] kernel = new double[channels][channels];
		double[] bias = new double[channels];
		for (int i = 0; i < channels; i++) {
			double deviation = Math.max(faintest, Math.sqrt(Math.max(0, eigen.values()[i])));
			for (int c = 0; c < channels; c++) {
				kernel[i][c] = DEVIATION / deviation * eigen.vectors()[i][c];
				bias[i] -= kernel[i][c] * mean[c];
			}
		}
		return new ColourAxes(kernel, bias);
	}

	/** @param mean is filled */
	private static double[][] covariance(List<Sample> samples, double[] mean) {
		int channels = mean.length;
		double[][] products = new double[channels][channels];
		long count = 0;
		for (Sample sample : samples) {
			float[] pixels = sample.pixels();
			count += pixels.length / channels;
			for (int at = 0; at < pixels.length; at += channels) {
				for (int a = 0; a < channels; a++) {
					mean[a] += pixels[at + a];
					for (int b = 0; b <= a; b++) {
						products[a][b] += (double) pixels[at + a] * pixels[at + b];
					}
				}
			}
		}
		for (int a = 0; a < channels; a++) {
			mean[a] /= count;
			for (int b = 0; b <= a; b++) {
				products[a][b] = products[a][b] / count - mean[a] * mean[b];
				products[b][a] = products[a][b];
			}
		}
		return products;
	}
}
