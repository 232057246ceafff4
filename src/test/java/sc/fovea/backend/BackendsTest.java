package sc.fovea.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;

import sc.fovea.backend.reference.ReferenceProvider;
import sc.fovea.net.Network;
import sc.fovea.net.Weights;

class BackendsTest {

	/** Only runs, but is preferred. */
	private static final BackendProvider RUNNING = new ReferenceProvider();

	private final Backends backends = new Backends(List.of(RUNNING, new Provider("learning", true), new Provider("other", false)));

	private record Provider(String name, boolean canTrain) implements BackendProvider {

		@Override
		public Backend open(BackendOptions options) {
			return new Learning(name);
		}
	}

	private record Learning(String library) implements TrainingBackend {

		@Override
		public String device() {
			return "CPU";
		}

		@Override
		public Runner runner(Network network, Weights weights) {
			throw new BackendException("not asked for");
		}

		@Override
		public Learner learner(Network network, Weights weights, LearningPlan plan) {
			throw new BackendException("not asked for");
		}

		@Override
		public Gradients gradients(Network network, Weights weights, List<String> sources) {
			throw new BackendException("not asked for");
		}

		@Override
		public void close() {}
	}

	@Test
	void the_first_runs_networks() {
		assertThat(backends.open(BackendOptions.cpu()).library()).isEqualTo(RUNNING.open(BackendOptions.cpu()).library());
	}

	@Test
	void the_first_that_can_train_trains() {
		assertThat(backends.openTraining(BackendOptions.cpu()).library()).isEqualTo("learning");
	}

	@Test
	void a_name_decides() {
		assertThat(backends.open(BackendOptions.cpu().with("other")).library()).isEqualTo("other");
	}

	@Test
	void a_backend_that_only_runs_is_refused_for_training_with_those_that_can() {
		assertThatThrownBy(() -> backends.openTraining(BackendOptions.cpu().with("reference"))).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("\"backend\" must be the name of one that trains networks, learning, but is \"reference\"; installed are "
				+ "reference (runs only), learning, other (runs only).");
	}

	@Test
	void an_unknown_name_is_refused_with_those_that_are_there() {
		assertThatThrownBy(() -> backends.open(BackendOptions.cpu().with("torch"))).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("but is \"torch\"").hasMessageContaining("reference (runs only), learning");
	}

	@Test
	void nothing_that_can_train_is_said() {
		assertThatThrownBy(() -> new Backends(List.of(RUNNING)).openTraining(BackendOptions.cpu())).isInstanceOf(BackendException.class)
			.hasMessage("Expected a library that trains networks among the installed jars, got reference (runs only).");
		assertThatThrownBy(() -> new Backends(List.of()).open(BackendOptions.cpu())).isInstanceOf(BackendException.class)
			.hasMessageContaining("not installed completely");
	}
}
