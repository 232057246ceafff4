package sc.fovea.track;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tracks in pieces without gaps, as the Cell Tracking Challenge wants them: a track with a gap is two, of which the first is the parent of the second. The first
 * piece of a track has its id; the others have the numbers after the last id.
 *
 * @param pieces by their labels, 1, 2, 3 …
 */
public record Segments(List<Segment> pieces) {

	/**
	 * A piece.
	 *
	 * @param line label, first and last frame, parent
	 * @param track id of the track that it is of
	 * @param spots of the piece
	 */
	public record Segment(TrackLine line, int track, List<Spot> spots) {}

	/** Copies the list. */
	public Segments {
		pieces = List.copyOf(pieces);
	}

	/** The pieces of tracks. */
	public static Segments of(Tracks tracks) {
		List<Segment> firsts = new ArrayList<>();
		List<Segment> others = new ArrayList<>();
		Map<Integer, Integer> lastLabel = new HashMap<>();
		for (Track track : tracks.tracks()) {
			int parent = lastLabel.getOrDefault(track.parent(), 0);
			List<List<Spot>> runs = runs(track);
			for (int i = 0; i < runs.size(); i++) {
				int label = i == 0 ? track.id() : tracks.tracks().size() + others.size() + 1;
				List<Spot> run = runs.get(i);
				Segment piece = new Segment(new TrackLine(label, run.get(0).frame(), run.get(run.size() - 1).frame(), parent), track.id(), run);
				(i == 0 ? firsts : others).add(piece);
				parent = label;
			}
			lastLabel.put(track.id(), parent);
		}
		firsts.addAll(others);
		return new Segments(firsts);
	}

	private static List<List<Spot>> runs(Track track) {
		List<List<Spot>> runs = new ArrayList<>();
		int last = Integer.MIN_VALUE;
		for (Spot spot : track.spots()) {
			if (spot.frame() != last + 1) runs.add(new ArrayList<>());
			runs.get(runs.size() - 1).add(spot);
			last = spot.frame();
		}
		return runs;
	}

	/** The lines of {@code res_track.txt}. */
	public List<TrackLine> lines() {
		return pieces.stream().map(Segment::line).toList();
	}

	/** For each frame which piece each label of the frame belongs to, 0 for none. @param frames of the film */
	public List<int[]> labelsByLabel(int frames) {
		int[] largest = new int[frames];
		pieces.forEach(piece -> piece.spots().forEach(spot -> largest[spot.frame()] = Math.max(largest[spot.frame()], spot.label())));
		List<int[]> labels = new ArrayList<>();
		for (int frame = 0; frame < frames; frame++) {
			labels.add(new int[largest[frame] + 1]);
		}
		pieces.forEach(piece -> piece.spots().forEach(spot -> labels.get(spot.frame())[spot.label()] = piece.line().label()));
		return labels;
	}
}
