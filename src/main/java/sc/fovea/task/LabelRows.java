package sc.fovea.task;

/** A label image that is written and read by whole rows, so that it may be larger than memory. */
public interface LabelRows {

	/** Columns. */
	int width();

	/** Rows. */
	int height();

	/** Reads rows. @param y first row @param rows how many @param labels receives {@code rows · width} ids from index 0 on */
	void read(int y, int rows, int[] labels);

	/** Writes rows. @param y first row @param rows how many @param labels holds {@code rows · width} ids from index 0 on */
	void write(int y, int rows, int[] labels);

	/** Rows in an array of {@code width · height} ids. */
	static LabelRows of(int[] ids, int width) {
		return new ArrayRows(ids, width);
	}
}
