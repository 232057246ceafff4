package sc.fovea.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What the first assignment of a frame left: links are taken over, gaps closed, divisions found, and other objects begin tracks: the second assignment. */
final class Rejoining {

	private final LinkingState state;
	private final FrameLinks links;
	private final PairScore score;
	private final int[] linked;
	private final boolean[] isTaken;

	/** A division. @param row of the mother @param gain over what is done without it */
	private record Division(int row, int first, int second, double gain) {}

	Rejoining(LinkingState state, FrameLinks links, PairScore score) {
		this.state = state;
		this.links = links;
		this.score = score;
		this.linked = links.linked().clone();
		this.isTaken = new boolean[links.objects().size()];
		Arrays.stream(linked).filter(object -> object >= 0).forEach(object -> isTaken[object] = true);
	}

	void apply() {
		if (score.options().divisions()) divideUnlinked();
		List<TrackState> lost = state.lost();
		List<TrackState> ended = new ArrayList<>(lost);
		int[] free = free();
		int[] rows = score.options().divisions() ? linkedRows() : new int[0];
		Assignment assignment = new Assignment(free.length, ended.size() + rows.length);
		if (free.length > 0) {
			offerGaps(assignment, free, ended);
			offerMothers(assignment, free, rows, ended.size());
		}
		int[] chosen = assignment.solve();
		for (int i = 0; i < free.length; i++) {
			if (chosen[i] < 0) continue;
			isTaken[free[i]] = true;
			if (chosen[i] < ended.size()) extend(ended.get(chosen[i]), free[i]);
			else
				divide(rows[chosen[i] - ended.size()], linked[rows[chosen[i] - ended.size()]], free[i]);
		}
		takeOver();
	}

	private int[] free() {
		int[] free = new int[isTaken.length];
		int count = 0;
		for (int i = 0; i < isTaken.length; i++) {
			if (!isTaken[i]) free[count++] = i;
		}
		return Arrays.copyOf(free, count);
	}

	private int[] linkedRows() {
		int[] rows = new int[linked.length];
		int count = 0;
		for (int i = 0; i < linked.length; i++) {
			if (linked[i] >= 0) rows[count++] = i;
		}
		return Arrays.copyOf(rows, count);
	}

	private void offerGaps(Assignment assignment, int[] free, List<TrackState> ended) {
		for (int column = 0; column < ended.size(); column++) {
			TrackState track = ended.get(column);
			int steps = state.frame() - track.frame();
			Drift drift = state.driftSince(track);
			PairScore.Target target = score.target(track, drift, steps);
			double reach = score.reach(target);
			for (int i = 0; i < free.length; i++) {
				FrameObject object = links.objects().get(free[i]);
				boolean isNear = Math.hypot(object.spot().x() - target.x(), object.spot().y() - target.y()) <= reach;
				if (isNear && score.isAllowed(track, object.spot(), drift, target)) assignment.add(i, column, score.gain(track, object, target, steps));
			}
		}
	}

	/** A track that was linked to one daughter may be the mother of another. */
	private void offerMothers(Assignment assignment, int[] free, int[] rows, int firstColumn) {
		DivisionScore divisions = new DivisionScore(score, links.guess());
		for (int n = 0; n < rows.length; n++) {
			TrackState mother = links.tracks().get(rows[n]);
			FrameObject first = links.objects().get(linked[rows[n]]);
			double alone = gainOf(rows[n]);
			for (int i = 0; i < free.length; i++) {
				FrameObject second = links.objects().get(free[i]);
				if (!divisions.isNear(mother, second)) continue;
				assignment.add(i, firstColumn + n, divisions.gain(mother, first, second) - alone);
			}
		}
	}

	private double gainOf(int row) {
		return links.candidates().get(row).stream().filter(candidate -> candidate.object() == linked[row]).mapToDouble(FrameLinks.Candidate::gain).findFirst()
			.orElseThrow();
	}

	/** Tracks that found nothing, between two objects that nobody found; the surest first. */
	private void divideUnlinked() {
		DivisionScore divisions = new DivisionScore(score, links.guess());
		int[] free = free();
		List<Division> found = new ArrayList<>();
		for (int row = 0; row < linked.length; row++) {
			if (linked[row] >= 0) continue;
			TrackState mother = links.tracks().get(row);
			for (int i = 0; i < free.length; i++) {
				FrameObject first = links.objects().get(free[i]);
				if (!divisions.isNear(mother, first)) continue;
				for (int j = i + 1; j < free.length; j++) {
					FrameObject second = links.objects().get(free[j]);
					if (!divisions.isNear(mother, second)) continue;
					double gain = divisions.gain(mother, first, second);
					if (gain > 0) found.add(new Division(row, free[i], free[j], gain));
				}
			}
		}
		found.sort(Comparator.comparingDouble(Division::gain).reversed());
		boolean[] hasDivided = new boolean[linked.length];
		for (Division division : found) {
			if (hasDivided[division.row()] || isTaken[division.first()] || isTaken[division.second()]) continue;
			hasDivided[division.row()] = true;
			isTaken[division.first()] = true;
			isTaken[division.second()] = true;
			divide(division.row(), division.first(), division.second());
		}
	}

	private void divide(int row, int first, int second) {
		TrackState mother = links.tracks().get(row);
		linked[row] = -1;
		state.begin(TrackState.daughter(links.objects().get(first), mother));
		state.begin(TrackState.daughter(links.objects().get(second), mother));
	}

	private void extend(TrackState track, int object) {
		Drift drift = state.driftSince(track);
		track.add(links.objects().get(object), drift.x(), drift.y());
	}

	private void takeOver() {
		for (int i = 0; i < linked.length; i++) {
			if (linked[i] >= 0) extend(links.tracks().get(i), linked[i]);
		}
		for (int object : free()) {
			state.begin(TrackState.begin(links.objects().get(object)));
		}
	}
}
