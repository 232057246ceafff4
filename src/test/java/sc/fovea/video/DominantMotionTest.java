package sc.fovea.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import sc.fovea.motion.FlowField;

class DominantMotionTest {

	@Test
	void an_affine_motion_is_found_beside_a_third_that_moves_otherwise() {
		FlowField flow = FlowField.still(90, 60);
		for (int i = 0; i < 90 * 60; i++) {
			int x = i % 90;
			int y = i / 90;
			boolean isOther = x < 30;
			flow.u()[i] = (float) (isOther ? 6 : 1 + 0.02 * x - 0.01 * y);
			flow.v()[i] = (float) (isOther ? -4 : -2 + 0.01 * x + 0.02 * y);
		}
		DominantMotion motion = DominantMotion.of(flow);
		assertThat(motion.u(80, 10)).isCloseTo(2.5, within(0.02));
		assertThat(motion.v(80, 10)).isCloseTo(-1.0, within(0.02));
		assertThat(motion.u(0, 0)).isCloseTo(1, within(0.05));
		assertThat(motion.deviation()).isLessThan(0.05);
	}
}
