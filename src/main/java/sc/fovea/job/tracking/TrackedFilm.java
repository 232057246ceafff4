package sc.fovea.job.tracking;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import sc.fovea.track.Segments;
import sc.fovea.track.Tracks;

/** A film with its tracks. The labels of its frames lie in a temporary file, which is gone when it is closed. */
public final class TrackedFilm implements Closeable {

	private final Film film;
	private final Tracks tracks;
	private final Segments segments;
	private final LabelSpool spool;
	private final List<int[]> ids;
	private final List<int[]> segmentLabels;

	TrackedFilm(Film film, Tracks tracks, LabelSpool spool) {
		this.film = film;
		this.tracks = tracks;
		this.spool = spool;
		this.segments = Segments.of(tracks);
		this.ids = tracks.idsByLabel();
		this.segmentLabels = segments.labelsByLabel(tracks.frames());
	}

	/** What was tracked. */
	public Film film() {
		return film;
	}

	/** The tracks. */
	public Tracks tracks() {
		return tracks;
	}

	/** The tracks in pieces without gaps. */
	public Segments segments() {
		return segments;
	}

	/** The labels of a frame as they were found. */
	public int[] found(int frame) throws IOException {
		return spool.read(frame);
	}

	/** The track that a label of {@link #found} belongs to. */
	int id(int frame, int label) {
		return ids.get(frame)[label];
	}

	/** The labels of a frame with the ids of their tracks. */
	public int[] labels(int frame) throws IOException {
		return renamed(frame, ids.get(frame));
	}

	/** The labels of a frame with those of {@link #segments}. */
	public int[] segmentLabels(int frame) throws IOException {
		return renamed(frame, segmentLabels.get(frame));
	}

	private int[] renamed(int frame, int[] names) throws IOException {
		int[] labels = spool.read(frame);
		for (int i = 0; i < labels.length; i++) {
			if (labels[i] != 0) labels[i] = names[labels[i]];
		}
		return labels;
	}

	@Override
	public void close() throws IOException {
		spool.close();
	}
}
