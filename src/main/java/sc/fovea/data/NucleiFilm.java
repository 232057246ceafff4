package sc.fovea.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A time lapse of nuclei with exact truth: they move, push each other away or cross, divide, leave and enter, and are missed. Frames are rendered one at a time,
 * so that films longer than memory can be made; the same seed gives the same pixels, on every platform.
 * <p>
 * The id of a nucleus is that of its track. A nucleus that is not seen for some frames has another id afterwards, and its first track as parent, as in the files of
 * the Cell Tracking Challenge. Of nuclei that cross, the one below loses its pixels; one of which less than a fifth is seen is missing.
 *
 * <pre>{@code
 * NucleiFilm film = NucleiFilm.of(FilmScene.of(50, 10), new NucleiFilm.Size(512, 512, 20), 42);
 * film.frame(3).labels();  // ids of tracks
 * film.tracks().get(0);    // FilmTrack[id=1, first=0, last=19, parent=0]
 * }</pre>
 */
public final class NucleiFilm {

	private static final double LEAST_SEEN = 0.2;

	private final FilmScene scene;
	private final Size size;
	private final long seed;
	/** For each frame the nuclei that are drawn in it, from the lowest to the highest. */
	private final List<List<FilmNucleus>> nuclei;
	/** For each frame the track of each nucleus that is seen, by the nucleus' number. */
	private final List<Map<Integer, Integer>> seen = new ArrayList<>();
	private final List<FilmTrack> tracks = new ArrayList<>();

	/**
	 * Size of a film.
	 *
	 * @param width pixels
	 * @param height pixels
	 * @param frames how many
	 * @throws IllegalArgumentException if one is not positive, or a frame has more pixels than an array
	 */
	public record Size(int width, int height, int frames) {
		public Size {
			NucleiScene.require(width > 0 && height > 0 && (long) width * height < Integer.MAX_VALUE - 8, "a positive size of less than 2^31 pixels", width);
			NucleiScene.require(frames > 0, "at least one frame", frames);
		}
	}

	/**
	 * A track of the truth.
	 *
	 * @param id of its nucleus in the labels
	 * @param first frame in which it is seen, from 0
	 * @param last frame in which it is seen
	 * @param parent id of the track that it continues or stems from; 0 for none
	 */
	public record FilmTrack(int id, int first, int last, int parent) {}

	private NucleiFilm(FilmScene scene, Size size, long seed) {
		this.scene = scene;
		this.size = size;
		this.seed = seed;
		this.nuclei = new FilmPopulation(scene, size, new SplittableRandom(seed)).frames();
	}

	/** Makes a film. @param seed chooses it */
	public static NucleiFilm of(FilmScene scene, Size size, long seed) {
		NucleiFilm film = new NucleiFilm(scene, size, seed);
		film.follow();
		return film;
	}

	/** What was asked for. */
	public Size size() {
		return size;
	}

	/** The tracks, by their ids from 1. */
	public List<FilmTrack> tracks() {
		return List.copyOf(tracks);
	}

	/** The picture and the truth of a frame. @throws IndexOutOfBoundsException if there is no such frame */
	public SimulatedImage frame(int frame) {
		PointSpread spread = new PointSpread(scene.look().optics());
		int margin = spread.margin();
		Canvas canvas = new Canvas(-margin, -margin, size.width() + 2 * margin, size.height() + 2 * margin);
		Map<Integer, Integer> ids = seen.get(frame);
		nuclei.get(frame).forEach(nucleus -> nucleus.draw(canvas, ids.getOrDefault(nucleus.number(), 0)));
		float[] light = spread.blur(canvas);
		NucleiPlane camera = new NucleiPlane(scene.look(), Noise.hash(seed, frame, 1), 0);
		return new SimulatedImage(size.width(), size.height(), scene.look().camera().bits(), camera.expose(light, 0, 0, size.width()), canvas.labels(margin));
	}

	/** Finds out what is seen, and numbers the tracks in the order in which they begin. */
	private void follow() {
		Map<Integer, Integer> open = new HashMap<>();
		for (int t = 0; t < size.frames(); t++) {
			Map<Integer, Integer> now = new HashMap<>();
			for (FilmNucleus nucleus : visible(nuclei.get(t))) {
				int track = open.getOrDefault(nucleus.number(), 0);
				boolean goesOn = track != 0 && tracks.get(track - 1).last() == t - 1;
				int parent = track != 0 ? track : nucleus.mother() == 0 ? 0 : open.getOrDefault(nucleus.mother(), 0);
				int id = goesOn ? track : tracks.size() + 1;
				if (goesOn) tracks.set(track - 1, new FilmTrack(id, tracks.get(track - 1).first(), t, tracks.get(track - 1).parent()));
				else
					tracks.add(new FilmTrack(id, t, t, parent));
				open.put(nucleus.number(), id);
				now.put(nucleus.number(), id);
			}
			seen.add(now);
		}
	}

	/** Those of which enough is inside the picture and not covered. */
	private List<FilmNucleus> visible(List<FilmNucleus> drawn) {
		Canvas canvas = new Canvas(0, 0, size.width(), size.height());
		int[] whole = new int[drawn.size()];
		Arrays.setAll(whole, i -> drawn.get(i).draw(canvas, i + 1));
		int[] left = new int[drawn.size() + 1];
		for (int id : canvas.labels(0)) {
			left[id]++;
		}
		List<FilmNucleus> visible = new ArrayList<>();
		for (int i = 0; i < whole.length; i++) {
			if (left[i + 1] > LEAST_SEEN * whole[i]) visible.add(drawn.get(i));
		}
		return visible;
	}
}
