package sc.fovea.track;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes back divisions of which one daughter is gone again at once, inside the film and away from its border: there the outline of one object had come apart for a
 * frame. The mother and the other daughter are one track then.
 */
final class ShortDaughters {

	/** A daughter that lives less long is none. */
	private static final int LEAST_LIFE = 2;

	private final List<TrackState> all;
	private final LinkingState.Film film;
	private final int frames;

	ShortDaughters(List<TrackState> all, LinkingState.Film film, int frames) {
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
			while (pair.size() == 2 && (isGone(pair.get(0), daughters) || isGone(pair.get(1), daughters))) {
				boolean isFirst = isGone(pair.get(0), daughters);
				pair = join(track, pair.get(isFirst ? 1 : 0), pair.get(isFirst ? 0 : 1), daughters);
			}
		}
	}

	private boolean isGone(TrackState daughter, Map<TrackState, List<TrackState>> daughters) {
		Spot last = daughter.spots.get(daughter.spots.size() - 1);
		double margin = 2 * last.radius();
		boolean isAtBorder = last.x() < margin || last.y() < margin || last.x() > film.width() - margin || last.y() > film.height() - margin;
		return daughter.spots.size() < LEAST_LIFE && last.frame() < frames - LEAST_LIFE && !isAtBorder && !daughters.containsKey(daughter);
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
