package sc.fovea.geometry;

import java.util.Arrays;

/** The rows of an image that {@link LabelRefinement#refine} holds at a time: a band and its context, as they were read. */
final class RefinementWindow {

	private final LabelRefinement refinement;

	private final int width, height, band;

	private int[] labels = {};

	private boolean[] foreground = {};

	/** The rows that are held. */
	private int from, to;

	RefinementWindow(LabelRefinement refinement, LabelRefinement.Bands bands) {
		this.refinement = refinement;
		width = bands.width();
		height = bands.height();
		band = bands.band();
	}

	void slide(LabelRefinement.Source source, LabelRefinement.Sink sink) {
		for (int y = 0; y < height && width > 0; y += band) {
			int end = (int) Math.min(height, (long) y + band);
			hold(Math.max(0, y - refinement.growth()), (int) Math.min(height, (long) end + refinement.growth()), source);
			int[] refined = labels.clone();
			refinement.apply(refined, foreground, width);
			sink.write(y, end, Arrays.copyOfRange(refined, (y - from) * width, (end - from) * width));
		}
	}

	/** Drops the rows above, keeps those already read, reads those below. */
	private void hold(int newFrom, int newTo, LabelRefinement.Source source) {
		int size = (newTo - newFrom) * width, keep = Math.max(0, to - newFrom) * width, start = (newFrom - from) * width;
		int[] newLabels = new int[size];
		boolean[] newForeground = new boolean[size];
		System.arraycopy(labels, start, newLabels, 0, keep);
		System.arraycopy(foreground, start, newForeground, 0, keep);
		int[] readLabels = new int[size - keep];
		boolean[] readForeground = new boolean[size - keep];
		if (newTo > to)
			source.read(to, newTo, readLabels, readForeground);
		System.arraycopy(readLabels, 0, newLabels, keep, size - keep);
		System.arraycopy(readForeground, 0, newForeground, keep, size - keep);
		labels = newLabels;
		foreground = newForeground;
		from = newFrom;
		to = newTo;
	}
}
