package sc.fovea.task.instance;

import java.util.Arrays;
import java.util.Optional;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.LabelRefinement;
import sc.fovea.geometry.StarCandidates;
import sc.fovea.geometry.StarPolygon;
import sc.fovea.geometry.StarRasterizer;
import sc.fovea.predict.LabelRows;

/**
 * Draws star polygons into a label image band by band and sharpens them by the foreground mask; ids are then made consecutive,
 * because an object may vanish under others or outside the foreground. The answer is that of drawing all at once.
 */
public final class StarRenderer {

	private static final int BAND = 128;

	private final StarCandidates polygons;
	private final LabelRows target;
	private final StarRasterizer rasterizer = new StarRasterizer();
	/** Indices of the polygons that reach into each band, best first. */
	private final int[][] members;

	/**
	 * @param polygons in pixels of the target, best first
	 * @param target receives the labels
	 */
	StarRenderer(StarCandidates polygons, LabelRows target) {
		this.polygons = polygons;
		this.target = target;
		this.members = new int[(target.height() + BAND - 1) / BAND][0];
		assignBands();
	}

	private void assignBands() {
		int[] counts = new int[members.length];
		for (int i = 0; i < polygons.size(); i++) {
			StarPolygon polygon = polygons.polygon(i);
			int last = Math.min(members.length - 1, (int) Math.floor(polygon.bounds().bottom() / BAND));
			for (int b = Math.max(0, (int) Math.floor(polygon.bounds().y() / BAND)); b <= last; b++) {
				if (counts[b] == members[b].length) {
					members[b] = Arrays.copyOf(members[b], 16 + 2 * counts[b]);
				}
				members[b][counts[b]++] = i;
			}
		}
		Arrays.setAll(members, b -> Arrays.copyOf(members[b], counts[b]));
	}

	/**
	 * Draws and returns the number of objects.
	 *
	 * @param foreground sharpens the outlines; empty to leave them as they are
	 * @param firstId objects get {@code firstId}, {@code firstId + 1}, …
	 */
	int draw(Optional<Foreground> foreground, int firstId) {
		int width = target.width();
		boolean[] present = new boolean[polygons.size() + 1];
		LabelRefinement.Source source = (fromY, toY, labels, mask) -> {
			drawRows(fromY, toY, labels);
			foreground.ifPresentOrElse(f -> f.read(fromY, toY, width, mask), () -> Arrays.fill(mask, true));
		};
		LabelRefinement.Sink sink = (fromY, toY, labels) -> {
			for (int i = 0; i < (toY - fromY) * width; i++) {
				present[labels[i]] = true;
			}
			target.write(fromY, toY - fromY, labels);
		};
		LabelRefinement refinement = new LabelRefinement(foreground.map(Foreground::growth).orElse(0));
		refinement.refine(new LabelRefinement.Bands(width, target.height(), BAND), source, sink);
		return renumber(present, firstId);
	}

	private void drawRows(int fromY, int toY, int[] labels) {
		int width = target.width();
		for (int y = fromY; y < toY;) {
			int end = Math.min(toY, (y / BAND + 1) * BAND);
			int[] rows = new int[(end - y) * width];
			int[] order = members[y / BAND];
			rasterizer.draw(polygons, order, new Box(0, y, width, end - y), rows);
			int offset = (y - fromY) * width;
			for (int i = 0; i < rows.length; i++) {
				labels[offset + i] = rows[i] == 0 ? 0 : order[rows[i] - 1] + 1;
			}
			y = end;
		}
	}

	private int renumber(boolean[] present, int firstId) {
		int[] ids = new int[present.length];
		int count = 0;
		for (int i = 1; i < present.length; i++) {
			ids[i] = present[i] ? firstId + count++ : 0;
		}
		if (count < polygons.size() || firstId != 1) {
			replace(ids);
		}
		return count;
	}

	private void replace(int[] ids) {
		int[] rows = new int[BAND * target.width()];
		for (int y = 0; y < target.height(); y += BAND) {
			int count = Math.min(BAND, target.height() - y);
			target.read(y, count, rows);
			for (int i = 0; i < count * target.width(); i++) {
				rows[i] = ids[rows[i]];
			}
			target.write(y, count, rows);
		}
	}
}
