package sc.fovea.alike;

import java.util.Optional;

import sc.fovea.geometry.StarCandidates;

/**
 * Finds outlines like those of exemplars: says of each cell how much it is the middle of such an object and where the outline is seen from there, and of each pixel whether it is inside. Made by
 * {@link ExemplarLearning}; for any number of threads.
 */
public final class LookAlike {

	/** Cells along each axis of which only the best projects an outline. */
	private static final int BLOCK = 2;
	/** What a regression may say without the outline becoming empty. */
	private static final float SHORTEST = 0.5f;
	/** Cells that are less a middle project nothing, where the network's own outlines are the start, and where exemplars alone speak. */
	private static final double SURE = 0.5;
	private static final double UNSURE = 0.3;
	/** How much smaller than the smallest, or larger than the largest exemplar an outline may be in area. */
	private static final double FACTOR = 5;

	private final Heads heads;
	private final Areas areas;
	private final int rays;
	private final boolean usesOwn;

	/**
	 * What was learned; of a network with outlines of its own what is to be added to them.
	 *
	 * @param middle of a cell how much it is the middle of an object, 0 to 1
	 * @param distances of a cell to the outline along each ray, in pixels
	 * @param inside of a pixel whether it is inside of an object, 0 to 1
	 */
	record Heads(LinearFit middle, LinearFit distances, LinearFit inside) {}

	/** Smallest and largest area of the exemplars in pixels. */
	record Areas(double smallest, double largest) {

		/** Of no exemplar. */
		static final Areas NONE = new Areas(Double.POSITIVE_INFINITY, 0);

		Areas with(double area) {
			return new Areas(Math.min(smallest, area), Math.max(largest, area));
		}

		boolean areLike(double area) {
			return area * FACTOR >= smallest && area <= largest * FACTOR;
		}
	}

	LookAlike(Heads heads, Areas areas, int rays, boolean usesOwn) {
		this.heads = heads;
		this.areas = areas;
		this.rays = rays;
		this.usesOwn = usesOwn;
	}

	/** Rays of the outlines. */
	public int rays() {
		return rays;
	}

	/** Whether outlines that the network draws itself are where it starts from. */
	public boolean usesOwn() {
		return usesOwn;
	}

	/** How much a cell must be a middle to project an outline, unless told otherwise. */
	public double threshold() {
		return usesOwn ? SURE : UNSURE;
	}

	/** What the network says itself of the middle, 0 if nothing. */
	static float probability(Optional<FeatureMaps.Own> own, int x, int y) {
		if (own.isEmpty()) return 0;
		FeatureMaps.Layer map = own.get().probability();
		return map.data()[map.offset(x, y)];
	}

	/** What the network says itself of the inside, 0 if nothing. */
	static float foreground(Optional<FeatureMaps.Own> own, int x, int y) {
		if (own.isEmpty() || own.get().foreground().isEmpty()) return 0;
		FeatureMaps.Layer map = own.get().foreground().get();
		return map.data()[map.offset(x, y)];
	}

	/**
	 * Where outlines of a part of a plane go.
	 *
	 * @param x first column of the part in the plane
	 * @param y first row of the part in the plane
	 * @param threshold cells that are less a middle project nothing
	 * @param outlines in pixels of the plane
	 */
	public record Target(int x, int y, double threshold, StarCandidates outlines) {}

	/** Projects outlines from the cells of a part of a plane. */
	public void project(FeatureMaps maps, Target target) {
		new Projection(maps, target).run();
	}

	/** One part at work. */
	private final class Projection {

		private final FeatureMaps maps;
		private final Target target;
		private final Optional<FeatureMaps.Own> own;
		private final int channels;
		private final float[][] rows;
		private final float[] found = new float[1];
		private final float[] outline = new float[rays];

		Projection(FeatureMaps maps, Target target) {
			this.maps = maps;
			this.target = target;
			this.own = usesOwn ? maps.own() : Optional.empty();
			this.channels = maps.channels();
			this.rows = new float[BLOCK][maps.columns() * channels];
		}

		void run() {
			for (int top = 0; top < maps.rows(); top += BLOCK) {
				int deep = Math.min(BLOCK, maps.rows() - top);
				for (int r = 0; r < deep; r++) {
					maps.readCells(top + r, rows[r]);
				}
				for (int left = 0; left < maps.columns(); left += BLOCK) {
					projectBest(top, deep, left);
				}
			}
		}

		/** The cell of a block that is most a middle projects an outline. */
		private void projectBest(int top, int deep, int left) {
			float most = Float.NEGATIVE_INFINITY;
			int row = 0;
			int column = 0;
			for (int r = 0; r < deep; r++) {
				for (int c = left; c < Math.min(maps.columns(), left + BLOCK); c++) {
					heads.middle().apply(rows[r], c * channels, found);
					float value = found[0] + probability(own, c * FeatureMaps.CELL, (top + r) * FeatureMaps.CELL);
					if (value <= most) continue;
					most = value;
					row = r;
					column = c;
				}
			}
			if (most >= target.threshold()) project(rows[row], column, top + row, most);
		}

		private void project(float[] features, int column, int row, float score) {
			int x = column * FeatureMaps.CELL;
			int y = row * FeatureMaps.CELL;
			heads.distances().apply(features, column * channels, outline);
			own.map(FeatureMaps.Own::distances).ifPresent(map -> {
				for (int k = 0; k < rays; k++) {
					outline[k] += map.data()[map.offset(x, y) + k];
				}
			});
			for (int k = 0; k < rays; k++) {
				outline[k] = Math.max(SHORTEST, outline[k]);
			}
			if (areas.areLike(area(outline))) target.outlines().add(target.x() + x + 0.5, target.y() + y + 0.5, score, outline, 0);
		}
	}

	/** As {@link sc.fovea.geometry.StarPolygon#area}. */
	private static double area(float[] distances) {
		double sum = 0;
		for (int k = 0, n = distances.length; k < n; k++) {
			sum += (double) distances[k] * distances[(k + 1) % n];
		}
		return sum * Math.sin(2 * Math.PI / distances.length) / 2;
	}

	/**
	 * How much each pixel of a part of a plane is inside of such an object, about 0 to 1.
	 *
	 * @param target the plane, row by row
	 * @param from index of the first pixel of the part
	 * @param width of the plane
	 */
	public void inside(FeatureMaps maps, float[] target, int from, int width) {
		int channels = maps.pixelChannels();
		float[] features = new float[maps.width() * channels];
		float[] found = new float[1];
		Optional<FeatureMaps.Own> own = usesOwn ? maps.own() : Optional.empty();
		for (int y = 0; y < maps.height(); y++) {
			maps.readPixels(y, features);
			for (int x = 0; x < maps.width(); x++) {
				heads.inside().apply(features, x * channels, found);
				target[from + y * width + x] = found[0] + foreground(own, x, y);
			}
		}
	}
}
