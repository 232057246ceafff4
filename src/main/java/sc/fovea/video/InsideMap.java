package sc.fovea.video;

/**
 * Which pixels lie inside outlines that may have gaps: from each pixel eight rays are shot, and a pixel where at least five cross outlines an odd number of times is inside (Papazoglou and
 * Ferrari 2013, section 3.2). Crossings are counted once along each line, so that a ray costs nothing.
 */
final class InsideMap {

	private static final int[] DX = { 1, 0, 1, -1 };
	private static final int[] DY = { 0, 1, 1, 1 };
	private static final int LEAST_VOTES = 5;

	private final boolean[] isBoundary;
	private final int width;
	private final int height;
	private final byte[] votes;

	private InsideMap(boolean[] isBoundary, int width) {
		this.isBoundary = isBoundary;
		this.width = width;
		this.height = isBoundary.length / width;
		this.votes = new byte[isBoundary.length];
	}

	/** Whether each pixel is inside. @param isBoundary row by row */
	static boolean[] of(boolean[] isBoundary, int width) {
		InsideMap map = new InsideMap(isBoundary, width);
		for (int direction = 0; direction < 4; direction++) {
			map.shoot(direction);
		}
		boolean[] isInside = new boolean[isBoundary.length];
		for (int i = 0; i < isInside.length; i++) {
			isInside[i] = map.votes[i] >= LEAST_VOTES;
		}
		return isInside;
	}

	/** All lines of a direction begin at the upper edge, and at the side from which it comes. */
	private void shoot(int direction) {
		int dx = DX[direction];
		int dy = DY[direction];
		if (dy == 0) {
			for (int y = 0; y < height; y++) {
				walk(0, y, dx, dy);
			}
			return;
		}
		for (int x = 0; x < width; x++) {
			walk(x, 0, dx, dy);
		}
		for (int y = 1; dx != 0 && y < height; y++) {
			walk(dx > 0 ? 0 : width - 1, y, dx, dy);
		}
	}

	private void walk(int startX, int startY, int dx, int dy) {
		int total = 0;
		boolean wasBoundary = false;
		for (int x = startX, y = startY; x >= 0 && x < width && y < height; x += dx, y += dy) {
			boolean is = isBoundary[y * width + x];
			if (is && !wasBoundary) total++;
			wasBoundary = is;
		}
		int before = 0;
		wasBoundary = false;
		for (int x = startX, y = startY; x >= 0 && x < width && y < height; x += dx, y += dy) {
			int i = y * width + x;
			boolean is = isBoundary[i];
			if (is && !wasBoundary) before++;
			wasBoundary = is;
			votes[i] += (byte) ((before & 1) + (total - before & 1));
		}
	}
}
