package sc.fovea.task.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import sc.fovea.net.Size;
import sc.fovea.tile.Region;

class LargeImagesTest {

	private static final Size INPUT = new Size(32, 64);

	@Test
	void what_is_not_larger_is_seen_as_a_whole() {
		for (LargeImages larger : LargeImages.values()) {
			assertThat(larger.parts(new Size(32, 40), INPUT)).containsExactly(new Region(0, 0, 40, 32));
		}
		assertThat(LargeImages.RESIZE.parts(new Size(320, 400), INPUT)).containsExactly(new Region(0, 0, 400, 320));
	}

	@Test
	void a_crop_is_the_middle_in_the_proportions_of_the_input() {
		assertThat(LargeImages.CROP.parts(new Size(100, 200), INPUT)).containsExactly(new Region(68, 34, 64, 32));
		assertThat(LargeImages.CROP.parts(new Size(16, 200), INPUT)).containsExactly(new Region(84, 0, 32, 16));
	}

	@Test
	void tiles_cover_every_pixel_and_are_as_large_as_the_input() {
		SplittableRandom random = new SplittableRandom(5);
		for (int i = 0; i < 200; i++) {
			Size image = new Size(32 + random.nextInt(100), 64 + random.nextInt(200));
			boolean[][] seen = new boolean[image.height()][image.width()];
			List<Region> tiles = LargeImages.TILE.parts(image, INPUT);
			for (Region tile : tiles) {
				boolean isWhole = tiles.size() == 1;
				assertThat(isWhole || tile.width() == 64 && tile.height() == 32).isTrue();
				for (int y = (int) tile.y(); y < tile.rows().to(); y++) {
					for (int x = (int) tile.x(); x < tile.columns().to(); x++) {
						seen[y][x] = true;
					}
				}
			}
			for (boolean[] row : seen) {
				assertThat(row).doesNotContain(false);
			}
		}
	}

	@Test
	void words_are_checked() {
		assertThat(LargeImages.of("tile")).isEqualTo(LargeImages.TILE);
		assertThatIllegalArgumentException().isThrownBy(() -> LargeImages.of("half")).withMessageContaining("resize, crop, tile");
	}
}
