package sc.fovea.tile;

/** What time is spent on between a file and its results. */
public enum Phase {

	/** Reading files. */
	READ,
	/** Percentiles, normalising, resampling, and putting tiles together. */
	SCALE,
	/** The network. */
	NETWORK,
	/** Candidates, suppression and drawing. */
	AFTER,
	/** Labels, outlines, measurements and pictures into files. */
	WRITE
}
