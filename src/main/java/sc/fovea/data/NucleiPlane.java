package sc.fovea.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * An endless plane of nuclei, computed where it is looked at. Every block is a function of scene, seed, frame and position
 * alone: whatever the tiling, the same pixel has the same value and belongs to the same nucleus, to the last bit. So an image
 * larger than memory can be made band by band:
 *
 * <pre>{@code
 * NucleiPlane plane = new NucleiPlane(NucleiScene.touching(), 42, 0);
 * SimulatedImage band = plane.block(0, 512, 16384, 512);
 * }</pre>
 *
 * Clusters are thinned as in Matérn's second hard-core process (Matérn, <i>Spatial Variation</i>, 1960): each cell of a grid
 * proposes one, and a proposal goes if one of higher priority (more members, else by lot) is too close, whether or not that
 * one itself stays. A block looks only at nearby cells; blocks of at least 256 × 256 pixels keep the share of repeated work small.
 * <p>
 * The value is immutable and may be used by several threads.
 *
 * @param scene what is rendered
 * @param seed chooses the plane
 * @param frame point in time, see {@link NucleiScene.Motion}
 */
public record NucleiPlane(NucleiScene scene, long seed, int frame) {

	/** Most nuclei in one cluster. */
	public static final int MOST_MEMBERS = 16;

	private static final int CELL_MASK = (1 << 13) - 1;
	/** Background that stays between clusters, pixels. */
	private static final double CLEARANCE = 3;

	/**
	 * The pixels of [x, x + width) × [y, y + height) and their truth. A nucleus has the id
	 * 1 + 16 · (8192 · (row mod 8192) + column mod 8192) + member, where row and column are those of the grid cell that
	 * proposed it; ids are unique within 8192 · spacing pixels, and the same in every block and frame.
	 *
	 * @throws IllegalArgumentException if width or height is not positive, or the block has more pixels than an array
	 */
	public SimulatedImage block(int x, int y, int width, int height) {
		if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE - 8)
			throw new IllegalArgumentException(
				"Plane block: expected a positive size of less than 2^31 pixels, got " + width + " x " + height + ".");
		PointSpread spread = new PointSpread(scene.optics());
		Canvas canvas = new Canvas(x - spread.margin(), y - spread.margin(), width + 2 * spread.margin(), height + 2 * spread.margin());
		for (Placed placed : clusters(canvas)) {
			double centerX = placed.cluster.xAt(frame, scene.motion()), centerY = placed.cluster.yAt(frame, scene.motion());
			canvas.draw(placed.cluster, placed.firstId, centerX, centerY);
		}
		float[] light = spread.blur(canvas);
		return new SimulatedImage(width, height, scene.camera().bits(), expose(light, x, y, width), canvas.labels(spread.margin()));
	}

	/** Grey values of blurred light, of which the first pixel lies at (x0, y0). */
	short[] expose(float[] light, int x0, int y0, int width) {
		NucleiScene.Light lamp = scene.light();
		Noise noise = new Noise(Noise.hash(seed, frame, -1));
		double fading = StrictMath.exp(-scene.motion().bleaching() * frame), wave = 2 * Math.PI / lamp.period();
		double phaseX = (Noise.mix(seed) & 0xffff) * wave, phaseY = (Noise.mix(~seed) & 0xffff) * wave;
		double[] across = new double[width];
		for (int i = 0; i < width; i++)
			across[i] = lamp.unevenness() / 2 * StrictMath.cos(wave * (x0 + i + 0.5) + phaseX);
		short[] pixels = new short[light.length];
		for (int start = 0, y = y0; start < light.length; start += width, y++) {
			double down = fading * (1 + lamp.unevenness() / 2 * StrictMath.cos(wave * (y + 0.5) + phaseY));
			for (int i = 0; i < width; i++) {
				noise.at(x0 + i, y);
				double photons = (down + fading * across[i]) * (lamp.background() + lamp.signal() * light[start + i]);
				pixels[start + i] = (short) scene.camera().expose(photons, noise);
			}
		}
		return pixels;
	}

	/** A cluster that survived the thinning, and the id of its first member. */
	private record Placed(Cluster cluster, int firstId) {}

	private List<Placed> clusters(Canvas canvas) {
		Map<Long, Cluster> proposals = new HashMap<>();
		double spacing = scene.population().spacing(), near = Cluster.mostReach(scene) + scene.motion().radius() + 1;
		List<Placed> placed = new ArrayList<>();
		int lastRow = cell(canvas.y + canvas.height + near, spacing), lastColumn = cell(canvas.x + canvas.width + near, spacing);
		for (int row = cell(canvas.y - near, spacing); row <= lastRow; row++) {
			for (int column = cell(canvas.x - near, spacing); column <= lastColumn; column++) {
				int firstId = 1 + MOST_MEMBERS * ((row & CELL_MASK) * (CELL_MASK + 1) + (column & CELL_MASK));
				if (survives(row, column, proposals)) placed.add(new Placed(proposal(row, column, proposals), firstId));
			}
		}
		return placed;
	}

	private boolean survives(int row, int column, Map<Long, Cluster> proposals) {
		Cluster own = proposal(row, column, proposals);
		double keep = own.reach + CLEARANCE + 2 * scene.motion().radius(), spacing = scene.population().spacing();
		int cells = (int) Math.ceil((keep + Cluster.mostReach(scene)) / spacing);
		for (int r = row - cells; r <= row + cells; r++) {
			for (int c = column - cells; c <= column + cells; c++) {
				if (r == row && c == column) continue;
				Cluster other = proposal(r, c, proposals);
				double dx = other.x - own.x, dy = other.y - own.y, apart = keep + other.reach;
				if (other.priority > own.priority && dx * dx + dy * dy < apart * apart) return false;
			}
		}
		return true;
	}

	private Cluster proposal(int row, int column, Map<Long, Cluster> proposals) {
		long cell = (long) row << 32 | column & 0xffffffffL;
		return proposals.computeIfAbsent(cell, key -> {
			double spacing = scene.population().spacing();
			return new Cluster(column * spacing, row * spacing, scene, new SplittableRandom(Noise.hash(seed, column, row)));
		});
	}

	private static int cell(double position, double spacing) {
		return (int) Math.floor(position / spacing);
	}
}
