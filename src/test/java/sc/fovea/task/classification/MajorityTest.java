package sc.fovea.task.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import sc.fovea.data.Sample;

class MajorityTest {

	@Test
	void it_is_the_most_frequent_class_with_its_share() {
		List<Sample> samples = IntStream.of(1, 2, 2, 3).mapToObj(label -> new Sample("s" + label, 1, 1, 1, new float[1], new int[] { label })).toList();
		assertThat(Majority.of(samples, List.of("a", "b", "c"))).isEqualTo(new Majority("b", 0.5));
	}
}
