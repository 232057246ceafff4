package sc.fovea.job.tracking;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sc.fovea.evaluate.Table;
import sc.fovea.track.Spot;
import sc.fovea.track.Track;
import sc.fovea.track.Tracks;
import sc.fovea.track.format.FilmScale;

/**
 * Tracks as tables, in the units of the film; frames count from 1, as in ImageJ.
 *
 * @param tracks of the film
 * @param scale of its pixels and frames
 */
public record TrackTables(Tracks tracks, FilmScale scale) {

	private static final List<String> TRACK_COLUMNS = List.of("Track", "Parent", "Daughters", "FirstFrame", "LastFrame", "Spots", "MissingFrames", "Duration",
		"Displacement", "Distance", "MeanSpeed", "MaxSpeed", "Straightness", "MeanArea", "Mean", "X", "Y", "Unit", "TimeUnit");
	private static final List<String> SPOT_COLUMNS = List.of("Track", "Frame", "Time", "X", "Y", "Area", "Mean", "Step", "Speed", "Label");

	/**
	 * A row for each track: parent (0 for none) and number of daughters; first and last frame; spots and missing frames; the duration between the first and the last;
	 * the straight displacement between them, the distance along the way, mean and largest speed, displacement over distance; mean area and intensity; where it begins.
	 */
	public Table tracksTable() {
		Map<Integer, List<Track>> children = tracks.children();
		List<List<Object>> rows = new ArrayList<>();
		for (Track track : tracks.tracks()) {
			rows.add(row(track, children.getOrDefault(track.id(), List.of()).size()));
		}
		return new Table(TRACK_COLUMNS, rows);
	}

	private List<Object> row(Track track, int daughters) {
		List<Spot> spots = track.spots();
		Spot first = spots.get(0);
		Spot last = spots.get(spots.size() - 1);
		double distance = 0;
		double fastest = spots.size() == 1 ? Double.NaN : 0;
		for (int i = 1; i < spots.size(); i++) {
			distance += step(spots.get(i - 1), spots.get(i));
			fastest = Math.max(fastest, speed(spots.get(i - 1), spots.get(i)));
		}
		double duration = (track.last() - track.first()) * scale.interval();
		double displacement = step(first, last);
		double pixel = scale.width() * scale.height();
		return List.of(track.id(), track.parent(), daughters, track.first() + 1, track.last() + 1, spots.size(), track.missing(), duration, displacement,
			distance,
			distance / duration, fastest, displacement / distance, pixel * spots.stream().mapToInt(Spot::area).average().orElseThrow(),
			spots.stream().mapToDouble(Spot::mean).average().orElseThrow(), first.x() * scale.width(), first.y() * scale.height(), scale.unit(),
			scale.timeUnit());
	}

	private double step(Spot from, Spot to) {
		return Math.hypot((to.x() - from.x()) * scale.width(), (to.y() - from.y()) * scale.height());
	}

	private double speed(Spot from, Spot to) {
		return step(from, to) / ((to.frame() - from.frame()) * scale.interval());
	}

	/** Writes a row for each spot: place, area and intensity over time; step and speed from the spot before, none of the first. */
	void writeSpots(Path file) throws IOException {
		try (BufferedWriter out = Files.newBufferedWriter(file)) {
			out.write(new Table(SPOT_COLUMNS, List.of()).csv());
			for (Track track : tracks.tracks()) {
				String rows = spots(track).csv();
				out.write(rows.substring(rows.indexOf('\n') + 1));
			}
		}
	}

	/** The rows of a track's spots. */
	public Table spots(Track track) {
		List<List<Object>> rows = new ArrayList<>();
		double pixel = scale.width() * scale.height();
		for (int i = 0; i < track.spots().size(); i++) {
			Spot spot = track.spots().get(i);
			Spot before = track.spots().get(Math.max(0, i - 1));
			rows.add(
				List.of(track.id(), spot.frame() + 1, spot.frame() * scale.interval(), spot.x() * scale.width(), spot.y() * scale.height(), spot.area() * pixel,
					spot.mean(), i == 0 ? Double.NaN : step(before, spot), i == 0 ? Double.NaN : speed(before, spot), spot.label()));
		}
		return new Table(SPOT_COLUMNS, rows);
	}
}
