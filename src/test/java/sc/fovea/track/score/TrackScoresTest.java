package sc.fovea.track.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sc.fovea.track.TrackLine;

/** Against what py-ctcmetrics says of seeded sequences of rectangles with swapped, missed, false, merged and broken tracks. */
class TrackScoresTest {

	private static final int SIDE = 48;
	private static final int FRAMES = 8;

	/** A sequence of the file, without its first line. */
	record Case(String name, List<String> lines) {

		@Override
		public String toString() {
			return name;
		}

		List<double[]> of(String mark) {
			return lines.stream().filter(line -> line.startsWith(mark + " "))
				.map(line -> Arrays.stream(line.substring(2).split(" ")).mapToDouble(Double::parseDouble).toArray()).toList();
		}

		List<TrackLine> tracks(String mark) {
			return of(mark).stream().map(n -> new TrackLine((int) n[0], (int) n[1], (int) n[2], (int) n[3])).toList();
		}

		int[] labels(String mark, int frame) {
			int[] labels = new int[SIDE * SIDE];
			for (double[] n : of(mark)) {
				if (n[0] != frame) continue;
				for (int y = Math.max(0, (int) n[3]); y < Math.min(SIDE, n[3] + n[5]); y++) {
					for (int x = Math.max(0, (int) n[2]); x < Math.min(SIDE, n[2] + n[4]); x++) {
						labels[y * SIDE + x] = (int) n[1];
					}
				}
			}
			return labels;
		}

		TrackScores scores() {
			TrackComparison comparison = new TrackComparison(tracks("T"), tracks("R"));
			for (int t = 0; t < FRAMES; t++) {
				comparison.add(FrameMatch.of(labels("t", t), labels("r", t)));
			}
			return comparison.scores();
		}
	}

	static Stream<Case> cases() throws IOException {
		try (InputStream in = TrackScoresTest.class.getResourceAsStream("ctc-metrics.txt")) {
			List<Case> cases = new ArrayList<>();
			for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
				if (line.startsWith("case")) cases.add(new Case(line, new ArrayList<>()));
				else if (!line.startsWith("#")) cases.get(cases.size() - 1).lines().add(line);
			}
			return cases.stream();
		}
	}

	@ParameterizedTest
	@MethodSource("cases")
	void scores_are_those_of_py_ctcmetrics(Case sequence) {
		TrackScores scores = sequence.scores();
		double[] expected = sequence.of("=").get(0);
		assertThat(List.of(scores.tra(), scores.det(), scores.lnk())).as("TRA, DET, LNK").usingElementComparator((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : 1)
			.containsExactly(expected[0], expected[1], expected[2]);
		assertThat(List.of(scores.objects().split(), scores.objects().missed(), scores.objects().wrong(), scores.edges().wrong(), scores.edges().missed(),
			scores.edges().confused())).as("NS, FN, FP, ED, EA, EC").containsExactly((int) expected[3], (int) expected[4], (int) expected[5], (int) expected[6],
				(int) expected[7], (int) expected[8]);
		for (int i = 0; i < scores.divisions().length; i++) {
			if (Double.isNaN(expected[9 + i])) assertThat(scores.divisions()[i].f1()).isNaN();
			else
				assertThat(scores.divisions()[i].f1()).as("division F1 within %d frames", i).isCloseTo(expected[9 + i], within(1e-6));
		}
	}

	@Test
	void a_track_that_is_not_in_its_mask_is_named() {
		TrackComparison comparison = new TrackComparison(List.of(new TrackLine(1, 0, 0, 0)), List.of(new TrackLine(7, 0, 0, 0)));
		comparison.add(FrameMatch.of(new int[] { 1 }, new int[] { 1 }));
		assertThatIllegalArgumentException().isThrownBy(comparison::scores)
			.withMessage("Expected the track 7 of the result in the mask of frame 0, got no pixel of it.");
	}

	@Test
	void a_parent_that_does_not_exist_is_named() {
		TrackComparison comparison = new TrackComparison(List.of(new TrackLine(1, 0, 0, 0)), List.of(new TrackLine(1, 0, 0, 5)));
		comparison.add(FrameMatch.of(new int[] { 1 }, new int[] { 1 }));
		assertThatIllegalArgumentException().isThrownBy(comparison::scores).withMessageContaining("Expected a track 5 in the result, the parent of track 1");
	}
}
