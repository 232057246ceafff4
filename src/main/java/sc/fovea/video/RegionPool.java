package sc.fovea.video;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import sc.fovea.detect.proposal.BoxObjectness;
import sc.fovea.geometry.Box;
import sc.fovea.net.Tensor;

/**
 * The proposals of a frame and what they are worth: the objectness of their box plus the mean change of the flow along their outline (Zhang, Javed and Shah 2013, section 2.1), each 0 to 1.
 */
final class RegionPool {

	/** Proposals of a frame itself; those that other frames bring are added. */
	private static final int MOST = 60;
	/** Share of a frame that a region takes. */
	private static final double LEAST_SHARE = 0.001;
	private static final double MOST_SHARE = 0.5;
	/** Of proposals that overlap more, the better one is kept. */
	private static final double SAME = 0.9;
	/** Squared deviations of flow that weigh as much as all of the difference of colour. */
	private static final double FLOW = 0.02;

	private static final Comparator<Region> BEST_FIRST = Comparator.comparingDouble(Region::worth).reversed();

	private final FrameNodes frame;
	private final BoxObjectness objectness;
	private final int[][] extents;
	private final List<Region> regions = new ArrayList<>();

	/** @param planes of the frame */
	RegionPool(FrameNodes frame, float[][] planes, int width) {
		this.frame = frame;
		this.objectness = BoxObjectness.of(interleaved(planes, width));
		this.extents = extents(frame, width);
		List<BitSet> found = new ArrayList<>();
		found.addAll(RegionTree.of(frame, frame.flow(), 2));
		found.addAll(RegionTree.of(frame, frame.features(), frame.dimensions()));
		found.addAll(RegionTree.of(frame, both(), frame.dimensions() + 2));
		propose(found);
	}

	private static Tensor interleaved(float[][] planes, int width) {
		float[] data = new float[planes.length * planes[0].length];
		for (int c = 0; c < planes.length; c++) {
			for (int i = 0; i < planes[c].length; i++) {
				data[i * planes.length + c] = planes[c][i];
			}
		}
		return Tensor.of(data, 1, planes[0].length / width, width, planes.length);
	}

	private float[] both() {
		int dimensions = frame.dimensions();
		float[] both = new float[frame.count() * (dimensions + 2)];
		float weight = (float) Math.sqrt(FLOW);
		for (int k = 0; k < frame.count(); k++) {
			System.arraycopy(frame.features(), k * dimensions, both, k * (dimensions + 2), dimensions);
			both[k * (dimensions + 2) + dimensions] = weight * frame.flow()[2 * k];
			both[k * (dimensions + 2) + dimensions + 1] = weight * frame.flow()[2 * k + 1];
		}
		return both;
	}

	/** Left, top, right and bottom of each superpixel. */
	private static int[][] extents(FrameNodes frame, int width) {
		int[][] extents = new int[frame.count()][];
		for (int i = 0; i < frame.labels().length; i++) {
			int x = i % width;
			int y = i / width;
			int[] extent = extents[frame.labels()[i]];
			if (extent == null) extents[frame.labels()[i]] = new int[] { x, y, x + 1, y + 1 };
			else {
				extent[0] = Math.min(extent[0], x);
				extent[2] = Math.max(extent[2], x + 1);
				extent[3] = y + 1;
			}
		}
		return extents;
	}

	/** Takes the best that differ. */
	private void propose(List<BitSet> found) {
		for (Region region : scored(found)) {
			if (regions.size() == MOST) break;
			addIfNew(region);
		}
	}

	/**
	 * Adds regions that another frame brings, however much they are worth here.
	 *
	 * @param brought superpixels of this frame
	 * @param worth of each in the other frame
	 */
	void carry(List<BitSet> brought, List<Double> worth) {
		for (int n = 0; n < brought.size(); n++) {
			double left = Region.LEFT * worth.get(n);
			scored(List.of(brought.get(n))).forEach(region -> addIfNew(region.worthAtLeast(left)));
		}
		regions.sort(BEST_FIRST);
	}

	/** One that is there already gets the higher worth of both. */
	private void addIfNew(Region region) {
		for (int n = 0; n < regions.size(); n++) {
			if (regions.get(n).iou(region, frame.sizes()) > SAME) {
				regions.set(n, regions.get(n).worthAtLeast(region.worth()));
				return;
			}
		}
		regions.add(region);
	}

	/** Those of a fitting size, the best first. */
	private List<Region> scored(List<BitSet> found) {
		List<Region> scored = new ArrayList<>();
		for (BitSet nodes : found) {
			int size = size(nodes);
			boolean fits = size >= LEAST_SHARE * frame.labels().length && size <= MOST_SHARE * frame.labels().length;
			if (!fits) continue;
			double score = motion(nodes) + objectness.of(box(nodes));
			scored.add(new Region(nodes, size, score, score));
		}
		scored.sort(BEST_FIRST);
		return scored;
	}

	private int size(BitSet nodes) {
		int size = 0;
		for (int k = nodes.nextSetBit(0); k >= 0; k = nodes.nextSetBit(k + 1)) {
			size += frame.sizes()[k];
		}
		return size;
	}

	private Box box(BitSet nodes) {
		int[] box = { Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0 };
		for (int k = nodes.nextSetBit(0); k >= 0; k = nodes.nextSetBit(k + 1)) {
			box[0] = Math.min(box[0], extents[k][0]);
			box[1] = Math.min(box[1], extents[k][1]);
			box[2] = Math.max(box[2], extents[k][2]);
			box[3] = Math.max(box[3], extents[k][3]);
		}
		return new Box(box[0], box[1], box[2] - box[0], box[3] - box[1]);
	}

	/** Mean change of the flow along the outline, 0 to 1. */
	double motion(BitSet nodes) {
		Links links = frame.neighbours();
		double sum = 0;
		double length = 0;
		for (int l = 0; l < links.count(); l++) {
			if (nodes.get(links.from()[l]) == nodes.get(links.to()[l])) continue;
			sum += links.weights()[l] * frame.borders()[l];
			length += links.weights()[l];
		}
		return length == 0 ? 0 : sum / length;
	}

	/** The best first. */
	List<Region> regions() {
		return List.copyOf(regions);
	}

	FrameNodes frame() {
		return frame;
	}
}
