package sc.fovea.track.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sc.fovea.track.TrackLine;

/**
 * Compares tracks with the truth, frame by frame: of the pixels nothing is kept but which object is which.
 *
 * <pre>{@code
 * TrackComparison comparison = new TrackComparison(truthLines, resultLines);
 * for (int t = 0; t < frames; t++) comparison.add(FrameMatch.of(truth(t), result(t)));
 * comparison.scores().lnk();
 * }</pre>
 */
public final class TrackComparison {

	private static final int TOLERANCES = 4;

	private final List<TrackLine> truth;
	private final List<TrackLine> result;
	private final List<FrameMatch> frames = new ArrayList<>();

	/** Tracks of truth and result. */
	public TrackComparison(List<TrackLine> truth, List<TrackLine> result) {
		this.truth = List.copyOf(truth);
		this.result = List.copyOf(result);
	}

	/** Adds the next frame. */
	public void add(FrameMatch frame) {
		frames.add(frame);
	}

	/**
	 * The scores.
	 *
	 * @throws IllegalArgumentException if a track stands in a frame in which its label does not occur, or names a parent that does not exist
	 */
	public TrackScores scores() {
		requirePresent(truth, true);
		requirePresent(result, false);
		TrackScores.Divisions[] divisions = new TrackScores.Divisions[TOLERANCES];
		for (int i = 0; i < TOLERANCES; i++) {
			divisions[i] = new DivisionComparison(truth, result, frames).within(i);
		}
		return new TrackScores(objects(), edges(), divisions);
	}

	private void requirePresent(List<TrackLine> tracks, boolean isTruth) {
		Set<Integer> labels = new HashSet<>();
		for (TrackLine track : tracks) {
			String name = (isTruth ? "truth" : "result");
			if (!labels.add(track.label()))
				throw new IllegalArgumentException("Expected each track once in the " + name + ", got " + track.label() + " twice.");
			requirePresent(track, track.first(), isTruth);
			requirePresent(track, track.last(), isTruth);
		}
		for (TrackLine track : tracks) {
			if (track.parent() != 0 && !labels.contains(track.parent())) {
				throw new IllegalArgumentException("Expected a track " + track.parent() + " in the " + (isTruth ? "truth" : "result") + ", the parent of track "
					+ track.label() + ", got none.");
			}
		}
	}

	private void requirePresent(TrackLine track, int frame, boolean isTruth) {
		int[] labels = frame >= frames.size() ? new int[0] : isTruth ? frames.get(frame).truth() : frames.get(frame).result();
		if (Arrays.binarySearch(labels, track.label()) < 0) {
			throw new IllegalArgumentException("Expected the track " + track.label() + " of the " + (isTruth ? "truth" : "result") + " in the mask of frame "
				+ frame + ", got no pixel of it.");
		}
	}

	private TrackScores.Objects objects() {
		int all = 0;
		int split = 0;
		int missed = 0;
		int wrong = 0;
		for (FrameMatch frame : frames) {
			all += frame.truth().length;
			for (int found : frame.found()) {
				if (found == 0) missed++;
			}
			for (int label : frame.result()) {
				int covered = frame.covered(label);
				if (covered == 0) wrong++;
				split += Math.max(0, covered - 1);
			}
		}
		return new TrackScores.Objects(all, split, missed, wrong);
	}

	/** A node: a label in a frame. */
	private record Node(int frame, int label) {}

	private record Edge(Node from, Node to) {}

	/** Links of the result between objects that are found and cover one object each, as links of the truth. */
	private TrackScores.Edges edges() {
		Map<Edge, Boolean> wanted = new HashMap<>();
		links(truth, true).forEach((edge, isParent) -> wanted.put(edge, isParent));
		Map<Node, Integer> truthOf = truthOf();
		int wrong = 0;
		int confused = 0;
		int right = 0;
		for (Map.Entry<Edge, Boolean> link : links(result, false).entrySet()) {
			Integer from = truthOf.get(link.getKey().from());
			Integer to = truthOf.get(link.getKey().to());
			if (from == null || to == null) continue;
			Boolean isParent = wanted.get(new Edge(new Node(link.getKey().from().frame(), from), new Node(link.getKey().to().frame(), to)));
			if (isParent == null) wrong++;
			else {
				right++;
				if (!isParent.equals(link.getValue())) confused++;
			}
		}
		return new TrackScores.Edges(wanted.size(), wrong, wanted.size() - right, confused);
	}

	/** For each object of the result that covers exactly one of the truth, which one. */
	private Map<Node, Integer> truthOf() {
		Map<Node, Integer> truthOf = new HashMap<>();
		for (int t = 0; t < frames.size(); t++) {
			FrameMatch frame = frames.get(t);
			for (int i = 0; i < frame.truth().length; i++) {
				if (frame.found()[i] != 0 && frame.covered(frame.found()[i]) == 1) truthOf.put(new Node(t, frame.found()[i]), frame.truth()[i]);
			}
		}
		return truthOf;
	}

	/** Links by whether they are to a child: an object with itself in the next frame, and the last of a parent with the first of its child. */
	private Map<Edge, Boolean> links(List<TrackLine> tracks, boolean isTruth) {
		Map<Edge, Boolean> links = new HashMap<>();
		for (int t = 1; t < frames.size(); t++) {
			int[] before = isTruth ? frames.get(t - 1).truth() : frames.get(t - 1).result();
			int[] now = isTruth ? frames.get(t).truth() : frames.get(t).result();
			for (int label : now) {
				if (Arrays.binarySearch(before, label) >= 0) links.put(new Edge(new Node(t - 1, label), new Node(t, label)), false);
			}
		}
		Map<Integer, TrackLine> byLabel = new HashMap<>();
		tracks.forEach(track -> byLabel.put(track.label(), track));
		for (TrackLine track : tracks) {
			if (track.parent() == 0) continue;
			links.put(new Edge(new Node(byLabel.get(track.parent()).last(), track.parent()), new Node(track.first(), track.label())), true);
		}
		return links;
	}
}
