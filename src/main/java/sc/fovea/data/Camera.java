package sc.fovea.data;

/**
 * A camera: value = round(offset + gain · Poisson(photons) + readNoise · Normal(0, 1)), limited to 0 … 2<sup>bits</sup> − 1.
 * <p>
 * Over equally lit pixels the mean is m = offset + gain · photons and the variance gain · (m − offset) + readNoise² + 1/12 (the
 * last term is rounding): the photon transfer curve, whose slope is the gain (Janesick, <i>Photon Transfer</i>, SPIE 2007).
 *
 * @param gain grey values per photon
 * @param offset grey value without light
 * @param readNoise standard deviation of the read-out noise, grey values
 * @param bits 8 or 16
 * @throws IllegalArgumentException if bits is neither 8 nor 16, gain is not positive, or offset or readNoise are negative
 */
public record Camera(double gain, double offset, double readNoise, int bits) {

	public Camera {
		NucleiScene.require(gain > 0 && gain < 1e6, "a positive gain", gain);
		NucleiScene.require(offset >= 0 && offset < 65536, "an offset within 0 to 65535", offset);
		NucleiScene.require(readNoise >= 0 && readNoise < 65536, "a read noise within 0 to 65535", readNoise);
		NucleiScene.require(bits == 8 || bits == 16, "8 or 16 bits", bits);
	}

	/**
	 * One pixel value.
	 *
	 * @param photons expected number of photons, at least 0
	 * @param noise source of randomness, advanced by the call
	 * @return 0 … 2<sup>bits</sup> − 1
	 */
	int expose(double photons, Noise noise) {
		double value = offset + gain * noise.poisson(photons) + readNoise * noise.gaussian();
		return (int) Math.max(0, Math.min((1 << bits) - 1, Math.rint(value)));
	}
}
