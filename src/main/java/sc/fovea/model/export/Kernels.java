package sc.fovea.model.export;

import sc.fovea.net.Tensor;

/** Weights of layers in the orders of extents that other programs have for them. */
final class Kernels {

	private Kernels() {}

	/** Extents in another order: extent i of the answer is extent {@code order[i]} of the tensor. */
	static Tensor transposed(Tensor tensor, int... order) {
		int rank = order.length;
		int[] from = tensor.shape();
		int[] strides = new int[rank];
		for (int i = rank - 1, stride = 1; i >= 0; i--) {
			strides[i] = stride;
			stride *= from[i];
		}
		int[] to = new int[rank];
		for (int i = 0; i < rank; i++) {
			to[i] = from[order[i]];
		}
		Tensor answer = Tensor.zeros(to);
		int[] place = new int[rank];
		for (int i = 0; i < answer.data().length; i++) {
			int source = 0;
			for (int k = 0; k < rank; k++) {
				source += place[k] * strides[order[k]];
			}
			answer.data()[i] = tensor.data()[source];
			for (int k = rank - 1; k >= 0 && ++place[k] == to[k]; k--) {
				place[k] = 0;
			}
		}
		return answer;
	}
}
