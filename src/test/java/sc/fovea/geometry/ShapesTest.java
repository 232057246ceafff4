package sc.fovea.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ShapesTest {

	private static final Offset<Double> EXACT = Offset.offset(1e-12);

	@Test
	void boxes_overlap_by_their_common_area() {
		Box a = new Box(0, 0, 10, 10), b = new Box(5, 0, 10, 10);
		assertThat(a.iou(b)).isCloseTo(50 / 150.0, EXACT);
		assertThat(a.intersection(b)).isEqualTo(new Box(5, 0, 5, 10));
		assertThat(a.bounds(b)).isEqualTo(new Box(0, 0, 15, 10));
		assertThat(a.iou(a)).isEqualTo(1);
	}

	@Test
	void touching_boxes_share_nothing() {
		Box a = new Box(0, 0, 10, 10), b = a.translate(10, 0);
		assertThat(a.intersects(b)).isFalse();
		assertThat(a.intersection(b.translate(5, 5)).area()).isZero();
		assertThat(a.iou(b)).isZero();
		assertThat(new Box(1, 1, 0, 0).iou(new Box(1, 1, 0, 0))).isZero();
	}

	@Test
	void far_edges_are_exclusive() {
		Box box = new Box(1, 2, 3, 4);
		assertThat(box.contains(1, 2)).isTrue();
		assertThat(box.contains(4, 3)).isFalse();
		assertThat(box.contains(2, 6)).isFalse();
		assertThat(box.contains(new Box(2, 2, 2, 4))).isTrue();
		assertThat(box.contains(new Box(2, 2, 2.5, 4))).isFalse();
		assertThat(box.scale(2)).isEqualTo(new Box(2, 4, 6, 8));
	}

	@Test
	void bad_numbers_are_refused_with_the_number() {
		assertThatThrownBy(() -> new Box(0, Double.NaN, 1, 1)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("NaN");
		assertThatThrownBy(() -> new Box(0, 0, -1, 1)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("-1");
		assertThatThrownBy(() -> StarRays.of(2)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("got 2");
		assertThatThrownBy(() -> new StarPolygon(0, 0, new float[] { 1, 1 })).isInstanceOf(IllegalArgumentException.class);
		assertThatThrownBy(() -> new StarPolygon(0, 0, new float[] { 1, -1, 1 })).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("Distance 1");
		assertThatThrownBy(() -> new StarPolygon(0, Double.NaN, new float[3])).isInstanceOf(IllegalArgumentException.class);
		StarCandidates candidates = new StarCandidates(3);
		assertThatThrownBy(() -> candidates.add(0, 0, 1, new float[] { 1, Float.NaN, 1 }, 0)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("Distance 1");
		assertThat(candidates.size()).isZero();
		assertThatThrownBy(() -> candidates.addAll(new StarCandidates(4))).isInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void rays_turn_from_right_to_down() {
		StarRays rays = StarRays.of(8);
		assertThat(rays).isSameAs(StarRays.of(8));
		assertThat(rays.cos(0)).isEqualTo(1);
		assertThat(rays.sin(2)).isEqualTo(1);
		assertThat(rays.cos(4)).isEqualTo(-1);
	}

	@Test
	void a_polygon_has_the_area_of_its_vertices() {
		Random random = new Random(1);
		StarPolygon polygon = new StarPolygon(3, 4, RandomShapes.star(random, 17, 6));
		double[][] v = polygon.vertices();
		double shoelace = 0;
		for (int a = v.length - 1, b = 0; b < v.length; a = b++)
			shoelace += (v[a][0] * v[b][1] - v[b][0] * v[a][1]) / 2;
		assertThat(polygon.area()).isCloseTo(shoelace, Offset.offset(1e-4));
		assertThat(polygon.scale(2).area()).isCloseTo(4 * polygon.area(), Offset.offset(1e-3));
		assertThat(polygon.translate(1, -1).bounds().x()).isCloseTo(polygon.bounds().x() + 1, EXACT);
	}

	@Test
	void a_polygon_does_not_change_with_its_array() {
		float[] distances = { 1, 2, 3 };
		StarPolygon polygon = new StarPolygon(0, 0, distances);
		distances[0] = 9;
		polygon.distances()[1] = 9;
		assertThat(polygon).isEqualTo(new StarPolygon(0, 0, new float[] { 1, 2, 3 }));
		assertThat(polygon.hashCode()).isEqualTo(new StarPolygon(0, 0, new float[] { 1, 2, 3 }).hashCode());
	}

	@Test
	void candidates_come_back_as_they_were_added() {
		StarCandidates candidates = new StarCandidates(5), copy = new StarCandidates(5);
		Random random = new Random(2);
		float[] source = new float[3000 * 5];
		for (int i = 0; i < source.length; i++)
			source[i] = random.nextFloat() - 0.1f;
		for (int i = 0; i < 3000; i++)
			candidates.add(i, 2 * i, i / 3000f, source, 5 * i);
		copy.addAll(candidates);
		copy.addAll(copy);
		assertThat(copy.size()).isEqualTo(6000);
		for (int i = 0; i < 3000; i++) {
			for (int k = 0; k < 5; k++)
				assertThat(copy.distance(3000 + i, k)).isEqualTo(Math.max(0, source[5 * i + k]));
			assertThat(copy.polygon(3000 + i)).isEqualTo(candidates.polygon(i));
			assertThat(copy.score(i)).isEqualTo(i / 3000f);
		}
		assertThat(candidates.scale(2).polygon(7)).isEqualTo(candidates.polygon(7).scale(2));
		assertThat(candidates.select(new int[] { 5, 3 }).polygon(1)).isEqualTo(candidates.polygon(3));
	}
}
