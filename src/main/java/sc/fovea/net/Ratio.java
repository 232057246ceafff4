package sc.fovea.net;

/**
 * How many output pixels stand for how many input pixels along one axis, in lowest terms: a pooling of stride 2 is 1/2.
 *
 * @param out output pixels
 * @param in input pixels
 */
public record Ratio(int out, int in) {

	/** The same grid. */
	public static final Ratio ONE = new Ratio(1, 1);

	/** Reduces to lowest terms. @throws IllegalArgumentException if a term is below 1 */
	public Ratio {
		if (out < 1 || in < 1) {
			throw new IllegalArgumentException("Expected a ratio of positive terms, got " + out + "/" + in + ".");
		}
		int divisor = gcd(out, in);
		out /= divisor;
		in /= divisor;
	}

	/** This grid change followed by another. */
	public Ratio then(Ratio next) {
		return new Ratio(Math.multiplyExact(out, next.out), Math.multiplyExact(in, next.in));
	}

	/** An input position on the output grid. @throws IllegalArgumentException if it falls between two output pixels */
	public long map(long inputPosition) {
		if (Math.floorMod(inputPosition, in) != 0) {
			throw new IllegalArgumentException("Expected a position that is a multiple of " + in + ", got " + inputPosition + ".");
		}
		return inputPosition / in * out;
	}

	static int gcd(int a, int b) {
		return b == 0 ? a : gcd(b, a % b);
	}

	static int lcm(int a, int b) {
		return Math.multiplyExact(a / gcd(a, b), b);
	}

	@Override
	public String toString() {
		return out + "/" + in;
	}
}
