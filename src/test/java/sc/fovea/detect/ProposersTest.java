package sc.fovea.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import sc.fovea.detect.proposal.SelectiveSearch;

class ProposersTest {

	private record Named(String name) implements ProposerFactory {

		@Override
		public String description() {
			return "Nothing.";
		}

		@Override
		public Proposer create() {
			return (scene, most) -> List.of();
		}
	}

	@Test
	void those_of_fovea_are_found_by_name() {
		assertThat(Proposers.installed().names()).contains("selective-search").isSorted();
		assertThat(Proposers.installed().apply("selective-search")).isInstanceOf(SelectiveSearch.class);
	}

	@Test
	void an_unknown_name_is_told_with_those_that_there_are() {
		Proposers two = new Proposers(List.of(new Named("quarters"), new Named("halves")));
		assertThatThrownBy(() -> two.apply("quarter")).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("Expected one of the proposers halves, quarters, got 'quarter'. Did you mean 'quarters'?");
	}

	@Test
	void two_of_the_same_name_are_refused() {
		assertThatThrownBy(() -> new Proposers(List.of(new Named("same"), new Named("same")))).hasMessageContaining("are called 'same'");
	}
}
