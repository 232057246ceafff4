package sc.fovea.image.tiff;

/**
 * Luminance and colour differences of 8 bit that are not JPEG: for each cell of pixels its luminances, then its two differences (TIFF 6.0
 * section 21).
 *
 * @param across columns of a cell
 * @param down   rows of a cell
 */
record YcbcrBlock(int across, int down) {

	static YcbcrBlock of(TiffPage page) throws TiffException {
		long[] cell = page.all(TiffPage.SUBSAMPLING);
		int across = cell.length == 2 ? (int) cell[0] : 2;
		int down = cell.length == 2 ? (int) cell[1] : 2;
		if (across != 1 && across != 2 && across != 4 || down != 1 && down != 2 && down != 4)
			throw new TiffException("has colours for cells of " + across + "x" + down + " pixels; 1, 2 and 4 are known");
		return new YcbcrBlock(across, down);
	}

	/** Bytes of a block. */
	long bytes(int width, int rows) {
		return (long) cells(width, across) * cells(rows, down) * (across * down + 2);
	}

	private static int cells(int pixels, int size) {
		return (pixels + size - 1) / size;
	}

	/** Red, green and blue of each pixel. */
	byte[] toRgb(byte[] block, int width, int rows) {
		byte[] pixels = new byte[width * rows * 3];
		int at = 0;
		for (int top = 0; top < rows; top += down)
			for (int left = 0; left < width; left += across, at += across * down + 2)
				put(block, at, pixels, width, rows, left, top);
		Jpeg.toRgb(pixels);
		return pixels;
	}

	private void put(byte[] block, int at, byte[] pixels, int width, int rows, int left, int top) {
		for (int y = 0; y < down && top + y < rows; y++)
			for (int x = 0; x < across && left + x < width; x++) {
				int to = ((top + y) * width + left + x) * 3;
				pixels[to] = block[at + y * across + x];
				pixels[to + 1] = block[at + across * down];
				pixels[to + 2] = block[at + across * down + 1];
			}
	}
}
