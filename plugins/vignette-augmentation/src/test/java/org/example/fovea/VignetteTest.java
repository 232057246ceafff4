package org.example.fovea;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.plugin.PluginService;

import sc.fovea.augment.AugmentationFactory;
import sc.fovea.augment.Catalogue;
import sc.fovea.augment.Recipe;
import sc.fovea.augment.Recipes;
import sc.fovea.data.Annotated;
import sc.fovea.data.Extent;
import sc.fovea.data.Mask;
import sc.fovea.data.Pixels;
import sc.fovea.data.ValueRange;

class VignetteTest {

	private static Recipe recipe(String angles) {
		String json = "{\"steps\": [{\"use\": \"vignette\", \"angle_range\": " + angles + "}]}";
		return Recipes.parse(json, Catalogue.with(List.of(new Vignette())));
	}

	private static Annotated white(Extent extent) {
		float[] values = new float[extent.values()];
		Arrays.fill(values, 200);
		int[] labels = new int[extent.pixels()];
		labels[3] = 1;
		return Annotated.of("white", new Pixels(extent, values, ValueRange.BYTE), Mask.instances(labels));
	}

	private static Annotated apply(Recipe recipe, Annotated sample, long seed) {
		return recipe.apply(sample, () -> sample, new SplittableRandom(seed));
	}

	@Test
	void corners_are_darker_by_the_fourth_power_of_the_cosine_and_the_middle_stays() {
		Extent extent = new Extent(401, 401, 2, 3);
		float[] values = apply(recipe("[30, 30]"), white(extent), 1).pixels().values();
		double corner = Math.pow(Math.cos(Math.toRadians(30)), 4);
		assertEquals(200 * corner, values[0], 0.7);
		assertEquals(200 * corner, values[values.length - 1], 0.7);
		int middle = (200 * 401 + 200) * 3;
		assertEquals(200, values[middle], 1e-3);
		assertEquals(200 / Math.pow(1 + Math.pow(200 / 401.0, 2) * 2 / 3, 2), values[200 * 401 * 3], 1e-2);
	}

	@Test
	void angles_are_drawn_from_the_range_and_labels_stay() {
		Annotated sample = white(Extent.plane(64, 48));
		double least = 200 * Math.pow(Math.cos(Math.toRadians(40)), 4);
		for (int seed = 0; seed < 50; seed++) {
			Annotated changed = apply(recipe("[10, 40]"), sample, seed);
			assertTrue(changed.pixels().values()[0] >= least && changed.pixels().values()[0] < 195);
			assertArrayEquals(sample.masks().get(0).labels(), changed.masks().get(0).labels());
			assertArrayEquals(changed.pixels().values(), apply(recipe("[10, 40]"), sample, seed).pixels().values());
		}
	}

	@Test
	void an_angle_out_of_bounds_is_refused() {
		String message = assertThrows(IllegalArgumentException.class, () -> recipe("[10, 90]")).getMessage();
		assertTrue(message.contains("from 0.0 to 80.0"), message);
	}

	@Test
	void the_jar_says_that_it_holds_an_augmentation() {
		try (Context context = new Context(PluginService.class)) {
			List<AugmentationFactory> found = context.service(PluginService.class).createInstancesOfType(AugmentationFactory.class);
			assertEquals(List.of("vignette"), found.stream().map(AugmentationFactory::name).toList());
		}
	}
}
