package sc.fovea.net;

/** One of the two spatial axes of an image tensor (N, H, W, C). */
public enum Axis {
	/** Rows, the H of (N, H, W, C). */
	Y,
	/** Columns, the W of (N, H, W, C). */
	X
}
