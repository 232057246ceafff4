package sc.fovea.track;

import java.util.ArrayList;
import java.util.List;

/** A track while it grows. */
final class TrackState {

	/** Frames over which the usual brightness is taken. */
	private static final int MEMORY = 5;

	final List<Spot> spots = new ArrayList<>();
	/** What divided into it and another; null for none. */
	TrackState parent;
	/** What was seen last. */
	FrameObject last;
	/** The last step without the drift, pixels a frame. */
	double stepX;
	double stepY;
	boolean divided;
	/** ln of how much brighter it was when last seen than before. */
	double brighter;
	/** What it was before its last step; null if it made none. */
	Before before;
	private double usualBrightness;

	/** A track as a mother before its last step. @param gain of that step */
	record Before(DivisionScore.Mother mother, DivisionScore score, double gain) {}

	private TrackState(FrameObject first, TrackState parent) {
		this.parent = parent;
		last = first;
		spots.add(first.spot());
		usualBrightness = first.brightness();
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

	/** Keeps the spots alone: it goes on no more. */
	void forget() {
		last = null;
		before = null;
	}

	/** Makes its last spot that of a daughter, which it returns. */
	TrackState split() {
		spots.remove(spots.size() - 1);
		return daughter(last, this);
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
		brighter = next.brightness() - usualBrightness;
		usualBrightness += brighter / Math.min(MEMORY, spots.size());
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
