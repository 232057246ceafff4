package sc.fovea.alike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeatureMapsTest {

	/** 3 × 3 pixels: a layer of every pixel, one of every second, one of every fourth. */
	private static final FeatureMaps MAPS = new FeatureMaps(3, 3, List.of(new FeatureMaps.Layer(new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }, 3, 1, 1),
		new FeatureMaps.Layer(new float[] { 10, 11, 20, 21, 30, 31, 40, 41 }, 2, 2, 2), new FeatureMaps.Layer(new float[] { 100 }, 1, 1, 4)), Optional.empty());

	@Test
	void a_cell_has_the_mean_of_finer_layers_within_the_plane_and_the_value_of_coarser_ones() {
		float[] row = new float[2 * 4];
		MAPS.readCells(0, row);
		assertThat(row).containsExactly(3, 10, 11, 100, 4.5f, 20, 21, 100);
		MAPS.readCells(1, row);
		assertThat(row).as("the last row and column have one pixel").containsExactly(7.5f, 30, 31, 100, 9, 40, 41, 100);
	}

	@Test
	void a_pixel_has_the_values_of_the_finest_layers() {
		float[] row = new float[3];
		MAPS.readPixels(1, row);
		assertThat(row).containsExactly(4, 5, 6);
	}

	@Test
	void without_layers_there_is_nothing_to_look_at() {
		assertThatThrownBy(() -> new FeatureMaps(3, 3, List.of(), Optional.empty())).hasMessage("Expected a layer at least, got none.");
	}
}
