package sc.fovea.backend.reference;

/**
 * A place between four pixel centres; beyond the edge the nearest edge pixel counts.
 *
 * @param images the images
 * @param image index of the image
 * @param y place on the rows
 * @param x place on the columns
 */
record BilinearSample(Images images, int image, Place y, Place x) {

	double value(int channel) {
		return y.mix(row(y.pixel(), channel), row(y.pixel() + 1, channel));
	}

	private double row(int row, int channel) {
		return x.mix(pixel(row, x.pixel(), channel), pixel(row, x.pixel() + 1, channel));
	}

	private double pixel(int row, int column, int channel) {
		return images.data()[images.at(image, inside(row, images.height()), inside(column, images.width())) + channel];
	}

	private static int inside(int position, int extent) {
		return Math.max(0, Math.min(position, extent - 1));
	}
}
