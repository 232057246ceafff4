package sc.fovea.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Tracks of the frames so far, and what was learned. */
final class LinkingState {

	private static final int ITERATIONS = 3;
	/** The drift is looked at again if it changed by more, in standard deviations. */
	private static final double CHANGE = 0.2;

	private final Film film;
	private final TrackOptions options;
	private final StatisticsCollector statistics;
	private final double radius;
	private final List<TrackState> all = new ArrayList<>();
	/** Tracks that may go on. */
	private List<TrackState> open = List.of();
	/** The drift from each frame to the next. */
	private final List<Drift> drifts = new ArrayList<>();
	private List<FrameObject> before = List.of();
	private double spacing;
	private int frame;

	/** Size of the frames in pixels. */
	record Film(int width, int height) {}

	/**
	 * What is known of motion until a frame.
	 *
	 * @param frame that is linked
	 * @param drifts to the frames before it
	 * @param guess the drift to it
	 */
	record Past(int frame, List<Drift> drifts, Drift guess) {

		/** The drift since some frames before. */
		Drift drift(int steps) {
			Drift sum = guess;
			for (int t = frame - steps + 1; t < frame; t++) {
				sum = sum.plus(drifts.get(t));
			}
			return sum;
		}
	}

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
		link(objects, new PairScore(known, options, brightening, new Border(film.width(), film.height())), drift);
		before = objects;
		frame++;
	}

	private double standardSigma() {
		return options.distance() > 0 ? options.distance() / 2.5 : Math.max(radius / 2, spacing / 4);
	}

	private void link(List<FrameObject> objects, PairScore score, Drift guess) {
		Drift drift = guess;
		FrameLinks links = FrameLinks.of(open, objects, score, new Past(frame, drifts, drift));
		for (int i = 1; i < ITERATIONS && links.count() > 0; i++) {
			Drift middle = links.drift();
			boolean isSame = Math.hypot(middle.x() - drift.x(), middle.y() - drift.y()) < CHANGE * score.statistics().motion().next();
			drift = middle;
			if (isSame) break;
			links = FrameLinks.of(open, objects, score, new Past(frame, drifts, drift));
		}
		drifts.add(drift);
		links.learn(statistics);
		List<TrackState> begun = takeOver(links);
		all.addAll(begun);
		begun.addAll(open);
		open = begun.stream().filter(track -> !track.divided && track.frame() >= frame - options.gap()).toList();
		begun.stream().filter(track -> track.divided || track.frame() < frame - options.gap()).forEach(TrackState::forget);
	}

	/** Lets tracks go on and divide. @return tracks that begin */
	private List<TrackState> takeOver(FrameLinks links) {
		List<TrackState> begun = new ArrayList<>();
		Divisions divisions = new Divisions(links);
		List<FrameObject> objects = links.objects();
		List<TrackState> tracks = new ArrayList<>(links.tracks());
		Set<Integer> free = new TreeSet<>(IntStream.range(0, objects.size()).boxed().toList());
		for (Divisions.Division division : options.divisions() ? divisions.find() : List.<Divisions.Division>of()) {
			for (int daughter : new int[] { division.first(), division.second() }) {
				begun.add(TrackState.daughter(objects.get(daughter), tracks.get(division.row())));
				free.remove(daughter);
			}
		}
		Arrays.stream(divisions.linked()).forEach(free::remove);
		if (options.divisions()) new LateDaughters(tracks, objects, links.guess()).find(free).forEach(begun::add);
		for (int row = 0; row < tracks.size(); row++) {
			int object = divisions.linked()[row];
			if (object < 0) continue;
			DivisionScore score = divisions.score();
			extend(tracks.get(row), objects.get(object), new TrackState.Before(score.mother(links.tracks().get(row)), score, links.gain(row, object)));
		}
		free.forEach(object -> begun.add(TrackState.begin(objects.get(object))));
		return begun;
	}

	private void extend(TrackState track, FrameObject object, TrackState.Before before) {
		Drift drift = driftSince(track);
		track.add(object, drift.x(), drift.y());
		track.before = before;
	}

	/** The drift between the frame of a track's last spot and this one. */
	private Drift driftSince(TrackState track) {
		Drift sum = Drift.NONE;
		for (int t = track.frame() + 1; t <= frame; t++) {
			sum = sum.plus(drifts.get(t));
		}
		return sum;
	}

	/** The tracks with ids in the order in which they begin. */
	Tracks tracks(int frames) {
		new FalseDivisions(all, film, frames).remove();
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
