package sc.fovea.video;

import java.util.Arrays;
import sc.fovea.motion.DenseFlow;
import sc.fovea.motion.FlowField;

/** Makes nodes of frames, one after the other; a frame, its superpixels and its flow are kept until the next one has been read. */
final class FrameReader {

	private static final double COMPACTNESS = 0.2;
	/** Residual flow, in deviations of the background's, that tells superpixels apart as much as a distance of one side. */
	private static final double FLOW_DEVIATIONS = 4;
	private static final double LEAST_DEVIATION = 0.05;
	/** How fast what is known is lost where the flow changes by a pixel per pixel. */
	private static final double CHANGE = 2;

	private final Film film;
	private final int side;
	private int at = -1;
	private Loaded loaded;

	/** What is known of a frame alone, and of its motion to the next one. */
	private record Loaded(float[][] planes, FlowField flow, DominantMotion dominant, Superpixels superpixels) {}

	FrameReader(Film film, int side) {
		this.film = film;
		this.side = side;
	}

	/** @param t the next frame */
	FrameNodes read(int t) {
		if (t != at + 1) throw new IllegalStateException("Expected frame " + (at + 1) + ", got " + t + ".");
		Loaded here = at < 0 ? load(0) : loaded;
		at = t;
		if (t == film.frames() - 1) return nodes(here, Links.NONE);
		loaded = load(t + 1);
		return nodes(here, next(here, loaded.superpixels));
	}

	/** The last frame moves as it did from the one before. */
	private Loaded load(int t) {
		float[][] planes = film.frame(t);
		boolean isLast = t == film.frames() - 1;
		FlowField flow = DenseFlow.standard().between(film.grey(t), film.grey(isLast ? t - 1 : t + 1));
		if (isLast) negate(flow);
		DominantMotion dominant = DominantMotion.of(flow);
		return new Loaded(planes, flow, dominant, Superpixels.of(compared(planes, flow, dominant), film.width(), side, COMPACTNESS));
	}

	private static void negate(FlowField flow) {
		for (int i = 0; i < flow.u().length; i++) {
			flow.u()[i] = -flow.u()[i];
			flow.v()[i] = -flow.v()[i];
		}
	}

	/** Channels and residual flow. */
	private float[][] compared(float[][] planes, FlowField flow, DominantMotion dominant) {
		float[][] compared = Arrays.copyOf(planes, planes.length + 2);
		double weight = COMPACTNESS / (FLOW_DEVIATIONS * Math.max(LEAST_DEVIATION, dominant.deviation()));
		float[] u = new float[planes[0].length];
		float[] v = new float[u.length];
		for (int y = 0, i = 0; y < film.height(); y++) {
			for (int x = 0; x < film.width(); x++, i++) {
				u[i] = bounded(weight * (flow.u()[i] - dominant.u(x, y)));
				v[i] = bounded(weight * (flow.v()[i] - dominant.v(x, y)));
			}
		}
		compared[planes.length] = u;
		compared[planes.length + 1] = v;
		return compared;
	}

	private static float bounded(double value) {
		return (float) Math.max(-1, Math.min(1, value));
	}

	private FrameNodes nodes(Loaded frame, Links next) {
		int[] labels = frame.superpixels.labels();
		int[] sizes = frame.superpixels.sizes();
		float[] gradient = MotionBoundaries.gradient(frame.flow);
		MotionBoundaries boundaries = MotionBoundaries.adapted(gradient);
		boolean[] isInside = InsideMap.of(boundaries.of(frame.flow, frame.dominant), film.width());
		float[] inside = new float[sizes.length];
		float[] change = new float[sizes.length];
		for (int i = 0; i < gradient.length; i++) {
			if (isInside[i]) inside[labels[i]]++;
			change[labels[i]] += gradient[i];
		}
		float[] transfer = new float[sizes.length];
		for (int k = 0; k < sizes.length; k++) {
			inside[k] /= sizes[k];
			transfer[k] = (float) Math.exp(-CHANGE * change[k] / sizes[k]);
		}
		Links neighbours = neighbours(frame.superpixels);
		return new FrameNodes(narrow(labels), sizes, frame.planes.length + 2, features(frame.superpixels, frame.planes, sizes), inside, residual(frame, sizes),
			transfer,
			neighbours, borders(frame.superpixels, neighbours, boundaries, gradient), next);
	}

	/** Mean residual flow of each superpixel, in deviations. */
	private float[] residual(Loaded frame, int[] sizes) {
		int[] labels = frame.superpixels.labels();
		float[] residual = new float[2 * sizes.length];
		float scale = (float) (1 / Math.max(LEAST_DEVIATION, frame.dominant.deviation()));
		for (int y = 0, i = 0; y < film.height(); y++) {
			for (int x = 0; x < film.width(); x++, i++) {
				residual[2 * labels[i]] += scale * (frame.flow.u()[i] - (float) frame.dominant.u(x, y)) / sizes[labels[i]];
				residual[2 * labels[i] + 1] += scale * (frame.flow.v()[i] - (float) frame.dominant.v(x, y)) / sizes[labels[i]];
			}
		}
		return residual;
	}

	/** Mean strength of the change of flow along the border of each pair of neighbours. */
	private static float[] borders(Superpixels here, Links neighbours, MotionBoundaries boundaries, float[] gradient) {
		int[] labels = here.labels();
		float[] borders = new float[neighbours.count()];
		for (int i = 0; i < labels.length; i++) {
			int right = i % here.width() < here.width() - 1 ? i + 1 : i;
			int below = i + here.width() < labels.length ? i + here.width() : i;
			for (int j : new int[] { right, below }) {
				if (labels[i] == labels[j]) continue;
				int pair = neighbours.find(Math.min(labels[i], labels[j]), Math.max(labels[i], labels[j]));
				borders[pair] += boundaries.strength(Math.max(gradient[i], gradient[j])) / neighbours.weights()[pair];
			}
		}
		return borders;
	}

	private static char[] narrow(int[] labels) {
		char[] narrow = new char[labels.length];
		for (int i = 0; i < narrow.length; i++) {
			narrow[i] = (char) labels[i];
		}
		return narrow;
	}

	private float[] features(Superpixels here, float[][] shown, int[] sizes) {
		int channels = shown.length;
		int dimensions = channels + 2;
		double[] sums = new double[here.count() * dimensions];
		double[] means = new double[here.count()];
		int width = film.width();
		for (int i = 0; i < here.labels().length; i++) {
			int at = here.labels()[i] * dimensions;
			double grey = 0;
			double slope = 0;
			for (int c = 0; c < channels; c++) {
				float value = shown[c][i];
				sums[at + c] += value;
				grey += value / channels;
				float right = i % width < width - 1 ? shown[c][i + 1] : value;
				float below = i + width < shown[c].length ? shown[c][i + width] : value;
				slope += (Math.abs(right - value) + Math.abs(below - value)) / channels;
			}
			means[here.labels()[i]] += grey;
			sums[at + channels] += grey * grey;
			sums[at + channels + 1] += slope;
		}
		float[] features = new float[sums.length];
		for (int k = 0; k < sizes.length; k++) {
			int at = k * dimensions;
			for (int d = 0; d < dimensions; d++) {
				features[at + d] = (float) (sums[at + d] / sizes[k]);
			}
			double mean = means[k] / sizes[k];
			features[at + channels] = (float) Math.sqrt(Math.max(0, sums[at + channels] / sizes[k] - mean * mean));
		}
		return features;
	}

	/** Which touch, weighed by the number of pixels along which they do. */
	private static Links neighbours(Superpixels here) {
		int[] labels = here.labels();
		int width = here.width();
		Links.Counter counter = new Links.Counter(labels.length / 4);
		for (int i = 0; i < labels.length; i++) {
			if (i % width < width - 1) touch(counter, labels[i], labels[i + 1]);
			if (i + width < labels.length) touch(counter, labels[i], labels[i + width]);
		}
		return counter.links();
	}

	private static void touch(Links.Counter counter, int a, int b) {
		if (a != b) counter.add(Math.min(a, b), Math.max(a, b));
	}

	/** Where each one goes, weighed by the part of its pixels that go there. */
	private Links next(Loaded here, Superpixels after) {
		int[] labels = here.superpixels.labels();
		int[] sizes = here.superpixels.sizes();
		Links.Counter counter = new Links.Counter(labels.length);
		for (int y = 0, i = 0; y < film.height(); y++) {
			for (int x = 0; x < film.width(); x++, i++) {
				int target = here.flow.target(x, y);
				if (target >= 0) counter.add(labels[i], after.labels()[target]);
			}
		}
		Links links = counter.links();
		for (int k = 0; k < links.count(); k++) {
			links.weights()[k] /= sizes[links.from()[k]];
		}
		return links;
	}
}
