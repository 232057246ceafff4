package sc.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sc.fovea.image.ConnectedComponents.Connectivity;

class ConnectedComponentsTest {

	@ParameterizedTest
	@EnumSource(Connectivity.class)
	void parts_are_those_of_a_flood_fill(Connectivity connectivity) {
		Random random = new Random(7);
		for (int trial = 0; trial < 200; trial++) {
			int width = 1 + random.nextInt(24);
			int[] values = random.ints((long) width * (1 + random.nextInt(24)), 0, 1 + random.nextInt(4)).toArray();
			ConnectedComponents parts = ConnectedComponents.ofValues(values, width, connectivity);
			int[] expected = floodFill(values, width, connectivity);
			assertThat(parts.ids()).isEqualTo(expected);
			assertThat(parts.count()).isEqualTo(LabelImage.largest(expected));
		}
	}

	private static int[] floodFill(int[] values, int width, Connectivity connectivity) {
		int[] ids = new int[values.length];
		int count = 0;
		Deque<Integer> todo = new ArrayDeque<>();
		for (int start = 0; start < values.length; start++) {
			if (values[start] == 0 || ids[start] != 0) continue;
			ids[start] = ++count;
			todo.push(start);
			while (!todo.isEmpty()) {
				int i = todo.pop();
				for (int dy = -1; dy <= 1; dy++)
					for (int dx = -1; dx <= 1; dx++) {
						int x = i % width + dx;
						int y = i / width + dy;
						boolean isNeighbour = connectivity == Connectivity.EIGHT || dx == 0 || dy == 0;
						if (!isNeighbour || x < 0 || x >= width || y < 0 || y * width + x >= values.length) continue;
						int j = y * width + x;
						if (values[j] != values[i] || ids[j] != 0) continue;
						ids[j] = count;
						todo.push(j);
					}
			}
		}
		return ids;
	}

	@Test
	void corners_connect_only_among_eight() {
		byte[] mask = { 1, 0, 0, (byte) 255 };
		assertThat(ConnectedComponents.of(mask, 2, Connectivity.FOUR).ids()).containsExactly(1, 0, 0, 2);
		assertThat(ConnectedComponents.of(mask, 2, Connectivity.EIGHT).ids()).containsExactly(1, 0, 0, 1);
	}

	@Test
	void a_comb_of_many_provisional_parts_is_one() {
		int width = 5001;
		byte[] mask = new byte[width * 2];
		for (int x = 0; x < width; x++) {
			mask[x] = (byte) (x % 2);
			mask[width + x] = 1;
		}
		assertThat(ConnectedComponents.of(mask, width, Connectivity.FOUR).count()).isEqualTo(1);
	}

	@Test
	void pixels_that_are_no_rows_are_refused() {
		assertThatThrownBy(() -> ConnectedComponents.of(new byte[5], 2, Connectivity.FOUR)).hasMessageContaining("5");
	}
}
