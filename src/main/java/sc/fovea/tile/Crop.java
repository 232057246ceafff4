package sc.fovea.tile;

import sc.fovea.net.Span;
import sc.fovea.net.Tensor;

/** Cuts a rectangle out of a tensor. */
final class Crop {

	private Crop() {}

	/** The given rows and columns of one image (1, H, W, C); the tensor itself if that is all of it. */
	static Tensor of(Tensor tensor, Span rows, Span columns) {
		if (rows.length() == tensor.height() && columns.length() == tensor.width()) {
			return tensor;
		}
		int channels = tensor.channels();
		Tensor cut = Tensor.zeros(1, (int) rows.length(), (int) columns.length(), channels);
		int length = cut.width() * channels;
		for (int i = 0; i < cut.height(); i++) {
			int from = ((int) (rows.from() + i) * tensor.width() + (int) columns.from()) * channels;
			System.arraycopy(tensor.data(), from, cut.data(), i * length, length);
		}
		return cut;
	}
}
