package sc.fovea.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The links from one frame to the next: the first assignment.
 *
 * @param tracks that have a spot in the frame before
 * @param objects of this frame
 * @param linked for each track the index of its object, or −1
 * @param candidates for each track what it might have been linked to
 * @param score that was used
 * @param guess the drift that was assumed
 */
record FrameLinks(List<TrackState> tracks, List<FrameObject> objects, int[] linked, List<List<Candidate>> candidates, PairScore score, Drift guess) {

	/** Others near a linked object are learned from; no more of them. */
	private static final int OTHERS = 3;

	/** An object that a track might be linked to. */
	record Candidate(int object, double gain) {}

	/** The best assignment. */
	static FrameLinks of(List<TrackState> tracks, List<FrameObject> objects, PairScore score, Drift drift) {
		Assignment assignment = new Assignment(tracks.size(), objects.size());
		List<List<Candidate>> candidates = new ArrayList<>();
		double reach = score.reach(new PairScore.Target(0, 0, score.statistics().motion().next(), 0));
		ObjectGrid grid = new ObjectGrid(objects, reach);
		for (int i = 0; i < tracks.size(); i++) {
			List<Candidate> near = candidates(tracks.get(i), objects, score, drift, grid);
			for (Candidate candidate : near) {
				assignment.add(i, candidate.object(), candidate.gain());
			}
			candidates.add(near);
		}
		return new FrameLinks(tracks, objects, assignment.solve(), candidates, score, drift);
	}

	private static List<Candidate> candidates(TrackState track, List<FrameObject> objects, PairScore score, Drift drift, ObjectGrid grid) {
		List<Candidate> near = new ArrayList<>();
		PairScore.Target target = score.target(track, drift, 1);
		grid.near(target.x(), target.y(), score.reach(target), index -> {
			FrameObject object = objects.get(index);
			if (score.isAllowed(track, object.spot(), drift, target)) near.add(new Candidate(index, score.gain(track, object, target, 1)));
		});
		return near;
	}

	/** How many links there are. */
	int count() {
		return (int) Arrays.stream(linked).filter(object -> object >= 0).count();
	}

	/** The middle step of all links. */
	Drift drift() {
		double[] x = new double[count()];
		double[] y = new double[x.length];
		for (int i = 0, n = 0; i < linked.length; i++) {
			if (linked[i] < 0) continue;
			Spot from = tracks.get(i).last.spot();
			Spot to = objects.get(linked[i]).spot();
			x[n] = to.x() - from.x();
			y[n++] = to.y() - from.y();
		}
		return Drift.median(x, y);
	}

	/** Tells how far links are from where they were expected, and how alike what they link is. */
	void learn(StatisticsCollector statistics) {
		boolean[] isLinked = new boolean[objects.size()];
		Arrays.stream(linked).filter(object -> object >= 0).forEach(object -> isLinked[object] = true);
		for (int i = 0; i < linked.length; i++) {
			if (linked[i] >= 0) learn(i, statistics, isLinked);
		}
	}

	private void learn(int row, StatisticsCollector statistics, boolean[] isLinked) {
		TrackState track = tracks.get(row);
		Spot from = track.last.spot();
		FrameObject to = objects.get(linked[row]);
		double stepX = to.spot().x() - from.x() - guess.x();
		double stepY = to.spot().y() - from.y() - guess.y();
		statistics.step(stepX * stepX + stepY * stepY, true);
		if (!track.isNew()) {
			double x = stepX - score.statistics().motion().persistence() * track.stepX;
			double y = stepY - score.statistics().motion().persistence() * track.stepY;
			statistics.step(x * x + y * y, false);
			statistics.steps(stepX * track.stepX + stepY * track.stepY, track.stepX * track.stepX + track.stepY * track.stepY);
		}
		statistics.same(PairFeatures.of(track.last, to, score.brightening()));
		candidates.get(row).stream().map(Candidate::object).filter(other -> other != linked[row] && isLinked[other]).limit(OTHERS)
			.forEach(other -> statistics.others(PairFeatures.of(track.last, objects.get(other), score.brightening())));
	}
}
