package sc.fovea.backend.reference;

import sc.fovea.net.Shape;
import sc.fovea.net.ShapeException;
import sc.fovea.net.Tensor;

/**
 * A batch of images (N, H, W, C) in double precision.
 *
 * @param data values, the channels of a pixel beside each other
 * @param batch number of images N
 * @param shape shape (H, W, C) of one image
 */
record Images(double[] data, int batch, Shape shape) {

	/** Images of zeros. @throws OutOfMemoryError if an array cannot hold them */
	static Images zeros(int batch, Shape shape) {
		long count = Math.multiplyExact(shape.count(), (long) batch);
		if (count > Integer.MAX_VALUE - 8) {
			throw new OutOfMemoryError("Expected at most " + (Integer.MAX_VALUE - 8) + " values, got " + batch + " images of " + shape + ".");
		}
		return new Images(new double[(int) count], batch, shape);
	}

	/** The values of a tensor. @throws ShapeException with the given name if it is not (N, H, W, C) of at least one pixel */
	static Images of(String name, Tensor tensor) {
		if (tensor.rank() != 4 || tensor.height() < 1 || tensor.width() < 1 || tensor.channels() < 1) {
			throw new ShapeException(name, "a tensor (N, H, W, C) of at least one pixel", tensor.toString());
		}
		Images images = zeros(tensor.batch(), tensor.imageShape());
		for (int i = 0; i < images.data.length; i++) {
			images.data[i] = tensor.data()[i];
		}
		return images;
	}

	/** The values rounded to float. */
	Tensor toTensor() {
		Tensor tensor = Tensor.zeros(batch, height(), width(), channels());
		for (int i = 0; i < data.length; i++) {
			tensor.data()[i] = (float) data[i];
		}
		return tensor;
	}

	int height() {
		return shape.height();
	}

	int width() {
		return shape.width();
	}

	int channels() {
		return shape.channels();
	}

	/** Number of pixels of the whole batch. */
	int pixels() {
		return data.length / channels();
	}

	/** Index of the first channel of a pixel. */
	int at(int image, int y, int x) {
		return ((image * height() + y) * width() + x) * channels();
	}
}
