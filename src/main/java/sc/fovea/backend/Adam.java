package sc.fovea.backend;

/**
 * Adam (Kingma and Ba 2015, arXiv:1412.6980) with decoupled weight decay (Loshchilov and Hutter 2019, arXiv:1711.05101) and clipping of the gradient.
 * <p>
 * m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², w ← w − rate·(m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε) − rate·decay·w. Decay acts on kernels only, not on
 * biases, scales and shifts.
 *
 * @param beta1 β₁
 * @param beta2 β₂
 * @param epsilon ε
 * @param weightDecay decay, 0 for none
 * @param clipNorm the gradient is scaled down to this Euclidean norm; 0 for no clipping
 */
public record Adam(double beta1, double beta2, double epsilon, double weightDecay, double clipNorm) {

	/** β₁ = 0.9, β₂ = 0.999, ε = 1e-7, no decay, no clipping. */
	public static Adam standard() {
		return new Adam(0.9, 0.999, 1e-7, 0, 0);
	}
}
