package sc.fovea.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import sc.fovea.data.FilmScene;
import sc.fovea.data.NucleiFilm;
import sc.fovea.data.SimulatedImage;
import sc.fovea.track.Linker;
import sc.fovea.track.Segments;
import sc.fovea.track.Spot;
import sc.fovea.track.Track;
import sc.fovea.track.TrackLine;
import sc.fovea.track.TrackOptions;
import sc.fovea.track.Tracks;
import sc.fovea.track.score.FrameMatch;
import sc.fovea.track.score.TrackComparison;
import sc.fovea.track.score.TrackScores;

/**
 * How well rendered nuclei are linked that move, cross, divide, leave and are missed: true outlines, whose ids are drawn by lot in each frame, become tracks, which are
 * compared with the truth. A row for each number of nuclei and speed: mean and least LNK over the seeds, and divisions of all of them in the very frame.
 *
 * <pre>
 * TrackedFilms NUCLEI DIAMETERS FIRST_SEED LAST_SEED [OUTPUT]   // 20,50,100,200 0.1,0.25,0.5,1 101 106
 * </pre>
 *
 * With an output, the objects of each film are written for other programs: {@code NUCLEI_DIAMETERS_SEED.csv} with frame, x, y and area, and the id of the true track,
 * and {@code _tracks.csv} with id, first and last frame and parent.
 */
public final class TrackedFilms {

	private static final int SIDE = 512;
	private static final int FRAMES = 40;
	private static final double DIAMETER = 20;

	private final int nuclei;
	private final double diameters;
	private final Path output;

	private TrackedFilms(int nuclei, double diameters, Path output) {
		this.nuclei = nuclei;
		this.diameters = diameters;
		this.output = output;
	}

	/** Prints the table. @param args see above */
	public static void main(String[] args) throws IOException {
		Path output = args.length > 4 ? Files.createDirectories(Path.of(args[4])) : null;
		System.out.println("| nuclei | diameters a frame | LNK, mean | LNK, least | divisions found, wrong, missed | F1 |\n|---|---|---|---|---|---|");
		for (String nuclei : args[0].split(",")) {
			for (String diameters : args[1].split(",")) {
				TrackedFilms films = new TrackedFilms(Integer.parseInt(nuclei), Double.parseDouble(diameters), output);
				List<TrackScores> scores = new ArrayList<>();
				for (long seed = Long.parseLong(args[2]); seed <= Long.parseLong(args[3]); seed++) {
					scores.add(films.scores(seed));
				}
				films.print(scores);
			}
		}
	}

	private void print(List<TrackScores> scores) {
		double mean = scores.stream().mapToDouble(TrackScores::lnk).average().orElseThrow();
		double least = scores.stream().mapToDouble(TrackScores::lnk).min().orElseThrow();
		int found = scores.stream().mapToInt(s -> s.divisions()[0].found()).sum();
		int wrong = scores.stream().mapToInt(s -> s.divisions()[0].wrong()).sum();
		int missed = scores.stream().mapToInt(s -> s.divisions()[0].missed()).sum();
		System.out.printf(Locale.ROOT, "| %d | %s | %.4f | %.4f | %d, %d, %d | %.3f |%n", nuclei, diameters, mean, least, found, wrong, missed,
			new TrackScores.Divisions(found, wrong, missed).f1());
	}

	private TrackScores scores(long seed) throws IOException {
		NucleiFilm film = NucleiFilm.of(FilmScene.of(nuclei, DIAMETER * diameters), new NucleiFilm.Size(SIDE, SIDE, FRAMES), seed);
		Linker linker = new Linker(SIDE, SIDE, TrackOptions.STANDARD);
		List<Map<Integer, Integer>> drawn = new ArrayList<>();
		for (int t = 0; t < FRAMES; t++) {
			SimulatedImage image = film.frame(t);
			Map<Integer, Integer> ids = drawn(image.labels(), new Random(1000 * seed + t));
			drawn.add(ids);
			float[] values = new float[SIDE * SIDE];
			for (int i = 0; i < values.length; i++) {
				values[i] = image.pixels()[i] & 0xffff;
			}
			linker.add(Arrays.stream(image.labels()).map(id -> id == 0 ? 0 : ids.get(id)).toArray(), values);
		}
		List<TrackLine> truth = film.tracks().stream().map(t -> new TrackLine(t.id(), t.first(), t.last(), t.parent())).toList();
		Tracks tracks = linker.finish();
		if (output != null) write(seed, truth, tracks, drawn);
		return scores(truth, Segments.of(tracks), drawn);
	}

	/** For each id of the truth another one. */
	private static Map<Integer, Integer> drawn(int[] labels, Random random) {
		int[] ids = Arrays.stream(labels).filter(id -> id != 0).distinct().sorted().toArray();
		List<Integer> others = new ArrayList<>(IntStream.rangeClosed(1, ids.length).boxed().toList());
		Collections.shuffle(others, random);
		Map<Integer, Integer> drawn = new TreeMap<>();
		for (int i = 0; i < ids.length; i++) {
			drawn.put(ids[i], others.get(i));
		}
		return drawn;
	}

	private static TrackScores scores(List<TrackLine> truth, Segments segments, List<Map<Integer, Integer>> drawn) {
		TrackComparison comparison = new TrackComparison(truth, segments.lines());
		List<int[]> labels = segments.labelsByLabel(FRAMES);
		for (int t = 0; t < FRAMES; t++) {
			int[] names = labels.get(t);
			int[] ids = drawn.get(t).keySet().stream().mapToInt(Integer::intValue).toArray();
			int[] found = drawn.get(t).values().stream().mapToInt(id -> names[id]).toArray();
			comparison.add(new FrameMatch(ids, Arrays.stream(found).sorted().toArray(), found));
		}
		return comparison.scores();
	}

	private void write(long seed, List<TrackLine> truth, Tracks tracks, List<Map<Integer, Integer>> drawn) throws IOException {
		List<Map<Integer, Integer>> truthOf = drawn.stream().map(ids -> {
			Map<Integer, Integer> inverse = new HashMap<>();
			ids.forEach((id, other) -> inverse.put(other, id));
			return inverse;
		}).toList();
		List<String> rows = new ArrayList<>(List.of("frame,x,y,area,truth"));
		for (Track track : tracks.tracks()) {
			for (Spot spot : track.spots()) {
				rows.add(String.format(Locale.ROOT, "%d,%.3f,%.3f,%d,%d", spot.frame(), spot.x(), spot.y(), spot.area(),
					truthOf.get(spot.frame()).get(spot.label())));
			}
		}
		Files.write(output.resolve(nuclei + "_" + diameters + "_" + seed + ".csv"), rows);
		List<String> lines = new ArrayList<>(List.of("id,first,last,parent"));
		truth.forEach(line -> lines.add(line.label() + "," + line.first() + "," + line.last() + "," + line.parent()));
		Files.write(output.resolve(nuclei + "_" + diameters + "_" + seed + "_tracks.csv"), lines);
	}
}
