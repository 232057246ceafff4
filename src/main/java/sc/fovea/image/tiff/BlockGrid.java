package sc.fovea.image.tiff;

/**
 * How the pixels of a page are cut into strips or tiles.
 *
 * @param width    of a block in pixels
 * @param height   of a block in pixels; the last strip has fewer
 * @param across   blocks in a row
 * @param down     rows of blocks
 * @param isTiled  whether the blocks are tiles, which are whole also at the right and lower border
 */
record BlockGrid(int width, int height, int across, int down, boolean isTiled) {

	static BlockGrid of(TiffPage page) throws TiffException {
		boolean isTiled = page.isTiled();
		long width = isTiled ? page.get(TiffPage.TILE_WIDTH, 0) : page.width();
		long height = isTiled ? page.get(TiffPage.TILE_HEIGHT, 0) : Math.min(page.height(), page.get(TiffPage.ROWS_PER_STRIP, page.height()));
		if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE)
			throw new TiffException("is damaged: its blocks are of " + width + "x" + height + " pixels");
		return new BlockGrid((int) width, (int) height, (int) ((page.width() + width - 1) / width), (int) ((page.height() + height - 1) / height), isTiled);
	}

	/** Number of blocks, of one sample where they are planar. */
	long count() {
		return (long) across * down;
	}

	/** Rows that are stored in a block. */
	int rows(int blockRow, long imageHeight) {
		return isTiled ? height : (int) Math.min(height, imageHeight - (long) blockRow * height);
	}

	/** "strip" or "tile". */
	String word() {
		return isTiled ? "tile" : "strip";
	}
}
