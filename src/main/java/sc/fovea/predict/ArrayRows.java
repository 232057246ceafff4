package sc.fovea.predict;

/** Label rows in an array. */
record ArrayRows(int[] ids, int width) implements LabelRows {

	@Override
	public int height() {
		return ids.length / width;
	}

	@Override
	public void read(int y, int rows, int[] labels) {
		System.arraycopy(ids, y * width, labels, 0, rows * width);
	}

	@Override
	public void write(int y, int rows, int[] labels) {
		System.arraycopy(labels, 0, ids, y * width, rows * width);
	}
}
