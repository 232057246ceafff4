package sc.fovea.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The divisions between two frames: a track and two objects, taken where links and divisions together gain more than links alone.
 * <p>
 * For each division that may be one, the links around it are assigned again without its mother and daughters; what that changes is exact within {@value #HOPS} links
 * from them. The one that gains most is taken first. By the prices of the first assignment, a division that gains less than its three members are worth can never pay,
 * and is not tried (weak duality).
 */
final class Divisions {

	private static final int HOPS = 3;

	private final FrameLinks links;
	private final DivisionScore score;
	private final int[] linked;
	private final int[] trackOf;
	private final boolean[] isTaken;
	private final List<Division> taken = new ArrayList<>();

	/** A division. @param row of the mother @param gain by itself */
	record Division(int row, int first, int second, double gain) {}

	/** Links around a division with it. @param rows that were assigned again @param to their objects @param improvement of all gains */
	private record Change(Division division, int[] rows, int[] to, double improvement) {}

	Divisions(FrameLinks links) {
		this.links = links;
		this.score = new DivisionScore(links.score(), links.guess());
		this.linked = links.linked().clone();
		this.isTaken = new boolean[links.objects().size()];
		this.trackOf = new int[links.objects().size()];
		fillTracks();
	}

	private void fillTracks() {
		Arrays.fill(trackOf, -1);
		for (int row = 0; row < linked.length; row++) {
			if (linked[row] >= 0) trackOf[linked[row]] = row;
		}
	}

	/** By how a pair of objects is judged. */
	DivisionScore score() {
		return score;
	}

	/** Finds them, the best first. */
	List<Division> find() {
		PriorityQueue<Change> queue = new PriorityQueue<>(Comparator.comparingDouble(Change::improvement).reversed());
		possible().forEach(division -> offer(division, queue));
		while (!queue.isEmpty()) {
			Division division = queue.remove().division();
			if (!isFree(division)) continue;
			Change change = change(division);
			if (!queue.isEmpty() && change.improvement() < queue.peek().improvement()) offer(division, queue);
			else if (change.improvement() > 0) take(change);
		}
		return taken;
	}

	/** For each track its object after the divisions, or −1. */
	int[] linked() {
		return linked;
	}

	private boolean isFree(Division division) {
		return !isTaken[division.first()] && !isTaken[division.second()] && taken.stream().noneMatch(other -> other.row() == division.row());
	}

	private void offer(Division division, PriorityQueue<Change> queue) {
		Change change = change(division);
		if (change.improvement() > 0) queue.add(change);
	}

	private void take(Change change) {
		Division division = change.division();
		taken.add(division);
		isTaken[division.first()] = true;
		isTaken[division.second()] = true;
		linked[division.row()] = -1;
		for (int i = 0; i < change.rows().length; i++) {
			linked[change.rows()[i]] = change.to()[i];
		}
		fillTracks();
	}

	/** Those that might pay. */
	private List<Division> possible() {
		List<Division> found = new ArrayList<>();
		double[] worth = links.worth();
		for (int row = 0; row < linked.length; row++) {
			if (!links.isSeen(row)) continue;
			DivisionScore.Mother mother = score.mother(links.tracks().get(row));
			int[] near = IntStream.range(0, isTaken.length).filter(object -> score.isNear(mother, links.objects().get(object).spot())).toArray();
			for (int i = 0; i < near.length; i++) {
				for (int j = i + 1; j < near.length; j++) {
					double gain = score.gain(mother, links.objects().get(near[i]), links.objects().get(near[j]));
					if (gain > worth[row] + links.prices()[near[i]] + links.prices()[near[j]]) found.add(new Division(row, near[i], near[j], gain));
				}
			}
		}
		return found;
	}

	private Change change(Division division) {
		int[] rows = rowsAround(division);
		Set<Integer> others = new HashSet<>();
		double before = linked[division.row()] < 0 ? 0 : links.gain(division.row(), linked[division.row()]);
		for (int row : rows) {
			others.add(row);
			if (linked[row] >= 0) before += links.gain(row, linked[row]);
		}
		others.add(division.row());
		Assignment assignment = new Assignment(rows.length, isTaken.length);
		for (int i = 0; i < rows.length; i++) {
			for (FrameLinks.Candidate candidate : links.candidates().get(rows[i])) {
				int object = candidate.object();
				boolean isOpen = !isTaken[object] && object != division.first() && object != division.second()
					&& (trackOf[object] < 0 || others.contains(trackOf[object]));
				if (isOpen) assignment.add(i, object, candidate.gain());
			}
		}
		int[] to = assignment.solve();
		double after = division.gain();
		for (int i = 0; i < rows.length; i++) {
			if (to[i] >= 0) after += links.gain(rows[i], to[i]);
		}
		return new Change(division, rows, to, after - before);
	}

	/** Tracks whose links may change by a division, without its mother. */
	private int[] rowsAround(Division division) {
		Set<Integer> rows = new TreeSet<>();
		Set<Integer> edge = new TreeSet<>();
		edge.add(division.row());
		addTrack(division.first(), edge);
		addTrack(division.second(), edge);
		for (int hop = 0; hop < HOPS; hop++) {
			rows.addAll(edge);
			Set<Integer> next = new TreeSet<>();
			for (int row : edge) {
				links.candidates().get(row).stream().filter(candidate -> candidate.gain() > 0).forEach(candidate -> addTrack(candidate.object(), next));
			}
			next.removeAll(rows);
			edge = next;
		}
		rows.remove(division.row());
		taken.forEach(other -> rows.remove(other.row()));
		return rows.stream().mapToInt(Integer::intValue).toArray();
	}

	private void addTrack(int object, Set<Integer> rows) {
		if (trackOf[object] >= 0) rows.add(trackOf[object]);
	}
}
