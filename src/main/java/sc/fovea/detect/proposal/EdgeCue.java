package sc.fovea.detect.proposal;

/**
 * Edge density (Alexe, Deselaers and Ferrari 2012, section 3.3): an outline runs along the inside of the window's border. With the edges E of the
 * image and the ring that is a sixth of the window's sides wide,
 *
 * <pre>
 * ED(window) = Σ_ring E / circumference of the window
 * </pre>
 *
 * E is the gradient of a Gaussian of deviation 1, summed over the channels and divided by its mean over the image, where it is larger than before and
 * behind it along the gradient; else 0.
 */
final class EdgeCue implements WindowCue {

	private static final double TANGENT = Math.tan(Math.PI / 8);

	private final IntegralPlane edges;

	EdgeCue(Raster image) {
		int width = image.width();
		int height = image.height();
		float[] right = new float[image.pixels()];
		float[] down = new float[image.pixels()];
		float[] strength = new float[image.pixels()];
		Gaussian blur = new Gaussian(1);
		for (float[] plane : image.planes()) {
			add(blur.blur(plane, width, height), width, height, right, down);
		}
		double mean = 0;
		for (int i = 0; i < strength.length; i++) {
			strength[i] = (float) Math.hypot(right[i], down[i]);
			mean += strength[i] / strength.length;
		}
		float[] ridge = new float[strength.length];
		for (int i = 0; i < ridge.length && mean > 0; i++) {
			ridge[i] = isRidge(strength, right[i], down[i], i, width) ? (float) (strength[i] / mean) : 0;
		}
		edges = new IntegralPlane(ridge, width, height);
	}

	/** Adds the gradients of a channel; those that point the other way are turned, so that channels do not cancel. */
	private static void add(float[] plane, int width, int height, float[] right, float[] down) {
		for (int y = 1; y < height - 1; y++) {
			for (int x = 1, i = y * width + 1; x < width - 1; x++, i++) {
				float dx = plane[i + 1] - plane[i - 1];
				float dy = plane[i + width] - plane[i - width];
				float sign = dx * right[i] + dy * down[i] < 0 ? -1 : 1;
				right[i] += sign * dx;
				down[i] += sign * dy;
			}
		}
	}

	private static boolean isRidge(float[] strength, float right, float down, int i, int width) {
		if (strength[i] == 0) {
			return false;
		}
		int step;
		if (Math.abs(down) < TANGENT * Math.abs(right)) step = 1;
		else if (Math.abs(right) < TANGENT * Math.abs(down)) step = width;
		else
			step = right * down > 0 ? width + 1 : width - 1;
		return strength[i] >= strength[i - step] && strength[i] > strength[i + step];
	}

	@Override
	public double of(PixelBox window) {
		int width = window.right() - window.left();
		int height = window.bottom() - window.top();
		PixelBox inner = new PixelBox(window.left() + width / 6, window.top() + height / 6, window.right() - width / 6, window.bottom() - height / 6);
		double ring = edges.sum(window) - (width < 6 && height < 6 ? 0 : edges.sum(inner));
		return ring / (2.0 * (width + height));
	}
}
