package sc.fovea.track;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tracks of a film.
 *
 * @param frames length of the film
 * @param tracks by their ids, 1, 2, 3 …; parents come before their children
 */
public record Tracks(int frames, List<Track> tracks) {

	/** @throws IllegalArgumentException if ids are not 1, 2, 3 …, or a parent does not come before */
	public Tracks {
		tracks = List.copyOf(tracks);
		for (int i = 0; i < tracks.size(); i++) {
			Track track = tracks.get(i);
			if (track.id() != i + 1) throw new IllegalArgumentException("Expected the track " + (i + 1) + ", got " + track.id() + ".");
			if (track.parent() < 0 || track.parent() > i) {
				throw new IllegalArgumentException("Expected a parent before track " + track.id() + ", got " + track.parent() + ".");
			}
		}
	}

	/** A track. @param id from 1 @throws IndexOutOfBoundsException if there is none */
	public Track track(int id) {
		return tracks.get(id - 1);
	}

	/** For each track that divided, its children. */
	public Map<Integer, List<Track>> children() {
		Map<Integer, List<Track>> children = new TreeMap<>();
		tracks.stream().filter(track -> track.parent() != 0).forEach(track -> children.computeIfAbsent(track.parent(), id -> new ArrayList<>()).add(track));
		return children;
	}

	/** For each frame which track each label belongs to: labels are places in the array, 0 where there is none. */
	public List<int[]> idsByLabel() {
		int[] largest = new int[frames];
		tracks.forEach(track -> track.spots().forEach(spot -> largest[spot.frame()] = Math.max(largest[spot.frame()], spot.label())));
		List<int[]> ids = new ArrayList<>();
		for (int frame = 0; frame < frames; frame++) {
			ids.add(new int[largest[frame] + 1]);
		}
		tracks.forEach(track -> track.spots().forEach(spot -> ids.get(spot.frame())[spot.label()] = track.id()));
		return ids;
	}
}
