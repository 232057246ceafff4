package sc.fovea.track;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Divisions of which one daughter is seen a frame later than the other, which was taken for the mother until then: where they fit better than a track that went on and
 * an object from nowhere, the mother ends before them.
 */
final class LateDaughters {

	/** ln of the chance that a daughter is not seen at once, over that she is. */
	private static final double LATE = -4;

	private final List<TrackState> tracks;
	private final List<FrameObject> objects;
	private final Drift drift;

	/** A division. @param row of the mother and the daughter that is in her track @param late the other daughter @param gain over what is done without it */
	private record Division(int row, int late, double gain) {}

	/** @param tracks replaced by those of daughters where they divide @param objects of this frame @param drift to it */
	LateDaughters(List<TrackState> tracks, List<FrameObject> objects, Drift drift) {
		this.tracks = tracks;
		this.objects = objects;
		this.drift = drift;
	}

	/**
	 * Finds them.
	 *
	 * @param free objects of no track; daughters are removed
	 * @return the daughters as tracks
	 */
	List<TrackState> find(Set<Integer> free) {
		List<Division> found = new ArrayList<>();
		for (int row = 0; row < tracks.size(); row++) {
			for (int late : free) {
				double gain = gain(tracks.get(row), objects.get(late));
				if (gain > 0) found.add(new Division(row, late, gain));
			}
		}
		found.sort(Comparator.comparingDouble(Division::gain).reversed());
		List<TrackState> daughters = new ArrayList<>();
		Set<Integer> divided = new HashSet<>();
		for (Division division : found) {
			if (!free.contains(division.late()) || !divided.add(division.row())) continue;
			free.remove(division.late());
			TrackState mother = tracks.get(division.row());
			TrackState first = mother.split();
			tracks.set(division.row(), first);
			daughters.add(first);
			daughters.add(TrackState.daughter(objects.get(division.late()), mother));
		}
		return daughters;
	}

	/** As if the late one had been seen with the other, and was missed. */
	private double gain(TrackState track, FrameObject late) {
		boolean isStep = track.before != null && !track.divided && track.frame() == late.spot().frame() - 1
			&& track.spots.get(track.spots.size() - 2).frame() == track.frame() - 1;
		if (!isStep) return Double.NEGATIVE_INFINITY;
		Spot spot = late.spot();
		Spot then = new Spot(track.frame(), spot.label(), spot.x() - drift.x(), spot.y() - drift.y(), spot.area(), spot.mean());
		DivisionScore score = track.before.score();
		if (!score.isNear(track.before.mother(), then)) return Double.NEGATIVE_INFINITY;
		FrameObject other = new FrameObject(then, late.look(), late.brightness(), late.isCut());
		return LATE + score.gain(track.before.mother(), track.last, other) - track.before.gain();
	}
}
