package org.example.fovea;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import sc.fovea.architecture.ArchitectureCatalogue;
import sc.fovea.architecture.TrunkOptions;
import sc.fovea.net.Axis;
import sc.fovea.net.Network;
import sc.fovea.net.Pooling;
import sc.fovea.net.Ratio;
import sc.fovea.net.ReceptiveField;

class ContextNetworkTest {

	private static Network trunk(int grid) {
		return new ContextNetwork().trunk(new TrunkOptions(1, grid, 16, 1, Pooling.Kind.MAX, 0));
	}

	@Test
	void a_feature_sees_the_sum_of_all_dilations() {
		int side = 1 + 2 * (1 + 2 + 4 + 8 + 16 + 1); // each 3x3 convolution adds its dilation on both sides
		assertEquals(side, new ReceptiveField(trunk(1)).size(trunk(1).last()).orElseThrow().width());
	}

	@Test
	void features_are_on_the_grid_of_the_options() {
		for (int grid : new int[] { 1, 2, 4, 8 }) {
			Network trunk = trunk(grid);
			assertEquals(new Ratio(1, grid), new ReceptiveField(trunk).grids(Axis.X).get(trunk.last()));
		}
	}

	@Test
	void what_it_has_not_is_refused() {
		assertThrows(IllegalArgumentException.class, () -> new ContextNetwork().trunk(new TrunkOptions(1, 2, 16, 1, Pooling.Kind.MAX, 0.5)));
		assertThrows(IllegalArgumentException.class, () -> new ContextNetwork().trunk(new TrunkOptions(1, 2, 16, 2, Pooling.Kind.MAX, 0)));
	}

	@Test
	void it_is_found() {
		assertTrue(ArchitectureCatalogue.installed().names().contains("context-network"));
	}
}
