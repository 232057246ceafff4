package sc.fovea.augment;

/** Where the pixels of one row of a result come from, and what they are. */
interface Rows {

	/** Goes to a row of the result. */
	void moveTo(int y);

	/** Writes the values that a slice has at the points of the row. */
	void values(int slice, float[] result, int at);

	/** Copies the labels of the nearest pixels; beyond the source they stay. @param from where the slice begins in the source */
	void labels(int[] source, int from, int[] result, int at);
}
