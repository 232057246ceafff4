package sc.fovea.job.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LabelSpoolTest {

	@Test
	void frames_come_back_as_they_were_in_any_order() throws IOException {
		Random random = new Random(1);
		List<int[]> frames = Stream.generate(() -> random.ints(1000, 0, 2 + random.nextInt(100_000)).toArray()).limit(100).toList();
		try (LabelSpool spool = new LabelSpool(1000)) {
			for (int[] frame : frames) {
				spool.add(frame);
			}
			for (int i = 99; i >= 0; i--) {
				assertThat(spool.read(i)).isEqualTo(frames.get(i));
			}
		}
	}

	@Test
	void names_are_ordered_as_people_count() {
		assertThat(Stream.of("t10.tif", "t2.tif", "t02.tif", "T1.tif", "t.tif", "t1b.tif", "t1.tif").sorted(NaturalOrder::compare))
			.containsExactly("T1.tif", "t.tif", "t1.tif", "t1b.tif", "t02.tif", "t2.tif", "t10.tif");
	}
}
