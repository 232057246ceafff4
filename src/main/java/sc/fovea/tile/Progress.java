package sc.fovea.tile;

/** Watches a run and may stop it. */
public interface Progress {

	/**
	 * Called after each tile.
	 *
	 * @param done pixels of the image that are answered
	 * @param total pixels of the image
	 */
	void progress(long done, long total);

	/** Whether to stop; asked before each tile. */
	boolean isCancelled();

	/** Told once for each image where something about it was put right, in a sentence for the user. */
	default void note(String sentence) {}

	/** Called when time was spent; on any thread, and on several at once. */
	default void spent(Phase phase, long nanos) {}

	/** Called when a network has run; on any thread, and on several at once. @param multiplyAdds as {@link Work} counts them */
	default void calculated(long multiplyAdds) {}

	/** Watches nothing and never stops. */
	static Progress none() {
		return new Progress() {

			@Override
			public void progress(long done, long total) {}

			@Override
			public boolean isCancelled() {
				return false;
			}
		};
	}
}
