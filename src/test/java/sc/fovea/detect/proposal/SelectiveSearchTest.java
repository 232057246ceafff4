package sc.fovea.detect.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fovea.detect.Scene;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.net.Tensor;

class SelectiveSearchTest {

	private static final int[][] DISCS = { { 40, 40, 20 }, { 100, 50, 12 }, { 60, 90, 16 }, { 94, 92, 16 } };

	private final SelectiveSearch search = new SelectiveSearch(SelectiveSearch.Options.standard());

	private static Scene discs() {
		return Scene.of(Rasters.discs(130, 120, DISCS));
	}

	private static Box around(int[] disc) {
		return new Box(disc[0] - disc[2], disc[1] - disc[2], 2 * disc[2], 2 * disc[2]);
	}

	@Test
	void discs_are_found_even_where_they_nearly_touch() {
		List<ScoredBox> found = search.propose(discs(), 100);
		for (int[] disc : DISCS) {
			assertThat(found).anyMatch(f -> f.box().iou(around(disc)) > 0.8);
		}
	}

	@Test
	void proposals_differ_lie_in_the_image_and_come_best_first() {
		List<ScoredBox> found = search.propose(discs(), 2000);
		assertThat(found).hasSizeGreaterThan(20).extracting(ScoredBox::box).doesNotHaveDuplicates();
		assertThat(found).allMatch(f -> discs().bounds().contains(f.box()) && f.box().width() >= 8 && f.box().height() >= 8 && f.category() == 0);
		assertThat(found).extracting(ScoredBox::score).isSortedAccordingTo((a, b) -> Double.compare(b, a));
	}

	@Test
	void fewer_are_the_first_of_more() {
		assertThat(search.propose(discs(), 7)).hasSize(7).isEqualTo(search.propose(discs(), 50).subList(0, 7));
	}

	@Test
	void the_same_image_gives_the_same_boxes() {
		assertThat(search.propose(discs(), 500)).isEqualTo(new SelectiveSearch(SelectiveSearch.Options.standard()).propose(discs(), 500));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 5 })
	void images_of_any_number_of_channels_are_searched(int channels) {
		float[] data = new float[40 * 30 * channels];
		for (int i = 0; i < data.length; i++) {
			int x = i / channels % 40;
			int y = i / channels / 40;
			data[i] = x >= 10 && x < 22 && y >= 8 && y < 20 ? 1 : 0;
		}
		List<ScoredBox> found = search.propose(Scene.of(Tensor.of(data, 1, 30, 40, channels)), 100);
		assertThat(found).extracting(ScoredBox::box).contains(new Box(10, 8, 12, 12));
	}

	@Test
	void values_outside_0_to_1_are_clamped() {
		Tensor image = Rasters.discs(60, 50, new int[][] { { 30, 25, 12 } });
		float[] bright = image.data().clone();
		bright[0] = 7;
		bright[1] = -3;
		bright[2] = Float.NaN;
		assertThat(search.propose(Scene.of(Tensor.of(bright, image.shape())), 100)).anyMatch(f -> f.box().iou(new Box(18, 13, 24, 24)) > 0.8);
	}

	@Test
	void a_large_image_is_searched_in_a_smaller_one() {
		SelectiveSearch.Options standard = SelectiveSearch.Options.standard();
		SelectiveSearch small = new SelectiveSearch(
			new SelectiveSearch.Options(standard.colours(), standard.scales(), standard.measures(), new SelectiveSearch.Limits(20, 8, 65)));
		List<ScoredBox> found = small.propose(discs(), 500);
		assertThat(found).anyMatch(f -> f.box().iou(around(DISCS[0])) > 0.8).allMatch(f -> discs().bounds().contains(f.box()));
		assertThat(found).allMatch(f -> f.box().x() % 2 == 0 && f.box().y() % 2 == 0);
	}

	@Test
	void a_single_pixel_is_no_proposal() {
		assertThat(search.propose(Scene.of(Tensor.zeros(1, 1, 1, 3)), 10)).isEmpty();
	}

	@Test
	void options_that_search_nothing_are_refused() {
		SelectiveSearch.Limits limits = SelectiveSearch.Limits.standard();
		assertThatThrownBy(() -> new SelectiveSearch.Options(List.of(), List.of(50.0), List.of(Similarity.all()), limits))
			.hasMessageContaining("at least one");
		assertThatThrownBy(() -> new SelectiveSearch.Options(List.of(ColourSpace.RGB), List.of(0.0), List.of(Similarity.all()), limits))
			.hasMessageContaining("above 0, got [0.0]");
		assertThatThrownBy(() -> new SelectiveSearch.Options(List.of(ColourSpace.RGB), List.of(50.0), List.of(Set.of()), limits))
			.hasMessageContaining("measure");
		assertThatThrownBy(() -> new SelectiveSearch.Limits(0, 8, 1024)).hasMessageContaining("got 0, 8 and 1024");
	}
}
