package org.example.counting;

/**
 * How many objects an image holds, and how many were counted.
 *
 * @param name of the image
 * @param truth number of objects
 * @param count of the model, with fractions
 */
record CountedImage(String name, long truth, double count) {

	/** How far the count is off. */
	double error() {
		return Math.abs(count - truth);
	}
}
