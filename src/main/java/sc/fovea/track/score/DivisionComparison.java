package sc.fovea.track.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import sc.fovea.track.TrackLine;

/**
 * Which divisions were found: a track with two or more children is one. It is found if a division of the result has as many children, mother and children end and
 * begin at most some frames apart, the mothers match in the last frame that both have, and each child in the first frame that both have (BC(i) of Ulman et al., "An
 * objective comparison of cell-tracking algorithms", Nature Methods 14, 2017, as py-ctcmetrics counts it).
 */
final class DivisionComparison {

	private final List<TrackLine> truth;
	private final List<TrackLine> result;
	private final List<FrameMatch> frames;

	DivisionComparison(List<TrackLine> truth, List<TrackLine> result, List<FrameMatch> frames) {
		this.truth = truth;
		this.result = result;
		this.frames = frames;
	}

	/** A mother and her children. */
	private record Division(TrackLine mother, List<TrackLine> children) {}

	/** Counts. @param tolerance frames */
	TrackScores.Divisions within(int tolerance) {
		List<Division> wanted = divisions(truth);
		List<Division> got = divisions(result);
		int found = 0;
		for (Division division : got) {
			for (Division other : wanted) {
				if (matches(division, other, tolerance)) found++;
			}
		}
		return new TrackScores.Divisions(found, got.size() - found, wanted.size() - found);
	}

	private static List<Division> divisions(List<TrackLine> tracks) {
		Map<Integer, TrackLine> byLabel = new HashMap<>();
		tracks.forEach(track -> byLabel.put(track.label(), track));
		Map<Integer, List<TrackLine>> children = new TreeMap<>();
		tracks.stream().filter(track -> track.parent() != 0)
			.forEach(track -> children.computeIfAbsent(track.parent(), parent -> new ArrayList<>()).add(track));
		return children.entrySet().stream().filter(family -> family.getValue().size() > 1)
			.map(family -> new Division(byLabel.get(family.getKey()), family.getValue())).toList();
	}

	private boolean matches(Division result, Division truth, int tolerance) {
		if (result.children().size() != truth.children().size()) return false;
		if (Math.abs(result.mother().last() - truth.mother().last()) > tolerance) return false;
		if (!isSame(result.mother(), truth.mother(), Math.min(result.mother().last(), truth.mother().last()))) return false;
		Set<Integer> matched = new HashSet<>();
		for (TrackLine child : truth.children()) {
			result.children().stream().filter(other -> Math.abs(other.first() - child.first()) <= tolerance)
				.filter(other -> isSame(other, child, Math.max(other.first(), child.first()))).findFirst().ifPresent(other -> matched.add(other.label()));
		}
		return matched.size() == truth.children().size();
	}

	/** Whether an object of the result covers that of the truth in a frame, and no other. */
	private boolean isSame(TrackLine result, TrackLine truth, int frame) {
		FrameMatch match = frames.get(frame);
		return match.of(truth.label()) == result.label() && match.covered(result.label()) == 1;
	}
}
