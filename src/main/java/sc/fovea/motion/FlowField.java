package sc.fovea.motion;

/**
 * Where each pixel of a frame lies in another: what is at (x, y) in the first is at (x + u, y + v) in the second.
 *
 * @param width in pixels
 * @param height in pixels
 * @param u displacements to the right in pixels, row by row; shared
 * @param v displacements downwards in pixels, row by row; shared
 */
public record FlowField(int width, int height, float[] u, float[] v) {

	/** @throws IllegalArgumentException if the number of displacements is another than that of pixels */
	public FlowField {
		if (width < 1 || height < 1 || u.length != (long) width * height || v.length != u.length) {
			throw new IllegalArgumentException("Expected " + width + "x" + height + " displacements with sides of at least 1, got " + u.length + " and "
				+ v.length + ".");
		}
	}

	/** No motion. */
	public static FlowField still(int width, int height) {
		return new FlowField(width, height, new float[Math.multiplyExact(width, height)], new float[width * height]);
	}

	/**
	 * The pixel nearest to where a pixel goes.
	 *
	 * @param x column in the first frame
	 * @param y row in the first frame
	 * @return {@code y' · width + x'} in the second frame, or −1 if that is outside
	 */
	public int target(int x, int y) {
		int i = y * width + x;
		int toX = Math.round(x + u[i]);
		int toY = Math.round(y + v[i]);
		return toX < 0 || toY < 0 || toX >= width || toY >= height ? -1 : toY * width + toX;
	}

	/**
	 * Mean length of the difference of two fields (average endpoint error), in pixels.
	 *
	 * @throws IllegalArgumentException if the sizes differ
	 */
	public double endpointError(FlowField other) {
		if (width != other.width || height != other.height) {
			throw new IllegalArgumentException("Expected a flow of " + width + "x" + height + " pixels, got " + other.width + "x" + other.height + ".");
		}
		double sum = 0;
		for (int i = 0; i < u.length; i++) {
			sum += Math.hypot(u[i] - other.u[i], v[i] - other.v[i]);
		}
		return sum / u.length;
	}

	/** The field of a level twice as coarse, seen at this size: displacements doubled, linear between the pixels. */
	FlowField enlarged(int toWidth, int toHeight) {
		FlowField large = still(toWidth, toHeight);
		for (int y = 0; y < toHeight; y++) {
			float row = Math.max(0, Math.min(height - 1, (y + 0.5f) / 2 - 0.5f));
			int top = Math.min((int) row, Math.max(0, height - 2));
			enlargeRow(large, y, top, row - top);
		}
		return large;
	}

	private void enlargeRow(FlowField large, int y, int top, float down) {
		int upper = top * width;
		int lower = Math.min(height - 1, top + 1) * width;
		for (int x = 0; x < large.width; x++) {
			float column = Math.max(0, Math.min(width - 1, (x + 0.5f) / 2 - 0.5f));
			int left = Math.min((int) column, Math.max(0, width - 2));
			int right = Math.min(width - 1, left + 1);
			float across = column - left;
			int i = y * large.width + x;
			large.u[i] = 2 * ((1 - down) * mix(u, upper + left, upper + right, across) + down * mix(u, lower + left, lower + right, across));
			large.v[i] = 2 * ((1 - down) * mix(v, upper + left, upper + right, across) + down * mix(v, lower + left, lower + right, across));
		}
	}

	private static float mix(float[] values, int a, int b, float part) {
		return values[a] + part * (values[b] - values[a]);
	}
}
