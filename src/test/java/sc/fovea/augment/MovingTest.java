package sc.fovea.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import sc.fovea.data.Annotated;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.LabelledPoint;
import sc.fovea.geometry.Box;

/** Pictures, masks, boxes and points move together, and to where a slow reference moves them. */
class MovingTest {

	private static final List<String> NAMES = List.of("horizontal_flip", "vertical_flip", "quarter_turns", "symmetry", "rotation", "translation", "scale",
		"shear", "crop", "elastic");
	private static final int CHAINS = 1000;
	private static final int POINTS = 10;

	static Stream<String> names() {
		return NAMES.stream();
	}

	private static Augmentation made(String name) {
		return Step.Use.of(Catalogue.own().named(name), Map.of(), 1);
	}

	@ParameterizedTest
	@MethodSource("names")
	void each_moves_everything_together(String name) {
		SplittableRandom random = new SplittableRandom(name.hashCode());
		for (int n = 0; n < 30; n++) {
			check(List.of(made(name)), random);
		}
	}

	@Test
	void a_thousand_random_chains_move_everything_together() {
		SplittableRandom random = new SplittableRandom(1);
		for (int n = 0; n < CHAINS; n++) {
			List<Augmentation> chain = new ArrayList<>();
			for (int length = 2 + random.nextInt(3); length > 0; length--) {
				chain.add(made(NAMES.get(random.nextInt(NAMES.size()))));
			}
			check(chain, random);
		}
	}

	/** Draws a chain for a picture of random size, applies it at once, and compares with one change after the other. */
	private static void check(List<Augmentation> chain, SplittableRandom random) {
		Annotated source = TestSamples.squares(21 + random.nextInt(20), 21 + random.nextInt(20), random.nextLong());
		Framing framing = new Framing(Border.values()[random.nextInt(3)], 0.3, random.nextDouble() * 0.6);
		List<Geometry> geometries = new ArrayList<>();
		Change all = Change.none(source.extent());
		for (Augmentation step : chain) {
			Change drawn = step.draw(all.extent(source.extent()), random);
			geometries.add(drawn.geometry());
			all = all.then(drawn);
		}
		Annotated moved = all.apply(source, framing, () -> source);
		SlowPlacement oracle = new SlowPlacement(geometries, framing);
		checkPixels(source, moved, oracle);
		checkBoxes(source, moved, oracle);
		checkPoints(source, moved, oracle);
	}

	private static void checkPixels(Annotated source, Annotated moved, SlowPlacement oracle) {
		Extent extent = moved.extent();
		assertThat(extent).isEqualTo(source.extent().sized(oracle.width(), oracle.height()));
		int[] labels = moved.masks().get(0).labels();
		for (int y = 0, i = 0; y < extent.height(); y++) {
			for (int x = 0; x < extent.width(); x++, i++) {
				if (Math.abs(moved.pixels().values()[i] - oracle.value(source.pixels(), x, y)) > 1e-4) {
					assertThat((double) moved.pixels().values()[i]).as(x + ", " + y).isCloseTo(oracle.value(source.pixels(), x, y), within(1e-4));
				}
				if (labels[i] != oracle.label(source, 0, x, y)) {
					assertThat(oracle.isBetweenPixels(x, y)).as("label " + labels[i] + " at " + x + ", " + y).isTrue();
				}
			}
		}
	}

	private static void checkBoxes(Annotated source, Annotated moved, SlowPlacement oracle) {
		Set<String> outlines = new HashSet<>();
		Set<Integer> masks = new HashSet<>();
		for (LabelledBox box : moved.boxes()) {
			if (box.id() > 0) {
				assertThat(box.box()).isEqualTo(boundsOfMask(moved, box.id()).orElseThrow());
				assertThat(masks.add(box.id())).isTrue();
			}
			else {
				LabelledBox before = source.boxes().stream().filter(b -> b.label().equals(box.label())).findFirst().orElseThrow();
				if (outlines.size() < 2) {
					checkOutline(before.box(), box.box(), oracle);
				}
				assertThat(outlines.add(box.label())).isTrue();
			}
		}
		checkDropped(source, moved, oracle, masks);
	}

	/** The part of a square inside the picture, found by moving a lattice of its points one by one. */
	private static void checkOutline(Box before, Box after, SlowPlacement oracle) {
		double[] bounds = { 1e9, 1e9, -1e9, -1e9 };
		double step = 0;
		for (int i = 0; i <= POINTS; i++) {
			double[] last = oracle.toResult(before.x() + before.width() * i / POINTS, before.y());
			for (int j = 0; j <= POINTS; j++) {
				double[] p = oracle.toResult(before.x() + before.width() * i / POINTS, before.y() + before.height() * j / POINTS);
				step = Math.max(step, Math.abs(last[0] - p[0]) + Math.abs(last[1] - p[1]));
				last = p;
				if (p[0] >= 0 && p[1] >= 0 && p[0] <= oracle.width() && p[1] <= oracle.height()) {
					bounds = new double[] { Math.min(bounds[0], p[0]), Math.min(bounds[1], p[1]), Math.max(bounds[2], p[0]), Math.max(bounds[3], p[1]) };
				}
			}
		}
		if (bounds[0] < 1e9) {
			assertThat(new double[] { after.x(), after.y(), after.right(), after.bottom() }).containsExactly(bounds, within(2 * step + 0.05));
		}
	}

	private static void checkDropped(Annotated source, Annotated moved, SlowPlacement oracle, Set<Integer> kept) {
		double scale = scale(source, oracle);
		for (LabelledBox box : source.boxes()) {
			long rest = Arrays.stream(moved.masks().get(0).labels()).filter(id -> id == box.id()).count();
			double visible = rest * scale / box.box().area();
			if (box.id() > 0 && Math.abs(visible - oracle.framing().visible()) > 1e-6) {
				assertThat(kept.contains(box.id())).as("visible " + visible).isEqualTo(rest > 0 && visible > oracle.framing().visible());
			}
		}
	}

	/** Area of the source per area of the result, of all affine parts. */
	private static double scale(Annotated source, SlowPlacement oracle) {
		double scale = 1;
		for (Geometry geometry : oracle.changes()) {
			if (geometry.placement() instanceof Affine a) {
				scale *= Math.abs(a.a() * a.d() - a.b() * a.c());
			}
		}
		return scale;
	}

	private static void checkPoints(Annotated source, Annotated moved, SlowPlacement oracle) {
		Map<String, LabelledPoint> after = new HashMap<>();
		moved.points().forEach(p -> after.put(p.label(), p));
		for (LabelledPoint point : source.points()) {
			double[] p = oracle.toResult(point.x(), point.y());
			boolean isInside = p[0] >= 1e-6 && p[1] >= 1e-6 && p[0] < oracle.width() - 1e-6 && p[1] < oracle.height() - 1e-6;
			LabelledPoint found = after.get(point.label());
			if (isInside) {
				assertThat(found).as("point at " + p[0] + ", " + p[1]).isNotNull();
				assertThat(found.x()).isCloseTo(p[0], within(1e-6));
				assertThat(found.y()).isCloseTo(p[1], within(1e-6));
				assertThat(moved.masks().get(0).labels()[(int) found.y() * oracle.width() + (int) found.x()]).isEqualTo(Integer.parseInt(point.label()));
			}
		}
	}

	private static Optional<Box> boundsOfMask(Annotated sample, int id) {
		Box bounds = null;
		for (int i = 0; i < sample.extent().pixels(); i++) {
			if (sample.masks().get(0).labels()[i] == id) {
				Box pixel = new Box(i % sample.extent().width(), i / sample.extent().width(), 1, 1);
				bounds = bounds == null ? pixel : bounds.bounds(pixel);
			}
		}
		return Optional.ofNullable(bounds);
	}

	@Test
	void no_object_is_lost_that_stays_inside() {
		SplittableRandom random = new SplittableRandom(5);
		Recipe recipe = Recipes.parse("{'border':'constant','steps':[{'use':'scale','factor_range':[0.5,0.6]},{'use':'rotation'},{'use':'elastic'}]}"
			.replace('\'', '"'), Catalogue.own());
		for (int n = 0; n < 50; n++) {
			Annotated source = TestSamples.squares(41, 41, n);
			Annotated moved = recipe.apply(source, () -> source, random);
			assertThat(moved.masks().get(0).count()).isEqualTo(16);
			assertThat(moved.boxes()).hasSize(32);
			assertThat(moved.points()).hasSize(16);
		}
	}

	@ParameterizedTest
	@EnumSource(Border.class)
	void the_recipe_says_what_is_beyond_the_edge_and_nothing_there_is_annotated(Border border) {
		Annotated row = TestSamples.numbered(Extent.plane(4, 1), 2);
		float[] v = row.pixels().values();
		Change change = Change.moved(new Geometry(Affine.shift(-3, 0), 9, 1, false));
		Annotated moved = change.apply(row, new Framing(border, 0.25, 0), () -> row);
		float c = 0.25f;
		assertThat(moved.pixels().values()).containsExactly(switch (border) {
			case MIRROR -> new float[] { v[2], v[1], v[0], v[0], v[1], v[2], v[3], v[3], v[2] };
			case EDGE -> new float[] { v[0], v[0], v[0], v[0], v[1], v[2], v[3], v[3], v[3] };
			case CONSTANT -> new float[] { c, c, c, v[0], v[1], v[2], v[3], c, c };
		});
		assertThat(moved.masks().get(0).labels()).containsExactly(0, 0, 0, 1, 2, 3, 4, 0, 0);
	}
}
