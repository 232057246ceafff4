package sc.fovea.backend.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import sc.fovea.backend.BackendException;
import sc.fovea.backend.OutOfMemoryException;

/** TensorFlow's complaints as sentences. */
class FailuresTest {

	@Test
	void a_lack_of_memory_names_node_shapes_and_device() {
		RuntimeException cause = new RuntimeException("OOM when allocating tensor with shape[1,512] and type float\n\t [[{{node net/conv-1/Conv2D}}]]");
		assertThat(Failures.of(cause, "'image' 1 x (8, 8, 1)", "GPU 0")).isInstanceOf(OutOfMemoryException.class).hasCause(cause)
			.hasMessage("Expected enough memory on GPU 0 for 'image' 1 x (8, 8, 1) at node 'conv-1', but it ran out.");
		assertThat(Failures.of(new OutOfMemoryError("Physical memory usage is too high"), "x", "CPU")).isInstanceOf(OutOfMemoryException.class);
	}

	@Test
	void any_other_failure_gives_the_first_line_of_the_reason() {
		assertThat(Failures.of(new IllegalArgumentException("Bad dims {{node net/roi/GatherNd}}\nstack"), "'image' 1 x (8, 8, 1)", "CPU (2 threads)"))
			.isExactlyInstanceOf(BackendException.class)
			.hasMessage("TensorFlow failed on CPU (2 threads) with 'image' 1 x (8, 8, 1) at node 'roi': Bad dims {{node net/roi/GatherNd}}");
	}

	@Test
	void a_backend_exception_stays_as_it_is() {
		BackendException known = new BackendException("known");
		assertThat(Failures.of(known, "x", "CPU")).isSameAs(known);
	}
}
