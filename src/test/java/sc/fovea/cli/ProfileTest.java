package sc.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sc.fovea.tile.Phase;

class ProfileTest {

	@Test
	void shares_are_of_the_time_of_all_threads_and_the_speed_is_of_the_time_any_network_ran() {
		Profile profile = new Profile();
		profile.add(Phase.READ, 1_000_000_000L);
		profile.add(Phase.WRITE, 1_000_000_000L);
		// Two networks at the same time: four seconds of threads, of which only about two on the clock.
		profile.add(Phase.NETWORK, 2_000_000_000L);
		profile.add(Phase.NETWORK, 2_000_000_000L);
		profile.calculated(100_000_000_000L);
		profile.calculated(50_000_000_000L);
		assertThat(profile.lines(5, 300e9)).satisfiesExactly(line -> assertThat(line).isEqualTo("Where 6.00 s of all threads went, in 5.00 s:"),
			line -> assertThat(line).isEqualTo("  read         1.00 s  16.7 %"), line -> assertThat(line).contains("scale").contains(" 0.0 %"),
			line -> assertThat(line).contains("network").contains("4.00 s").contains("66.7 %"), line -> assertThat(line).contains("after"),
			line -> assertThat(line).contains("write").contains("16.7 %"),
			line -> assertThat(line).contains("300.0 GFLOP at 150 GFLOP/s while it ran (2.00 s), 50 % of the 300 GFLOP/s"));
	}

	@Test
	void nothing_spent_is_no_division_by_zero() {
		assertThat(new Profile().lines(0, 1e9)).last().asString().contains("0.0 GFLOP at 0 GFLOP/s").contains("0 % of");
	}
}
