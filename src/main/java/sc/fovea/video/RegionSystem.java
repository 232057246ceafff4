package sc.fovea.video;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import sc.fovea.tile.Progress;

/**
 * The primary object as the best chain of regions through time, and the next ones after it (Zhang, Javed and Shah 2013, "Video object segmentation through spatially accurate and temporally dense
 * extraction of primary object regions"): superpixels of each frame are joined to proposals, which are worth their objectness and the change of the flow along their outlines; good ones are
 * carried into the frames beside theirs, alone and joined with those they overlap there; one proposal of each frame is chosen, so that the sum of what they are worth and of how alike
 * neighbours in time are is largest; and what was chosen is where a cut of each frame looks for the object.
 *
 * <pre>{@code
 * VideoLabels found = new RegionSystem().segment(film, 1, Progress.none());
 * }</pre>
 *
 * Proposals are made of superpixels here, by three trees of flow, of colour and of both, in place of a search by many cuts of each frame. Of an object that is in the film for a part of it
 * only, the chain goes on elsewhere, so that the system suits films through which objects stay.
 */
public final class RegionSystem implements VideoSystem {

	private static final int SUPERPIXELS = 1500;
	private static final int LEAST_SIDE = 6;
	private static final int NODE_BYTES = 2000;
	/** Regions of a frame that are carried into the next. */
	private static final int CARRIED = 20;
	/** A carried region is joined with those it overlaps more. */
	private static final double JOINED = 0.3;
	/** Regions that share more of the smaller of both with an object are no other object. */
	private static final double TAKEN = 0.05;
	/** An object moves otherwise than most of the frame by so many deviations of that, in the same mean: things that move by a pixel a frame by 8 and more. */
	private static final double LEAST_FLOW = 5;
	/**
	 * How much the flow changes along the outline of an object, in the mean over the half of the frames where it does most: of rendered things with half a pixel of motion a frame 0.45 and more,
	 * of the best chains through films without any 0.12 to 0.31.
	 */
	private static final double LEAST_MOTION = 0.4;
	/** Where regions were chosen; elsewhere is the rest. */
	private static final float INSIDE = 0.9f;
	private static final float OUTSIDE = 0.05f;
	private static final int TURNS = 2;

	private final FilmLimits limits;

	/** Takes at most half of the memory. */
	public RegionSystem() {
		this(FilmLimits.ofMachine());
	}

	RegionSystem(FilmLimits limits) {
		this.limits = limits;
	}

	@Override
	public VideoLabels segment(Film film, int objects, Progress progress) {
		double pixels = (double) film.width() * film.height();
		int side = Math.max(LEAST_SIDE, (int) Math.ceil(Math.sqrt(pixels / SUPERPIXELS)));
		limits.require(film, pixels * Character.BYTES + pixels / (side * side) * NODE_BYTES);
		int steps = 2 * film.frames();
		List<RegionPool> pools = read(film, side, progress, steps);
		List<FrameNodes> frames = pools.stream().map(RegionPool::frame).toList();
		carry(pools, true);
		carry(pools, false);
		List<float[][]> found = new ArrayList<>();
		List<List<Region>> layers = new ArrayList<>(pools.stream().map(RegionPool::regions).toList());
		while ((objects == 0 || found.size() < objects) && layers.stream().noneMatch(List::isEmpty)) {
			RegionChain chain = RegionChain.heaviest(layers, likeness(frames, layers));
			if (!moves(pools, chain)) break;
			found.add(cut(frames, chain, side, progress));
			for (int t = 0; t < layers.size(); t++) {
				Region taken = chain.regions().get(t);
				int[] sizes = frames.get(t).sizes();
				layers.set(t, layers.get(t).stream().filter(region -> region.shared(taken, sizes) <= TAKEN).toList());
			}
		}
		progress.progress(steps, steps);
		return new VideoLabels(found.size(), film.frames(), t -> painted(frames.get(t), found, t));
	}

	private static List<RegionPool> read(Film film, int side, Progress progress, int steps) {
		FrameReader reader = new FrameReader(film, side);
		List<RegionPool> pools = new ArrayList<>();
		for (int t = 0; t < film.frames(); t++) {
			if (progress.isCancelled()) throw new CancellationException("Stopped after " + t + " of " + film.frames() + " frames.");
			pools.add(new RegionPool(reader.read(t), film.frame(t), film.width()));
			progress.progress(t + 1L, steps);
		}
		return pools;
	}

	/** Carries the best regions of each frame into the one beside it. */
	private static void carry(List<RegionPool> pools, boolean isForward) {
		for (int step = 1; step < pools.size(); step++) {
			int from = isForward ? step - 1 : pools.size() - step;
			int to = isForward ? from + 1 : from - 1;
			FrameNodes earlier = pools.get(Math.min(from, to)).frame();
			RegionWarp warp = new RegionWarp(pools.get(from).frame(), pools.get(to).frame(), earlier.next(), isForward);
			carry(pools.get(from), pools.get(to), warp);
		}
	}

	private static void carry(RegionPool from, RegionPool to, RegionWarp warp) {
		List<BitSet> carried = new ArrayList<>();
		List<Double> worth = new ArrayList<>();
		for (Region region : from.regions().subList(0, Math.min(CARRIED, from.regions().size()))) {
			float[] cover = warp.cover(region.nodes());
			BitSet alone = warp.warped(cover);
			if (alone.isEmpty()) continue;
			BitSet joined = (BitSet) alone.clone();
			for (Region other : to.regions()) {
				if (RegionWarp.overlap(cover, other) > JOINED) joined.or(other.nodes());
			}
			carried.addAll(List.of(alone, joined));
			worth.addAll(List.of(region.worth(), region.worth()));
		}
		to.carry(carried, worth);
	}

	/** Overlap times likeness of features of all regions of frames that follow each other. */
	private static double[][][] likeness(List<FrameNodes> frames, List<List<Region>> layers) {
		double[][][] likeness = new double[frames.size() - 1][][];
		for (int t = 0; t < likeness.length; t++) {
			RegionWarp warp = new RegionWarp(frames.get(t), frames.get(t + 1), frames.get(t).next(), true);
			likeness[t] = new double[layers.get(t).size()][layers.get(t + 1).size()];
			for (int a = 0; a < likeness[t].length; a++) {
				float[] cover = warp.cover(layers.get(t).get(a).nodes());
				float[] here = frames.get(t).mean(layers.get(t).get(a).nodes());
				for (int b = 0; b < likeness[t][a].length; b++) {
					Region other = layers.get(t + 1).get(b);
					double overlap = RegionWarp.overlap(cover, other);
					if (overlap > 0) likeness[t][a][b] = overlap * alike(here, frames.get(t + 1).mean(other.nodes()));
				}
			}
		}
		return likeness;
	}

	/** exp(−d² / 2σ²) with a tenth of the range as σ. */
	private static double alike(float[] a, float[] b) {
		double sum = 0;
		for (int d = 0; d < a.length; d++) {
			sum += (a[d] - b[d]) * (a[d] - b[d]);
		}
		return Math.exp(-50 * sum);
	}

	/** Whether the flow changes along the outlines, and is another one inside than in most of the frame. */
	private static boolean moves(List<RegionPool> pools, RegionChain chain) {
		double[] motions = new double[pools.size()];
		double[] flows = new double[pools.size()];
		for (int t = 0; t < motions.length; t++) {
			motions[t] = pools.get(t).motion(chain.regions().get(t).nodes());
			flows[t] = pools.get(t).frame().speed(chain.regions().get(t).nodes());
		}
		return upperMean(motions) > LEAST_MOTION && upperMean(flows) > LEAST_FLOW;
	}

	/** Mean of the upper half. */
	private static double upperMean(double[] values) {
		Arrays.sort(values);
		return Arrays.stream(values).skip(values.length / 2).average().orElse(0);
	}

	/** The object near the regions of a chain, each frame on its own. */
	private static float[][] cut(List<FrameNodes> frames, RegionChain chain, int side, Progress progress) {
		List<FrameNodes> chosen = new ArrayList<>();
		for (int t = 0; t < frames.size(); t++) {
			float[] inside = new float[frames.get(t).count()];
			for (int k = 0; k < inside.length; k++) {
				inside[k] = chain.regions().get(t).nodes().get(k) ? INSIDE : OUTSIDE;
			}
			chosen.add(frames.get(t).withInside(inside));
		}
		boolean[] isKnown = new boolean[frames.size()];
		Arrays.fill(isKnown, true);
		float[][] location = LocationModel.of(chosen, isKnown);
		float[][] foreground = location;
		for (int turn = 0; turn < TURNS; turn++) {
			foreground = new SuperpixelCut(chosen, location, side, 0).cut(foreground, progress::isCancelled);
		}
		return foreground;
	}

	/** A superpixel belongs to the first object that has it. */
	private static int[] painted(FrameNodes frame, List<float[][]> found, int t) {
		int[] labels = new int[frame.labels().length];
		for (int i = 0; i < labels.length; i++) {
			for (int n = 0; n < found.size() && labels[i] == 0; n++) {
				if (found.get(n)[t][frame.labels()[i]] > 0) labels[i] = n + 1;
			}
		}
		return labels;
	}
}
