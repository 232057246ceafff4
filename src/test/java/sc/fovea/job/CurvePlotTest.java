package sc.fovea.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sc.fovea.train.loop.Score;
import sc.fovea.train.loop.TrainingHistory;

class CurvePlotTest {

	/** By hand: the weighted mean with weights 1, 1/2, 1/4 of the latest, the one before, and so on. */
	@Test
	void the_average_weighs_what_was_before_by_powers_of_the_weight() {
		double[] smooth = MovingAverage.of(new double[] { 4, 1, 7 }, 0.5);
		assertThat(smooth).containsExactly(new double[] { 4, (1 + 4 / 2.0) / 1.5, (7 + 1 / 2.0 + 4 / 4.0) / 1.75 }, within(1e-12));
	}

	@Test
	void a_constant_stays_and_gaps_count_for_nothing() {
		assertThat(MovingAverage.of(new double[] { 3, Double.NaN, 3, 3 }, 0.9)).containsExactly(new double[] { 3, Double.NaN, 3, 3 }, within(1e-12));
		assertThat(MovingAverage.of(new double[] { 3, 5 }, 0)).containsExactly(3, 5);
		assertThatThrownBy(() -> MovingAverage.of(new double[] { 3 }, 1)).hasMessageContaining("below 1 to smooth curves, got 1.0");
	}

	@Test
	void numbers_on_axes_are_round() {
		assertThat(CurveAxes.apart(1, 5)).isCloseTo(0.2, within(1e-12));
		assertThat(CurveAxes.apart(1234, 8)).isEqualTo(200);
		assertThat(CurveAxes.apart(0.95, 1)).isCloseTo(1, within(1e-12));
	}

	@Test
	void losses_and_scores_have_axes_of_their_own() {
		CurveAxes axes = new CurveAxes(new Rectangle(50, 20, 400, 200), 100, 8);
		assertThat(axes.x(25)).isEqualTo(150);
		assertThat(axes.y(2, axes.loss())).isEqualTo(170);
		assertThat(axes.y(0.25, 1)).isEqualTo(170);
	}

	/** A score of 0.5 lies in the middle whatever the losses are, and a loss below 1 uses the whole height. */
	@Test
	void a_score_has_the_same_place_whatever_the_losses() {
		assertThat(middle(0.01, 0x009e73)).isCloseTo(middle(100, 0x009e73), within(1.0));
		assertThat(middle(0.01, 0xd55e00)).isCloseTo(middle(100, 0xd55e00), within(1.0));
	}

	/** Mean row of the pixels of a colour below the legend. */
	private static double middle(double loss, int colour) {
		List<TrainingHistory.Row> rows = IntStream.rangeClosed(1, 9).mapToObj(i -> new TrainingHistory.Row(10L * i, loss, loss, new Score(0.5, Map.of())))
			.toList();
		BufferedImage picture = CurvePlot.of(new TrainingHistory(rows)).picture(640, 420);
		return IntStream.range(40, 420).flatMap(y -> IntStream.range(100, 540).filter(x -> (picture.getRGB(x, y) & 0xffffff) == colour).map(x -> y)).average()
			.orElseThrow();
	}
}
