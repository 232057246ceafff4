package sc.fovea.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last number of each case is the largest mean endpoint error in pixels, of frames of 160 × 160, with what enters and leaves the frame. */
class DenseFlowTest {

	private static final double[] SAME = { 1, 0, 0, 1 };

	private static double error(RenderedMotion motion) {
		return DenseFlow.standard().between(motion.first(), motion.second()).endpointError(motion.truth());
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, 0.001", "0.4, -0.3, 0.02", "3, 2, 0.01", "-7.5, 5.25, 0.05", "20, 0, 0.01", "0, -20, 0.06", "20, -12, 0.3" })
	void a_shift_is_found(double x, double y, double largest) {
		assertThat(error(new RenderedMotion(160, 1, SAME, x, y))).isLessThan(largest);
	}

	@ParameterizedTest
	@CsvSource({ "2, 1, 0.06", "-5, 1, 0.18", "0, 1.04, 0.2", "4, 0.95, 0.12" })
	void a_rotation_and_a_scale_are_found(double degrees, double scale, double largest) {
		double cos = scale * Math.cos(Math.toRadians(degrees));
		double sin = scale * Math.sin(Math.toRadians(degrees));
		assertThat(error(new RenderedMotion(160, 2, new double[] { cos, -sin, sin, cos }, 1.5, -0.5))).isLessThan(largest);
	}

	@Test
	void a_shear_is_found() {
		assertThat(error(new RenderedMotion(160, 3, new double[] { 1, 0.03, 0, 1 }, 0, 2))).isLessThan(0.06);
	}

	@Test
	void refinement_pays() {
		RenderedMotion motion = new RenderedMotion(160, 4, new double[] { 0.995, -0.05, 0.05, 0.995 }, 2, 1);
		FlowField coarse = new DenseFlow(false).between(motion.first(), motion.second());
		assertThat(error(motion)).isLessThan(0.9 * coarse.endpointError(motion.truth()));
	}

	@Test
	void a_change_of_brightness_is_no_motion() {
		RenderedMotion motion = new RenderedMotion(160, 5, SAME, 1.5, -2);
		float[] brighter = motion.second().values().clone();
		for (int i = 0; i < brighter.length; i++) {
			brighter[i] += 0.1f;
		}
		FlowField flow = DenseFlow.standard().between(motion.first(), new GreyFrame(160, 160, brighter));
		assertThat(flow.endpointError(motion.truth())).isLessThan(0.1);
	}

	@Test
	void frames_without_structure_and_values_that_are_no_numbers_give_no_motion() {
		float[] values = new float[40 * 30];
		values[7] = Float.NaN;
		values[8] = Float.POSITIVE_INFINITY;
		FlowField flow = DenseFlow.standard().between(new GreyFrame(40, 30, values), new GreyFrame(40, 30, new float[40 * 30]));
		assertThat(flow.endpointError(FlowField.still(40, 30))).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "16, 16", "17, 33", "16, 200", "99, 31" })
	void any_size_from_the_smallest_on_works(int width, int height) {
		float[] first = new float[width * height];
		float[] second = new float[width * height];
		for (int i = 0; i < first.length; i++) {
			int x = i % width;
			int y = i / width;
			first[i] = (float) (0.5 + 0.25 * Math.sin(x / 2.0) + 0.25 * Math.cos(y / 2.0));
			second[i] = (float) (0.5 + 0.25 * Math.sin((x - 0.5) / 2.0) + 0.25 * Math.cos(y / 2.0));
		}
		FlowField flow = DenseFlow.standard().between(new GreyFrame(width, height, first), new GreyFrame(width, height, second));
		FlowField truth = FlowField.still(width, height);
		Arrays.fill(truth.u(), 0.5f);
		assertThat(flow.endpointError(truth)).isLessThan(0.1);
	}

	@Test
	void the_same_frames_give_the_same_field() {
		RenderedMotion motion = new RenderedMotion(96, 6, SAME, 2, 1);
		FlowField once = DenseFlow.standard().between(motion.first(), motion.second());
		FlowField again = DenseFlow.standard().between(motion.first(), motion.second());
		assertThat(again.u()).containsExactly(once.u());
		assertThat(again.v()).containsExactly(once.v());
	}

	@Test
	void frames_that_do_not_fit_are_refused() {
		GreyFrame large = new GreyFrame(20, 20, new float[400]);
		assertThatThrownBy(() -> DenseFlow.standard().between(large, new GreyFrame(20, 16, new float[320])))
			.isInstanceOf(IllegalArgumentException.class).hasMessage("Expected frames of one size, got 20x20 and 20x16.");
		GreyFrame small = new GreyFrame(20, 15, new float[300]);
		assertThatThrownBy(() -> DenseFlow.standard().between(small, small))
			.isInstanceOf(IllegalArgumentException.class).hasMessage("Expected frames of at least 16x16 pixels, got 20x15.");
	}

	@Test
	void a_pixel_goes_to_the_nearest_one_or_leaves() {
		FlowField field = FlowField.still(3, 2);
		field.u()[1] = 0.6f;
		field.v()[1] = 1.4f;
		field.v()[4] = 0.5f;
		assertThat(field.target(1, 0)).isEqualTo(5);
		assertThat(field.target(1, 1)).isEqualTo(-1);
	}
}
