package sc.fovea.video;

/**
 * The superpixels of a frame as nodes of a graph.
 *
 * @param labels superpixel of each pixel; 16 bit
 * @param sizes pixels of each superpixel
 * @param dimensions numbers that describe a superpixel
 * @param features of each superpixel, one after the other: means of the channels, deviation and mean slope of the brightness
 * @param inside part of each superpixel that lies inside outlines of motion
 * @param transfer how much of what is known of a superpixel goes on to the next frame, 0 to 1: little where the flow changes
 * @param neighbours which touch
 * @param next which superpixels of the next frame each one moves to; none for the last frame
 */
record FrameNodes(char[] labels, int[] sizes, int dimensions, float[] features, float[] inside, float[] transfer, Links neighbours, Links next) {

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
}
