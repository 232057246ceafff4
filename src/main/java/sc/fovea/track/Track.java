package sc.fovea.track;

import java.util.List;

/**
 * An object through time.
 *
 * @param id from 1
 * @param parent id of the track that divided into this one and another; 0 for none
 * @param spots in ascending frames, at least one; frames in which the object was missing have none
 */
public record Track(int id, int parent, List<Spot> spots) {

	/** @throws IllegalArgumentException if there is no spot, or two are not in ascending frames */
	public Track {
		spots = List.copyOf(spots);
		if (spots.isEmpty()) throw new IllegalArgumentException("Expected a spot in track " + id + ", got none.");
		for (int i = 1; i < spots.size(); i++) {
			if (spots.get(i).frame() <= spots.get(i - 1).frame()) {
				throw new IllegalArgumentException("Expected ascending frames in track " + id + ", got " + spots.get(i).frame() + " after "
					+ spots.get(i - 1).frame() + ".");
			}
		}
	}

	/** First frame. */
	public int first() {
		return spots.get(0).frame();
	}

	/** Last frame. */
	public int last() {
		return spots.get(spots.size() - 1).frame();
	}

	/** How many frames between the first and the last have no spot. */
	public int missing() {
		return last() - first() + 1 - spots.size();
	}
}
