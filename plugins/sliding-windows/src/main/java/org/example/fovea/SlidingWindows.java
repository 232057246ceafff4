package org.example.fovea;

import java.util.ArrayList;
import java.util.List;

import org.scijava.plugin.Plugin;

import sc.fovea.detect.Proposer;
import sc.fovea.detect.ProposerFactory;
import sc.fovea.detect.Scene;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;

/**
 * Square windows everywhere, half of a window apart, from half the shorter side of the scene down to 8 pixels: what detectors looked at before regions were proposed,
 * and what any proposer has to beat. Large windows come first, since there are few.
 */
@Plugin(type = ProposerFactory.class)
public final class SlidingWindows implements ProposerFactory {

	private static final double SMALLEST = 8;

	@Override
	public String name() {
		return "sliding-windows";
	}

	@Override
	public String description() {
		return "Square windows everywhere, half of a window apart, each size half of the one before.";
	}

	@Override
	public Proposer create() {
		return SlidingWindows::windows;
	}

	private static List<ScoredBox> windows(Scene scene, int most) {
		Box bounds = scene.bounds();
		List<ScoredBox> found = new ArrayList<>();
		for (double side = Math.min(bounds.width(), bounds.height()) / 2; side >= SMALLEST && found.size() < most; side /= 2) {
			add(found, bounds, side);
		}
		return found.subList(0, Math.min(most, found.size()));
	}

	private static void add(List<ScoredBox> found, Box bounds, double side) {
		double score = side / Math.max(bounds.width(), bounds.height());
		for (double y = 0; y + side <= bounds.height(); y += side / 2) {
			for (double x = 0; x + side <= bounds.width(); x += side / 2) {
				found.add(new ScoredBox(new Box(x, y, side, side), score, 0));
			}
		}
	}
}
