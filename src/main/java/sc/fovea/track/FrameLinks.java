package sc.fovea.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The links to a frame from those before: tracks that were seen in the last frame, and tracks that were missing there and may go on, in one assignment.
 *
 * @param tracks that may go on
 * @param objects of this frame
 * @param linked for each track the index of its object, or −1
 * @param prices for each object what the last track that went without it would have gained, see {@link Assignment#prices}
 * @param candidates for each track what it might have been linked to
 * @param score that was used
 * @param guess the drift that was assumed
 */
record FrameLinks(List<TrackState> tracks, List<FrameObject> objects, int[] linked, double[] prices, List<List<Candidate>> candidates, PairScore score,
	Drift guess) {

	/** Others near a linked object are learned from; no more of them. */
	private static final int OTHERS = 3;

	/** An object that a track might be linked to. */
	record Candidate(int object, double gain) {}

	/** The best assignment. */
	static FrameLinks of(List<TrackState> tracks, List<FrameObject> objects, PairScore score, LinkingState.Past past) {
		Assignment assignment = new Assignment(tracks.size(), objects.size());
		List<List<Candidate>> candidates = new ArrayList<>();
		double reach = score.reach(new PairScore.Target(0, 0, score.statistics().motion().next(), 0));
		ObjectGrid grid = new ObjectGrid(objects, reach);
		for (int i = 0; i < tracks.size(); i++) {
			List<Candidate> near = candidates(tracks.get(i), objects, score, past, grid);
			for (Candidate candidate : near) {
				assignment.add(i, candidate.object(), candidate.gain());
			}
			candidates.add(near);
		}
		int[] linked = assignment.solve();
		return new FrameLinks(tracks, objects, linked, assignment.prices(), candidates, score, past.drift(1));
	}

	private static List<Candidate> candidates(TrackState track, List<FrameObject> objects, PairScore score, LinkingState.Past past, ObjectGrid grid) {
		List<Candidate> near = new ArrayList<>();
		int steps = past.frame() - track.frame();
		Drift drift = past.drift(steps);
		PairScore.Target target = score.target(track, drift, steps);
		grid.near(target.x(), target.y(), score.reach(target), index -> {
			FrameObject object = objects.get(index);
			if (!score.isAllowed(track, object.spot(), drift, target)) return;
			near.add(new Candidate(index, score.gain(track, object, target, steps) - score.begins(object.spot(), past.drift(1))));
		});
		return near;
	}

	/** For each track what it gains by its best object at these prices; 0 at least. */
	double[] worth() {
		double[] worth = new double[tracks.size()];
		for (int row = 0; row < worth.length; row++) {
			worth[row] = candidates.get(row).stream().mapToDouble(candidate -> candidate.gain() - prices[candidate.object()]).reduce(0, Math::max);
		}
		return worth;
	}

	/** Gain of a link. @throws java.util.NoSuchElementException if it is none */
	double gain(int row, int object) {
		return candidates.get(row).stream().filter(candidate -> candidate.object() == object).mapToDouble(Candidate::gain).findFirst().orElseThrow();
	}

	/** Whether a track was seen in the frame before. */
	boolean isSeen(int row) {
		return !objects.isEmpty() && tracks.get(row).frame() == objects.get(0).spot().frame() - 1;
	}

	/** Whether a track found an object, and was seen in the frame before. */
	private boolean isStep(int row) {
		return linked[row] >= 0 && isSeen(row);
	}

	/** How many links there are from the frame before. */
	int count() {
		return (int) IntStream.range(0, linked.length).filter(this::isStep).count();
	}

	/** The middle step of all links from the frame before. */
	Drift drift() {
		double[] x = new double[count()];
		double[] y = new double[x.length];
		for (int i = 0, n = 0; i < linked.length; i++) {
			if (!isStep(i)) continue;
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
			if (isStep(i)) learn(i, statistics, isLinked);
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
			statistics.brighter(track.brighter);
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
