package sc.fovea.track;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes back divisions that the frames after them speak against, inside the film and away from its border: where one daughter is gone again at once, the outline of one
 * object had come apart for a frame; and where one is as large as the mother was, it is she herself, of whom a part was covered. The mother and the other daughter, or
 * she herself, are one track then.
 */
final class FalseDivisions {

	/** A daughter that lives less long is none. */
	private static final int LEAST_LIFE = 2;
	/** A daughter of a larger share of the mother's area is none; half is what is expected. */
	private static final double MOST_SHARE = 0.85;
	/** Frames of a daughter and of a mother whose middle area counts. */
	private static final int DAUGHTER_FRAMES = 3;
	private static final int MOTHER_FRAMES = 5;

	private final List<TrackState> all;
	private final LinkingState.Film film;
	private final int frames;

	FalseDivisions(List<TrackState> all, LinkingState.Film film, int frames) {
		this.all = all;
		this.film = film;
		this.frames = frames;
	}

	/** Does it. */
	void remove() {
		Map<TrackState, List<TrackState>> daughters = new IdentityHashMap<>();
		all.stream().filter(track -> track.parent != null).forEach(track -> daughters.computeIfAbsent(track.parent, mother -> new ArrayList<>()).add(track));
		for (TrackState track : List.copyOf(all)) {
			List<TrackState> pair = daughters.getOrDefault(track, List.of());
			int gone = gone(track, pair, daughters);
			while (gone >= 0) {
				pair = join(track, pair.get(1 - gone), pair.get(gone), daughters);
				gone = gone(track, pair, daughters);
			}
		}
	}

	/** Which of a pair is no daughter, 0 or 1; −1 if both are. */
	private int gone(TrackState mother, List<TrackState> pair, Map<TrackState, List<TrackState>> daughters) {
		if (pair.size() != 2) return -1;
		for (int i = 0; i < 2; i++) {
			if (isGone(pair.get(i), daughters) || isSame(mother, pair.get(1 - i))) return i;
		}
		return -1;
	}

	/** Whether a daughter is as large as the mother. */
	private boolean isSame(TrackState mother, TrackState daughter) {
		List<Spot> old = mother.spots.subList(Math.max(0, mother.spots.size() - MOTHER_FRAMES), mother.spots.size());
		List<Spot> young = daughter.spots.subList(0, Math.min(DAUGHTER_FRAMES, daughter.spots.size()));
		boolean isInside = old.size() >= DAUGHTER_FRAMES && young.size() == DAUGHTER_FRAMES && old.stream().noneMatch(this::isAtBorder)
			&& young.stream().noneMatch(this::isAtBorder);
		return isInside && middle(young) > MOST_SHARE * middle(old);
	}

	private static int middle(List<Spot> spots) {
		return spots.stream().mapToInt(Spot::area).sorted().skip(spots.size() / 2).findFirst().orElseThrow();
	}

	private boolean isAtBorder(Spot spot) {
		double margin = 2 * spot.radius();
		return spot.x() < margin || spot.y() < margin || spot.x() > film.width() - margin || spot.y() > film.height() - margin;
	}

	private boolean isGone(TrackState daughter, Map<TrackState, List<TrackState>> daughters) {
		Spot last = daughter.spots.get(daughter.spots.size() - 1);
		return daughter.spots.size() < LEAST_LIFE && last.frame() < frames - LEAST_LIFE && !isAtBorder(last) && !daughters.containsKey(daughter);
	}

	/** @return the daughters that the mother has then */
	private List<TrackState> join(TrackState mother, TrackState same, TrackState gone, Map<TrackState, List<TrackState>> daughters) {
		mother.spots.addAll(same.spots);
		gone.parent = null;
		all.remove(same);
		List<TrackState> later = daughters.getOrDefault(same, List.of());
		later.forEach(daughter -> daughter.parent = mother);
		daughters.remove(same);
		if (later.isEmpty()) daughters.remove(mother);
		else
			daughters.put(mother, later);
		return later;
	}
}
