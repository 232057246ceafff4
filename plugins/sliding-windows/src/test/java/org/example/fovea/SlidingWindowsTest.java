package org.example.fovea;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fovea.detect.Proposers;
import sc.fovea.detect.Scene;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.net.Tensor;

class SlidingWindowsTest {

	private static final Scene SCENE = Scene.of(Tensor.zeros(1, 64, 128, 3));

	private static List<ScoredBox> windows(int most) {
		return new SlidingWindows().create().propose(SCENE, most);
	}

	@Test
	void windows_of_each_size_overlap_by_half() {
		// side 32: 7 across and 3 down; 16: 15 and 7; 8: 31 and 15
		assertEquals(7 * 3 + 15 * 7 + 31 * 15, windows(10_000).size());
		assertEquals(new Box(16, 0, 32, 32), windows(2).get(1).box());
	}

	@Test
	void they_lie_inside_best_first_and_are_no_more_than_asked_for() {
		List<ScoredBox> windows = windows(100);
		assertEquals(100, windows.size());
		for (int i = 0; i < 100; i++) {
			assertEquals(windows.get(i).box(), windows.get(i).box().intersection(SCENE.bounds()));
			assertTrue(i == 0 || windows.get(i).score() <= windows.get(i - 1).score());
		}
	}

	@Test
	void it_is_found() {
		assertTrue(Proposers.installed().names().contains("sliding-windows"));
	}
}
