package sc.fovea.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SpanTest {

	@Test
	void its_end_is_exclusive() {
		assertThat(new Span(3, 7).length()).isEqualTo(4);
		assertThat(new Span(3, 3).length()).isZero();
		assertThatThrownBy(() -> new Span(3, 2)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("[3, 2)");
	}

	@Test
	void a_union_bridges_the_gap() {
		assertThat(new Span(0, 2).union(new Span(5, 6))).isEqualTo(new Span(0, 6));
		assertThat(new Span(0, 2).union(Span.ALL).isAll()).isTrue();
	}

	@Test
	void an_intersection_is_what_both_hold() {
		assertThat(new Span(0, 5).intersect(new Span(3, 9))).isEqualTo(new Span(3, 5));
		assertThat(new Span(3, 9).intersect(new Span(0, 5))).isEqualTo(new Span(3, 5));
		assertThat(new Span(0, 2).intersect(new Span(5, 6)).length()).isZero();
		assertThat(new Span(5, 6).intersect(new Span(0, 2)).length()).isZero();
		assertThat(Span.ALL.intersect(new Span(-2, 6))).isEqualTo(new Span(-2, 6));
	}

	@Test
	void aligning_only_grows_to_multiples_of_the_step() {
		for (int from = -9; from < 9; from++) {
			for (int length = 0; length < 9; length++) {
				Span span = new Span(from, from + length);
				Span aligned = span.alignTo(4);
				assertThat(aligned.contains(span)).isTrue();
				assertThat(Math.floorMod(aligned.from(), 4)).isZero();
				assertThat(Math.floorMod(aligned.to(), 4)).isZero();
				assertThat(span.from() - aligned.from()).isBetween(0L, 3L);
				assertThat(aligned.to() - span.to()).isBetween(0L, 3L);
			}
		}
		assertThat(Span.ALL.alignTo(4)).isEqualTo(Span.ALL);
	}

	@Test
	void everything_contains_every_span() {
		assertThat(Span.ALL.contains(new Span(-1_000_000_000_000L, 1_000_000_000_000L))).isTrue();
		assertThat(new Span(0, 4).contains(new Span(1, 5))).isFalse();
		assertThat(Span.ALL).hasToString("[all)");
		assertThat(new Span(-1, 5)).hasToString("[-1, 5)");
	}
}
