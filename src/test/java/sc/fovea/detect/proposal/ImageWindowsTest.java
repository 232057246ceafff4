package sc.fovea.detect.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fovea.detect.Scene;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.net.Tensor;

class ImageWindowsTest {

	private static final int[][] DISCS = { { 60, 60, 30 }, { 190, 80, 22 }, { 110, 150, 26 } };

	private final ImageWindows windows = new ImageWindows(ImageWindows.Options.standard());

	private static Scene discs() {
		return Scene.of(Rasters.discs(260, 200, DISCS));
	}

	private static Box around(int[] disc) {
		return new Box(disc[0] - disc[2], disc[1] - disc[2], 2 * disc[2], 2 * disc[2]);
	}

	@Test
	void windows_around_discs_are_among_the_first() {
		List<ScoredBox> found = windows.propose(discs(), 40);
		for (int[] disc : DISCS) {
			assertThat(found).extracting(ScoredBox::box).anyMatch(box -> box.iou(around(disc)) > 0.6);
		}
	}

	@Test
	void proposals_differ_lie_in_the_image_and_come_best_first() {
		List<ScoredBox> found = windows.propose(discs(), 500);
		assertThat(found).hasSize(500).extracting(ScoredBox::box).doesNotHaveDuplicates();
		assertThat(found).allMatch(f -> discs().bounds().contains(f.box()) && f.box().area() > 0 && f.category() == 0);
		assertThat(found).extracting(ScoredBox::score).isSortedAccordingTo((a, b) -> Double.compare(b, a));
		assertThat(windows.propose(discs(), 500)).isEqualTo(found);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 5 })
	void images_of_any_number_of_channels_and_of_one_value_are_searched(int channels) {
		assertThat(windows.propose(Scene.of(Tensor.zeros(1, 30, 40, channels)), 20)).isNotEmpty();
	}

	@Test
	void an_image_smaller_than_the_smallest_window_has_none() {
		assertThat(windows.propose(Scene.of(Tensor.zeros(1, 6, 9, 3)), 20)).isEmpty();
	}

	@Test
	void a_grid_reaches_every_edge_with_steps_no_longer_than_told() {
		List<PixelBox> seen = new ArrayList<>();
		new WindowGrid(10, 2, List.of(1.0, 0.5), 0.25).visit(50, 40, 1, seen::add);
		assertThat(seen).doesNotHaveDuplicates().allMatch(w -> w.left() >= 0 && w.top() >= 0 && w.right() <= 50 && w.bottom() <= 40 && w.shorterSide() >= 10);
		List<PixelBox> squares = seen.stream().filter(w -> w.right() - w.left() == 20 && w.bottom() - w.top() == 20).toList();
		assertThat(squares.stream().mapToInt(PixelBox::left).distinct().sorted()).containsExactly(0, 5, 10, 15, 20, 25, 30);
		assertThat(squares.stream().mapToInt(PixelBox::top).distinct().sorted()).containsExactly(0, 5, 10, 15, 20);
	}

	@Test
	void what_is_learned_from_true_boxes_finds_them() {
		ObjectnessLearning learning = new ObjectnessLearning(WindowGrid.standard(), 220);
		learning.add(Scene.of(Rasters.discs(200, 180, new int[][] { { 50, 60, 25 }, { 140, 110, 30 } })),
			List.of(new Box(25, 35, 50, 50), new Box(110, 80, 60, 60)));
		Objectness learned = learning.learned();
		assertThat(learned.straddling().object()).isGreaterThan(learned.straddling().other());
		assertThat(learned.edges().object()).isGreaterThan(learned.edges().other());
		ImageWindows taught = new ImageWindows(new ImageWindows.Options(WindowGrid.standard(), learned, 0.6, 220));
		for (int[] disc : DISCS) {
			assertThat(taught.propose(discs(), 40)).extracting(ScoredBox::box).anyMatch(box -> box.iou(around(disc)) > 0.6);
		}
	}

	@Test
	void impossible_settings_are_refused() {
		assertThatThrownBy(() -> new WindowGrid(0, 1.2, List.of(1.0), 0.2)).hasMessageContaining("got 0");
		assertThatThrownBy(() -> new WindowGrid(8, 1, List.of(1.0), 0.2)).hasMessageContaining("growth above 1");
		assertThatThrownBy(() -> new ImageWindows.Options(WindowGrid.standard(), Objectness.standard(), 1.5, 220)).hasMessageContaining("got 1.5");
		assertThatThrownBy(() -> new ObjectnessLearning(WindowGrid.standard(), 220).learned()).hasMessageContaining("at least two windows");
	}
}
