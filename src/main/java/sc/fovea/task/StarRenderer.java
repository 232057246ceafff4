package sc.fovea.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import sc.fovea.geometry.Box;
import sc.fovea.geometry.LabelRefinement;
import sc.fovea.geometry.StarCandidates;
import sc.fovea.geometry.StarRasterizer;

/**
 * Draws star polygons into a label image band by band and sharpens them by the foreground mask; ids are then made consecutive, because an object may vanish
 * under others or outside the foreground.
 */
final class StarRenderer {

	private static final int BAND = 128;

	private final StarCandidates polygons;
	private final List<int[]> byBand = new ArrayList<>();
	private final int width;
	private final int height;

	/**
	 * @param polygons in pixels of the target, best first
	 * @param width columns of the target
	 * @param height rows of the target
	 */
	StarRenderer(StarCandidates polygons, int width, int height) {
		this.polygons = polygons;
		this.width = width;
		this.height = height;
		assignBands();
	}

	private void assignBands() {
		int bands = (height + BAND - 1) / BAND;
		int[] counts = new int[bands];
		int[] from = new int[polygons.size()];
		int[] to = new int[polygons.size()];
		for (int i = 0; i < polygons.size(); i++) {
			Box bounds = polygons.polygon(i).bounds();
			from[i] = Math.max(0, (int) Math.floor(bounds.y() / BAND));
			to[i] = Math.min(bands - 1, (int) Math.floor(bounds.bottom() / BAND));
			for (int b = from[i]; b <= to[i]; b++) {
				counts[b]++;
			}
		}
		Arrays.stream(counts).forEach(count -> byBand.add(new int[count]));
		Arrays.fill(counts, 0);
		for (int i = 0; i < polygons.size(); i++) {
			for (int b = from[i]; b <= to[i]; b++) {
				byBand.get(b)[counts[b]++] = i;
			}
		}
	}

	/**
	 * Draws into the target and returns the number of objects.
	 *
	 * @param target receives ids {@code firstId}, {@code firstId + 1}, …
	 * @param foreground mask in any size, stretched to the target's; empty for none
	 * @param growth pixels by which objects may grow into the foreground
	 */
	int draw(LabelRows target, Optional<BitMask> foreground, int growth, int firstId) {
		boolean[] present = new boolean[polygons.size() + 1];
		LabelRefinement.Sink sink = (fromY, toY, labels) -> {
			for (int i = 0; i < (toY - fromY) * width; i++) {
				present[labels[i]] = true;
			}
			target.write(fromY, toY - fromY, labels);
		};
		new LabelRefinement(foreground.isPresent() ? growth : 0)
			.refine(new LabelRefinement.Bands(width, height, BAND), (fromY, toY, labels, mask) -> read(fromY, toY, labels, mask, foreground), sink);
		return renumber(target, present, firstId);
	}

	private void read(int fromY, int toY, int[] labels, boolean[] mask, Optional<BitMask> foreground) {
		Arrays.fill(labels, 0, (toY - fromY) * width, 0);
		for (int y = fromY; y < toY;) {
			int end = Math.min(toY, (y / BAND + 1) * BAND);
			drawRows(y, end, labels, (y - fromY) * width);
			y = end;
		}
		foreground.ifPresentOrElse(bits -> stretch(bits, fromY, toY, mask), () -> Arrays.fill(mask, 0, (toY - fromY) * width, true));
	}

	/** Rows of one band. */
	private void drawRows(int fromY, int toY, int[] labels, int offset) {
		int[] members = byBand.get(fromY / BAND);
		int[] rows = new int[(toY - fromY) * width];
		new StarRasterizer().draw(polygons, members, new Box(0, fromY, width, toY - fromY), rows);
		for (int i = 0; i < rows.length; i++) {
			labels[offset + i] = rows[i] == 0 ? 0 : members[rows[i] - 1] + 1;
		}
	}

	private void stretch(BitMask bits, int fromY, int toY, boolean[] mask) {
		int[] columns = new int[width];
		Arrays.setAll(columns, x -> (int) ((x + 0.5) * bits.width() / width));
		for (int y = fromY, i = 0; y < toY; y++) {
			int row = (int) ((y + 0.5) * bits.height() / height);
			for (int x = 0; x < width; x++, i++) {
				mask[i] = bits.get(columns[x], row);
			}
		}
	}

	private int renumber(LabelRows target, boolean[] present, int firstId) {
		int[] ids = new int[present.length];
		int count = 0;
		for (int i = 1; i < present.length; i++) {
			ids[i] = present[i] ? firstId + count++ : 0;
		}
		if (count < polygons.size() || firstId != 1) {
			apply(target, ids);
		}
		return count;
	}

	private void apply(LabelRows target, int[] ids) {
		int[] rows = new int[BAND * width];
		for (int y = 0; y < height; y += BAND) {
			int count = Math.min(BAND, height - y);
			target.read(y, count, rows);
			for (int i = 0; i < count * width; i++) {
				rows[i] = ids[rows[i]];
			}
			target.write(y, count, rows);
		}
	}
}
