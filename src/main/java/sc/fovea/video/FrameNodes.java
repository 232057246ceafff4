package sc.fovea.video;

import java.util.BitSet;

/**
 * The superpixels of a frame as nodes of a graph.
 *
 * @param labels superpixel of each pixel; 16 bit
 * @param sizes pixels of each superpixel
 * @param dimensions numbers that describe a superpixel
 * @param features of each superpixel, one after the other: means of the channels, deviation and mean slope of the brightness
 * @param inside part of each superpixel that lies inside outlines of motion
 * @param flow mean motion of each superpixel to the right and down, less that of most of the frame, in deviations of that
 * @param transfer how much of what is known of a superpixel goes on to the next frame, 0 to 1: little where the flow changes
 * @param neighbours which touch
 * @param borders for each pair of neighbours how much the flow changes between them, 0 to 1
 * @param next which superpixels of the next frame each one moves to; none for the last frame
 */
record FrameNodes(char[] labels, int[] sizes, int dimensions, float[] features, float[] inside, float[] flow, float[] transfer, Links neighbours,
	float[] borders, Links next) {

	int count() {
		return sizes.length;
	}

	/** Squared distance of the features of two superpixels. */
	double distance(int a, FrameNodes other, int b) {
		double sum = 0;
		for (int d = 0; d < dimensions; d++) {
			double difference = features[a * dimensions + d] - other.features[b * dimensions + d];
			sum += difference * difference;
		}
		return sum;
	}

	/** The same with another inside map. */
	FrameNodes withInside(float[] other) {
		return new FrameNodes(labels, sizes, dimensions, features, other, flow, transfer, neighbours, borders, next);
	}

	/** Length of the mean flow of some superpixels, less that of most of the frame, in deviations of that. */
	double speed(BitSet nodes) {
		double u = 0;
		double v = 0;
		double pixels = 0;
		for (int k = nodes.nextSetBit(0); k >= 0; k = nodes.nextSetBit(k + 1)) {
			pixels += sizes[k];
			u += sizes[k] * flow[2 * k];
			v += sizes[k] * flow[2 * k + 1];
		}
		return Math.hypot(u, v) / pixels;
	}

	/** Mean features of some superpixels, at least one. */
	float[] mean(BitSet nodes) {
		float[] mean = new float[dimensions];
		float pixels = 0;
		for (int k = nodes.nextSetBit(0); k >= 0; k = nodes.nextSetBit(k + 1)) {
			pixels += sizes[k];
			for (int d = 0; d < dimensions; d++) {
				mean[d] += sizes[k] * features[k * dimensions + d];
			}
		}
		for (int d = 0; d < dimensions; d++) {
			mean[d] /= pixels;
		}
		return mean;
	}
}
