package sc.fovea.task.detection.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import sc.fovea.data.LabelledBox;
import sc.fovea.data.Sample;
import sc.fovea.detect.Proposer;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;

class ProposedTest {

	private static final List<Sample> SAMPLES = IntStream.range(0, 400)
		.mapToObj(i -> new Sample("s" + i, 8, 8, 1, new float[64], new int[64], List.of(LabelledBox.of("cell", new Box(i % 4, 0, 3, 3))))).toList();

	@Test
	void each_sample_gets_its_own_proposals_beside_its_boxes() {
		Proposer corner = (scene, most) -> List.of(new ScoredBox(new Box(0, 0, scene.image().width(), 2), 1, 0));
		List<Sample> proposed = Proposed.in(SAMPLES, corner, 5, () -> false);
		assertThat(proposed).extracting(Sample::name).containsExactlyElementsOf(SAMPLES.stream().map(Sample::name).toList());
		assertThat(proposed).allSatisfy(sample -> assertThat(sample.proposals()).containsExactly(new Box(0, 0, 8, 2)));
		assertThat(proposed.get(3).boxes()).isEqualTo(SAMPLES.get(3).boxes());
	}

	/** Each of a machine's threads may be in the middle of one when it is cancelled. */
	@Test
	void a_search_that_is_cancelled_ends_with_the_image_that_it_looks_at() {
		AtomicInteger looks = new AtomicInteger();
		Proposer counting = (scene, most) -> {
			looks.incrementAndGet();
			return List.of();
		};
		assertThatThrownBy(() -> Proposed.in(SAMPLES, counting, 5, () -> looks.get() >= 3)).isInstanceOf(CancellationException.class)
			.hasMessage("Stopped before the first step; there is no model yet.");
		assertThat(looks.get()).isLessThanOrEqualTo(3 + Runtime.getRuntime().availableProcessors());
	}
}
