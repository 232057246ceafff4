package sc.fovea.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import sc.fovea.data.Annotated;
import sc.fovea.data.Extent;
import sc.fovea.data.LabelledBox;
import sc.fovea.data.LabelledPoint;
import sc.fovea.geometry.Box;

/** Single placements, against their formulas. */
class PlacementTest {

	private static final Extent EXTENT = new Extent(7, 4, 3, 2);

	private static double[] toResult(Placement placement, double x, double y) {
		double[] xs = { x };
		double[] ys = { y };
		placement.toResult(xs, ys, 1);
		return new double[] { xs[0], ys[0] };
	}

	@Test
	void things_go_where_the_words_say() {
		double t = Math.toRadians(30);
		assertThat(toResult(Affine.rotation(t), 10, 0)).as("clockwise").containsExactly(new double[] { 10 * Math.cos(t), 10 * Math.sin(t) }, within(1e-12));
		assertThat(toResult(Affine.zoom(2), 10, 3)).containsExactly(new double[] { 20, 6 }, within(1e-12));
		assertThat(toResult(Affine.shear(t, 0), 1, 10)).containsExactly(new double[] { 1 + 10 * Math.tan(t), 10 }, within(1e-12));
		assertThat(toResult(Affine.shear(0, t), 10, 1)).containsExactly(new double[] { 10, 1 + 10 * Math.tan(t) }, within(1e-12));
		assertThat(toResult(Affine.quarterTurns(1), 10, 0)).containsExactly(0, 10);
		assertThat(toResult(Affine.rotation(t).about(5, 6), 5, 6)).containsExactly(new double[] { 5, 6 }, within(1e-12));
	}

	@Test
	void a_translation_moves_by_whole_pixels_to_the_right_and_down() {
		Change change = new Translation(new Range(0.24, 0.24)).draw(Extent.plane(10, 20), new SplittableRandom(1));
		assertThat(toResult(change.geometry().placement(), 1, 1)).containsExactly(3, 6);
		assertThat(change.geometry().placement().isExact()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3 })
	void turns_put_every_pixel_in_its_exact_place(int turns) {
		Annotated source = TestSamples.numbered(EXTENT, 1);
		Annotated turned = moved(source, QuarterTurns.geometry(turns, false, EXTENT));
		for (int z = 0; z < 3; z++) {
			for (int y = 0; y < 4; y++) {
				for (int x = 0; x < 7; x++) {
					int toX = new int[] { x, 3 - y, 6 - x, y }[turns];
					int toY = new int[] { y, x, 3 - y, 6 - x }[turns];
					int from = (z * 4 + y) * 7 + x;
					int to = (z * turned.extent().height() + toY) * turned.extent().width() + toX;
					assertThat(turned.masks().get(0).labels()[to]).isEqualTo(from + 1);
					assertThat(turned.pixels().values()[2 * to + 1]).isEqualTo(source.pixels().values()[2 * from + 1]);
				}
			}
		}
	}

	private static Annotated moved(Annotated sample, Geometry geometry) {
		return Change.moved(geometry).apply(sample, Framing.MIRRORED, () -> sample);
	}

	@Test
	void turns_and_flips_invert_to_the_bit() {
		Annotated source = TestSamples.numbered(EXTENT, 2);
		for (int k = 0; k < 8; k++) {
			Annotated there = moved(source, QuarterTurns.geometry(k % 4, k > 3, EXTENT));
			Annotated back = k < 4
				? moved(there, QuarterTurns.geometry((4 - k) % 4, false, there.extent()))
				: moved(there, QuarterTurns.geometry(k % 4, true,
					there.extent()));
			assertSame(back, source);
		}
		for (Flip.Axis axis : Flip.Axis.values()) {
			Geometry flip = new Flip(axis).draw(EXTENT, new SplittableRandom(1)).geometry();
			assertThat(moved(source, flip).pixels().values()).isNotEqualTo(source.pixels().values());
			assertSame(moved(moved(source, flip), flip), source);
		}
	}

	private static void assertSame(Annotated one, Annotated other) {
		assertThat(one.extent()).isEqualTo(other.extent());
		assertThat(one.pixels().values()).containsExactly(other.pixels().values());
		assertThat(one.masks().get(0).labels()).containsExactly(other.masks().get(0).labels());
	}

	@Test
	void all_eight_symmetries_occur() {
		SplittableRandom random = new SplittableRandom(3);
		assertThat(Stream.generate(() -> new QuarterTurns(true).draw(Extent.plane(5, 5), random).geometry()).limit(200).distinct()).hasSize(8);
	}

	@Test
	void a_flip_of_slices_takes_boxes_and_points_along() {
		Annotated plain = TestSamples.numbered(EXTENT, 1);
		Annotated source = new Annotated("z", plain.pixels(), plain.masks(), List.of(new LabelledBox("a", new Box(1, 1, 2, 2), 0, 0)),
			List.of(new LabelledPoint("p", 2.5, 1.5, 2)));
		Annotated flipped = moved(source, new Flip(Flip.Axis.Z).draw(EXTENT, new SplittableRandom(1)).geometry());
		assertThat(flipped.boxes().get(0).slice()).isEqualTo(2);
		assertThat(flipped.points().get(0)).isEqualTo(new LabelledPoint("p", 2.5, 1.5, 0));
		assertThat(flipped.masks().get(0).labels()[0]).isEqualTo(2 * 28 + 1);
	}

	@Test
	void a_stack_is_moved_alike_in_every_slice() {
		SplittableRandom random = new SplittableRandom(4);
		Extent stack = new Extent(20, 15, 2, 3);
		Annotated source = TestSamples.numbered(stack, 6);
		System.arraycopy(source.pixels().values(), 0, source.pixels().values(), 900, 900);
		Change change = new Rotation(new Range(20, 40)).draw(stack, random).then(new Elastic(0.3, new Range(0.2, 0.3)).draw(stack, random));
		float[] values = change.apply(source, Framing.MIRRORED, () -> source).pixels().values();
		assertThat(Arrays.copyOfRange(values, 0, 900)).containsExactly(Arrays.copyOfRange(values, 900, 1800));
	}

	@Test
	void a_deformation_stays_within_its_amplitude_does_not_fold_and_can_be_undone() {
		SplittableRandom random = new SplittableRandom(7);
		for (int n = 0; n < 20; n++) {
			Displacement elastic = new Displacement(new Displacement.Lattice(64, 48, 8), 2.4, random);
			for (int i = 0; i < 200; i++) {
				double x = random.nextDouble(-10, 74);
				double y = random.nextDouble(-10, 58);
				double[] xs = { x, x + 1e-4, x };
				double[] ys = { y, y, y + 1e-4 };
				elastic.toSource(xs, ys, 3);
				assertThat(Math.max(Math.abs(xs[0] - x), Math.abs(ys[0] - y))).isLessThanOrEqualTo(2.4);
				double area = (xs[1] - xs[0]) * (ys[2] - ys[0]) - (xs[2] - xs[0]) * (ys[1] - ys[0]);
				assertThat(area).isPositive();
				assertThat(toResult(elastic, xs[0], ys[0])).containsExactly(new double[] { x, y }, within(1e-6));
			}
		}
	}

	@Test
	void a_crop_is_a_window_of_the_picture() {
		SplittableRandom random = new SplittableRandom(8);
		Annotated source = TestSamples.numbered(Extent.plane(30, 20), 1);
		for (int n = 0; n < 100; n++) {
			Annotated crop = new Crop(new Range(0.3, 0.9)).draw(source.extent(), random).apply(source, Framing.MIRRORED, () -> source);
			int first = crop.masks().get(0).labels()[0] - 1;
			for (int i = 0; i < crop.extent().pixels(); i++) {
				int from = first + i / crop.extent().width() * 30 + i % crop.extent().width();
				assertThat(crop.masks().get(0).labels()[i]).isEqualTo(from + 1);
				assertThat(crop.pixels().values()[i]).isEqualTo(source.pixels().values()[from]);
			}
		}
	}

	@Test
	void a_map_that_is_not_one_to_one_is_refused() {
		assertThatThrownBy(() -> new Affine(1, 2, 0, 2, 4, 0)).hasMessageContaining("inverted");
		assertThatThrownBy(() -> new Displacement(new Displacement.Lattice(10, 10, 4), 1.3, new SplittableRandom(1))).hasMessageContaining("amplitude");
	}
}
