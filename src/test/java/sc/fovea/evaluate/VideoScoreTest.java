package sc.fovea.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class VideoScoreTest {

	@Test
	void a_frame_counts_pixels_whatever_their_ids() {
		VideoScore.Frame frame = VideoScore.Frame.of(new int[] { 1, 1, 2, 0, 0, 0 }, new int[] { 9, 0, 255, 3, 0, 4 });
		assertThat(frame).isEqualTo(new VideoScore.Frame(2, 1, 2));
		assertThat(frame.iou()).isEqualTo(0.4);
		assertThat(frame.wrong()).isEqualTo(3);
	}

	@Test
	void a_frame_without_anything_in_which_nothing_was_found_is_right() {
		assertThat(VideoScore.Frame.of(new int[4], new int[4]).iou()).isEqualTo(1);
		assertThat(VideoScore.Frame.of(new int[4], new int[] { 0, 1, 0, 0 }).iou()).isZero();
	}

	@Test
	void a_film_has_the_means_of_its_frames() {
		VideoScore score = new VideoScore(List.of(new VideoScore.Frame(3, 1, 0), new VideoScore.Frame(1, 0, 1)));
		assertThat(score.meanIou()).isCloseTo(0.625, within(1e-12));
		assertThat(score.wrongPixels()).isEqualTo(1);
		assertThat(score.rows("a")).containsExactly(List.of("a", 1, 0.75, 1, 1, 0), List.of("a", 2, 0.5, 1, 0, 1));
	}

	@Test
	void what_cannot_be_compared_is_refused() {
		assertThatThrownBy(() -> VideoScore.Frame.of(new int[3], new int[4])).isInstanceOf(IllegalArgumentException.class);
		assertThatThrownBy(() -> new VideoScore(List.of())).isInstanceOf(IllegalArgumentException.class);
	}
}
