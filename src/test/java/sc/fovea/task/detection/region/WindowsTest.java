package sc.fovea.task.detection.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fovea.geometry.Box;

class WindowsTest {

	@ParameterizedTest
	@CsvSource({ "640, 480, 1024, 1024, 200", "1025, 300, 1024, 512, 200", "3000, 2000, 640, 480, 240", "8192, 8192, 1024, 1024, 256", "1, 1, 8, 8, 4",
		"65, 9, 8, 8, 4" })
	void cores_share_the_image_and_lie_inside_what_is_seen(int width, int height, int windowWidth, int windowHeight, int overlap) {
		List<Windows.Part> parts = new Windows(new Regions.Window(windowWidth, windowHeight, overlap)).of(width, height);
		assertThat(parts.stream().mapToDouble(p -> p.core().area()).sum()).isEqualTo((double) width * height);
		for (Windows.Part part : parts) {
			Box seen = new Box(part.seen().x(), part.seen().y(), part.seen().width(), part.seen().height());
			assertThat(seen.contains(part.core())).isTrue();
			assertThat(Box.ofImage(width, height).contains(seen)).isTrue();
			assertThat(seen.width()).isLessThanOrEqualTo(windowWidth);
			assertThat(seen.height()).isLessThanOrEqualTo(windowHeight);
			parts.stream().filter(other -> other != part).forEach(other -> assertThat(other.core().intersects(part.core())).isFalse());
		}
	}

	/** Half of the overlap lies between each core and the edge of what is seen, unless that is the edge of the image. */
	@ParameterizedTest
	@CsvSource({ "3000, 640, 240", "8192, 1024, 256", "65, 8, 4" })
	void an_object_of_the_overlaps_size_with_its_middle_in_a_core_is_seen_whole(int extent, int window, int overlap) {
		for (Windows.Part part : new Windows(new Regions.Window(window, window, overlap)).of(extent, 1)) {
			double left = part.core().x() - part.seen().x();
			double right = part.seen().columns().to() - part.core().right();
			assertThat(left).matches(margin -> margin >= overlap / 2.0 || part.seen().x() == 0);
			assertThat(right).matches(margin -> margin >= overlap / 2.0 || part.seen().columns().to() == extent);
		}
	}
}
