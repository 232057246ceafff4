package sc.fovea.track;

import java.util.ArrayList;
import java.util.List;

/** A track while it grows. */
final class TrackState {

	final List<Spot> spots = new ArrayList<>();
	/** What divided into it and another; null for none. */
	TrackState parent;
	/** What was seen last. */
	FrameObject last;
	/** The last step without the drift, pixels a frame. */
	double stepX;
	double stepY;
	boolean divided;

	private TrackState(FrameObject first, TrackState parent) {
		this.parent = parent;
		last = first;
		spots.add(first.spot());
	}

	/** A track without a past. */
	static TrackState begin(FrameObject first) {
		return new TrackState(first, null);
	}

	/** A daughter of a track that divided. */
	static TrackState daughter(FrameObject first, TrackState mother) {
		mother.divided = true;
		return new TrackState(first, mother);
	}

	/** Whether it made no step yet. */
	boolean isNew() {
		return spots.size() < 2;
	}

	int frame() {
		return last.spot().frame();
	}

	/** Adds the next spot. @param driftX by which all moved since the last one */
	void add(FrameObject next, double driftX, double driftY) {
		int steps = next.spot().frame() - frame();
		stepX = (next.spot().x() - last.spot().x() - driftX) / steps;
		stepY = (next.spot().y() - last.spot().y() - driftY) / steps;
		last = next;
		spots.add(next.spot());
	}

	/** Place where it is expected after some frames. @param persistence share of the last step that is expected again in each */
	double expectedX(int steps, double persistence, double driftX) {
		return last.spot().x() + driftX + stepX * sum(steps, persistence);
	}

	double expectedY(int steps, double persistence, double driftY) {
		return last.spot().y() + driftY + stepY * sum(steps, persistence);
	}

	private static double sum(int steps, double persistence) {
		double sum = 0;
		double power = 1;
		for (int i = 0; i < steps; i++) {
			power *= persistence;
			sum += power;
		}
		return sum;
	}
}
