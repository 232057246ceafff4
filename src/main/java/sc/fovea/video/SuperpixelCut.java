package sc.fovea.video;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import sc.fovea.graphcut.CutGraph;
import sc.fovea.graphcut.MinimumCut;

/**
 * Cuts the superpixels of a film into fore- and background (Papazoglou and Ferrari 2013, equation 5):
 *
 * <pre>
 * E = Σ colour + Σ place + Σ [l ≠ l'] · length · exp(−β d²) + Σ [l ≠ l'] · overlap · exp(−β d²)
 * </pre>
 *
 * over superpixels, neighbours in a frame and those that the flow joins in time, with d the distance of their features and β half of the inverse mean of d².
 *
 * @param frames of the film
 * @param location how likely each superpixel is foreground by its place, 0 to 1
 * @param side of a regular superpixel
 * @param time weight of what joins frames, 0 for frames on their own
 */
record SuperpixelCut(List<FrameNodes> frames, float[][] location, int side, double time) {

	/** How much the colours count where the place counts 1. */
	private static final double COLOUR = 0.5;
	/** No place is surer than this. */
	private static final double SURE = 0.02;
	private static final double LEAST_DISTANCE = 1e-6;

	/**
	 * One cut.
	 *
	 * @param foreground from which the colours are learned, 0 to 1
	 * @return 1 for foreground, 0 for background
	 * @throws CancellationException if it was cancelled
	 */
	float[][] cut(float[][] foreground, BooleanSupplier isCancelled) {
		int[] starts = starts();
		CutGraph graph = new CutGraph(starts[frames.size()]);
		double beta = beta();
		for (int t = 0; t < frames.size(); t++) {
			if (isCancelled.getAsBoolean()) throw new CancellationException("Stopped while superpixels were cut.");
			addEvidence(graph, starts[t], t, ColourModel.of(frames, foreground, t));
			addNeighbours(graph, starts[t], frames.get(t), beta);
			if (time > 0 && t + 1 < frames.size()) addNext(graph, starts, t, beta);
		}
		MinimumCut cut = MinimumCut.of(graph);
		float[][] result = new float[frames.size()][];
		for (int t = 0; t < result.length; t++) {
			result[t] = new float[frames.get(t).count()];
			for (int k = 0; k < result[t].length; k++) {
				result[t][k] = cut.isSource(starts[t] + k) ? 1 : 0;
			}
		}
		return result;
	}

	private int[] starts() {
		int[] starts = new int[frames.size() + 1];
		for (int t = 0; t < frames.size(); t++) {
			starts[t + 1] = Math.addExact(starts[t], frames.get(t).count());
		}
		return starts;
	}

	private double beta() {
		double sum = 0;
		long count = 0;
		for (FrameNodes frame : frames) {
			Links links = frame.neighbours();
			for (int l = 0; l < links.count(); l++) {
				sum += frame.distance(links.from()[l], frame, links.to()[l]);
			}
			count += links.count();
		}
		return 0.5 / Math.max(LEAST_DISTANCE, sum / Math.max(1, count));
	}

	private void addEvidence(CutGraph graph, int start, int t, ColourModel colours) {
		FrameNodes frame = frames.get(t);
		for (int k = 0; k < frame.count(); k++) {
			double place = SURE + (1 - 2 * SURE) * location[t][k];
			double evidence = COLOUR * colours.evidence(frame, k) + Math.log(place / (1 - place));
			graph.addTerminals(start + k, Math.max(0, evidence), Math.max(0, -evidence));
		}
	}

	private void addNeighbours(CutGraph graph, int start, FrameNodes frame, double beta) {
		Links links = frame.neighbours();
		for (int l = 0; l < links.count(); l++) {
			double likeness = Math.exp(-beta * frame.distance(links.from()[l], frame, links.to()[l]));
			double cost = links.weights()[l] / side * likeness;
			graph.addEdge(start + links.from()[l], start + links.to()[l], cost, cost);
		}
	}

	private void addNext(CutGraph graph, int[] starts, int t, double beta) {
		FrameNodes frame = frames.get(t);
		Links links = frame.next();
		for (int l = 0; l < links.count(); l++) {
			double likeness = Math.exp(-beta * frame.distance(links.from()[l], frames.get(t + 1), links.to()[l]));
			double cost = time * links.weights()[l] * likeness;
			graph.addEdge(starts[t] + links.from()[l], starts[t + 1] + links.to()[l], cost, cost);
		}
	}
}
