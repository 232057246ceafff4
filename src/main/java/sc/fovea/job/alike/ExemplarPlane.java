package sc.fovea.job.alike;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/**
 * A plane with outlined exemplars, as a network sees it.
 *
 * @param source normalised, in its own size
 * @param ids of the exemplars at each pixel, in rows from the top, 0 elsewhere
 */
record ExemplarPlane(TileSource source, int[] ids) {

	/** Side of the parts of a plane that are looked at, each around an exemplar or several, in pixels that the network sees. */
	private static final int PART = 384;
	/** What is to be seen around an exemplar at least, in pixels. */
	private static final int CONTEXT = 64;

	private int width() {
		return (int) source.width();
	}

	private int height() {
		return (int) source.height();
	}

	/** Number of exemplars. */
	int count() {
		return (int) Arrays.stream(ids).filter(id -> id > 0).distinct().count();
	}

	/** Pixels of all exemplars. */
	long area() {
		return Arrays.stream(ids).filter(id -> id > 0).count();
	}

	/** The same resampled: of a pixel the id where its middle lies. @param scaled the plane resampled by the factor */
	ExemplarPlane scaled(TileSource scaled, double factor) {
		int w = (int) scaled.width();
		int h = (int) scaled.height();
		int[] resampled = new int[w * h];
		for (int y = 0; y < h; y++) {
			int row = (int) Math.min(height() - 1, (y + 0.5) / factor) * width();
			for (int x = 0; x < w; x++) {
				resampled[y * w + x] = ids[row + (int) Math.min(width() - 1, (x + 0.5) / factor)];
			}
		}
		return new ExemplarPlane(scaled, resampled);
	}

	/** Parts of the plane that show all exemplars with what is around them; each exemplar is whole in one of them. */
	List<Region> parts() {
		List<Region> parts = new ArrayList<>();
		for (int id : Arrays.stream(ids).filter(i -> i > 0).distinct().sorted().toArray()) {
			int[] box = box(id);
			if (parts.stream().noneMatch(part -> holds(part, box))) parts.add(part(box));
		}
		return parts;
	}

	/** @return left, top, right and bottom */
	private int[] box(int id) {
		int[] box = { width(), height(), 0, 0 };
		for (int i = 0; i < ids.length; i++) {
			if (ids[i] != id) continue;
			box[0] = Math.min(box[0], i % width());
			box[1] = Math.min(box[1], i / width());
			box[2] = Math.max(box[2], i % width() + 1);
			box[3] = Math.max(box[3], i / width() + 1);
		}
		return box;
	}

	private boolean holds(Region part, int[] box) {
		return part.x() <= Math.max(0, box[0] - CONTEXT) && part.y() <= Math.max(0, box[1] - CONTEXT)
			&& part.columns().to() >= Math.min(width(), box[2] + CONTEXT) && part.rows().to() >= Math.min(height(), box[3] + CONTEXT);
	}

	private Region part(int[] box) {
		int w = Math.min(width(), Math.max(PART, box[2] - box[0] + 2 * CONTEXT));
		int h = Math.min(height(), Math.max(PART, box[3] - box[1] + 2 * CONTEXT));
		int x = Math.max(0, Math.min(width() - w, (box[0] + box[2] - w) / 2));
		int y = Math.max(0, Math.min(height() - h, (box[1] + box[3] - h) / 2));
		return new Region(x, y, w, h);
	}

	/** Ids of the exemplars that lie whole in a part: others are cut, and say nothing true. */
	int[] ids(Region part) {
		int[] some = new int[Math.toIntExact(part.area())];
		for (int y = 0; y < part.height(); y++) {
			System.arraycopy(ids, (int) ((part.y() + y) * width() + part.x()), some, y * part.width(), part.width());
		}
		for (int id : Arrays.stream(some).filter(i -> i > 0).distinct().toArray()) {
			int[] box = box(id);
			boolean isWhole = part.x() <= box[0] && part.y() <= box[1] && part.columns().to() >= box[2] && part.rows().to() >= box[3];
			if (!isWhole) Arrays.setAll(some, i -> some[i] == id ? 0 : some[i]);
		}
		return some;
	}
}
