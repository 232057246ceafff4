package sc.fovea.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Tracks of the frames so far, and what was learned. */
final class LinkingState {

	/** ln of how much likelier a track goes on than that it ends while another begins, both counted in objects as dense as in the film. */
	static final double GOES_ON = 4;
	private static final int ITERATIONS = 3;
	/** The drift is looked at again if it changed by more, in standard deviations. */
	private static final double CHANGE = 0.2;

	private final Film film;
	private final TrackOptions options;
	private final StatisticsCollector statistics;
	private final double radius;
	private final List<TrackState> all = new ArrayList<>();
	/** Tracks that may go on. */
	private List<TrackState> open = new ArrayList<>();
	/** The drift from each frame to the next. */
	private final List<Drift> drifts = new ArrayList<>();
	private List<FrameObject> before = List.of();
	private double spacing;
	private int frame;

	/** Size of the frames in pixels. */
	record Film(int width, int height) {}

	LinkingState(Film film, TrackOptions options, StatisticsCollector statistics, double radius) {
		this.film = film;
		this.options = options;
		this.statistics = statistics;
		this.radius = radius;
	}

	/** Links the objects of the next frame. */
	void add(List<FrameObject> objects) {
		if (!objects.isEmpty()) spacing = Neighbours.spacing(objects, film, radius);
		double density = Math.max(1, objects.size()) / ((double) film.width() * film.height());
		FilmStatistics known = statistics.statistics(standardSigma(), radius, density);
		double brightening = Neighbours.brightening(before, objects);
		Drift drift = drifts.isEmpty() ? Drift.NONE : drifts.get(drifts.size() - 1);
		if (!before.isEmpty() && !objects.isEmpty()) {
			drift = Drift.voted(before, objects, new Drift.Scene(known.likeness(), brightening, radius, spacing), drift);
		}
		link(objects, new PairScore(known, options, brightening), drift);
		before = objects;
		frame++;
	}

	private double standardSigma() {
		return options.distance() > 0 ? options.distance() / 2.5 : Math.max(radius / 2, spacing / 4);
	}

	private void link(List<FrameObject> objects, PairScore score, Drift guess) {
		List<TrackState> current = open.stream().filter(track -> track.frame() == frame - 1).toList();
		Drift drift = guess;
		FrameLinks links = FrameLinks.of(current, objects, score, drift);
		for (int i = 1; i < ITERATIONS && links.count() > 0; i++) {
			Drift middle = links.drift();
			boolean isSame = Math.hypot(middle.x() - drift.x(), middle.y() - drift.y()) < CHANGE * score.statistics().motion().next();
			drift = middle;
			if (isSame) break;
			links = FrameLinks.of(current, objects, score, drift);
		}
		drifts.add(drift);
		links.learn(statistics);
		new Rejoining(this, links, score).apply();
		open = new ArrayList<>(all.stream().filter(track -> !track.divided && track.frame() >= frame - options.gap()).toList());
	}

	/** The drift between the frame of a track's last spot and this one. */
	Drift driftSince(TrackState track) {
		Drift sum = Drift.NONE;
		for (int t = track.frame() + 1; t <= frame; t++) {
			sum = sum.plus(drifts.get(t));
		}
		return sum;
	}

	/** Tracks that ended before the frame before this one and may go on. */
	List<TrackState> lost() {
		return open.stream().filter(track -> track.frame() < frame - 1 && frame - track.frame() <= options.gap() + 1).toList();
	}

	int frame() {
		return frame;
	}

	/** Takes over a track that begins. */
	void begin(TrackState track) {
		all.add(track);
	}

	/** The tracks with ids in the order in which they begin. */
	Tracks tracks(int frames) {
		new ShortDaughters(all, film, frames).remove();
		all.sort(Comparator.comparingInt((TrackState track) -> track.spots.get(0).frame()).thenComparingInt(track -> track.spots.get(0).label()));
		Map<TrackState, Integer> ids = new IdentityHashMap<>();
		List<Track> tracks = new ArrayList<>();
		for (TrackState track : all) {
			ids.put(track, ids.size() + 1);
			tracks.add(new Track(ids.size(), track.parent == null ? 0 : ids.get(track.parent), track.spots));
		}
		return new Tracks(frames, tracks);
	}
}
