package sc.fovea.track;

/**
 * How good a link is, between a frame and those before.
 *
 * @param statistics of the film
 * @param options of the user
 * @param brightening by how much ln contrast changed from the frame before
 * @param border of the film
 */
record PairScore(FilmStatistics statistics, TrackOptions options, double brightening, Border border) {

	/** ln of the chance that an object is missed in a frame, over that it is not. */
	private static final double MISSED = -2;
	private static final double UNLIMITED = Double.POSITIVE_INFINITY;

	/** Where a track is looked for. */
	record Target(double x, double y, double sigma, double limit) {}

	/** Where a track is expected. @param drift since its last spot @param steps frames since then */
	Target target(TrackState track, Drift drift, int steps) {
		double persistence = track.isNew() ? 0 : statistics.motion().persistence();
		return new Target(track.expectedX(steps, persistence, drift.x()), track.expectedY(steps, persistence, drift.y()),
			statistics.sigma(steps, track.isNew()), options.distance() > 0 ? steps * options.distance() : UNLIMITED);
	}

	/** Distance from a target beyond which nothing is looked for. */
	double reach(Target target) {
		return statistics.reach(target.sigma());
	}

	/** Whether an object is no farther from where a track was, moved by the drift, than the user allows. */
	boolean isAllowed(TrackState track, Spot spot, Drift drift, Target target) {
		Spot last = track.last.spot();
		return Math.hypot(spot.x() - last.x() - drift.x(), spot.y() - last.y() - drift.y()) <= target.limit();
	}

	/** ln of how much likelier both are one object than that the track ends, an object of its looks being there already. */
	double gain(TrackState track, FrameObject object, Target target, int steps) {
		double distance = Math.hypot(object.spot().x() - target.x(), object.spot().y() - target.y());
		double likeness = statistics.likeness().of(PairFeatures.of(track.last, object, brightening));
		return (steps - 1) * MISSED + statistics.place(distance, target.sigma()) + likeness - ends(target);
	}

	/** ln of the chance that a track ends. */
	double ends(Target target) {
		return border.ln(target.x(), target.y(), target.sigma());
	}

	/** ln of the chance that an object was not there before. @param drift to this frame */
	double begins(Spot spot, Drift drift) {
		return border.ln(spot.x() - drift.x(), spot.y() - drift.y(), statistics.motion().first());
	}
}
