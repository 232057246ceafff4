package sc.fovea.track.score;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores of tracks: how much has to be corrected to make the truth of a result, over what it takes to make it of nothing (Matula et al., "Cell tracking accuracy
 * measurement based on comparison of acyclic oriented graphs", PLoS ONE 10, 2015):
 *
 * <pre>
 * AOGM = 5 NS + 10 FN + FP + ED + 1.5 EA + EC
 * TRA  = 1 − min(AOGM, AOGM0) / AOGM0,            AOGM0 = 10 |V| + 1.5 |E|
 * DET  = 1 − min(5 NS + 10 FN + FP, 10 |V|) / (10 |V|)
 * LNK  = 1 − min(ED + 1.5 EA + EC, 1.5 |E|) / (1.5 |E|)
 * </pre>
 *
 * @param objects what is right and wrong about objects
 * @param edges what is right and wrong about links
 * @param divisions divisions found in the very frame, and within one, two and three frames
 */
public record TrackScores(Objects objects, Edges edges, Divisions[] divisions) {

	/**
	 * Objects.
	 *
	 * @param truth how many there are, |V|
	 * @param split NS: objects of the result that cover several of the truth, each counted as often as it must be split
	 * @param missed FN
	 * @param wrong FP
	 */
	public record Objects(int truth, int split, int missed, int wrong) {}

	/**
	 * Links.
	 *
	 * @param truth how many there are, |E|
	 * @param wrong ED: links that are none
	 * @param missed EA
	 * @param confused EC: links that are to a daughter and not to the same object, or the other way round
	 */
	public record Edges(int truth, int wrong, int missed, int confused) {}

	/**
	 * Divisions.
	 *
	 * @param found TP
	 * @param wrong FP
	 * @param missed FN
	 */
	public record Divisions(int found, int wrong, int missed) {

		/** 2 TP / (2 TP + FP + FN); not a number if the truth has none. */
		public double f1() {
			return found + missed == 0 ? Double.NaN : 2.0 * found / (2 * found + wrong + missed);
		}
	}

	/** Accuracy of objects and links. */
	public double tra() {
		double all = 10.0 * objects.truth() + 1.5 * edges.truth();
		return 1 - Math.min(detection() + linking(), all) / all;
	}

	/** Accuracy of objects. */
	public double det() {
		double all = 10.0 * objects.truth();
		return 1 - Math.min(detection(), all) / all;
	}

	/** Accuracy of links. */
	public double lnk() {
		double all = 1.5 * edges.truth();
		return 1 - Math.min(linking(), all) / all;
	}

	private double detection() {
		return 5.0 * objects.split() + 10.0 * objects.missed() + objects.wrong();
	}

	private double linking() {
		return edges.wrong() + 1.5 * edges.missed() + edges.confused();
	}

	/** All numbers by the names that the field gives them. */
	public Map<String, Object> numbers() {
		Map<String, Object> numbers = new LinkedHashMap<>();
		numbers.put("TRA", tra());
		numbers.put("DET", det());
		numbers.put("LNK", lnk());
		numbers.put("division F1", divisions[0].f1());
		for (int i = 1; i < divisions.length; i++) {
			numbers.put("division F1 (" + i + (i == 1 ? " frame" : " frames") + ")", divisions[i].f1());
		}
		numbers.put("objects", objects.truth());
		numbers.put("NS", objects.split());
		numbers.put("FN", objects.missed());
		numbers.put("FP", objects.wrong());
		numbers.put("links", edges.truth());
		numbers.put("ED", edges.wrong());
		numbers.put("EA", edges.missed());
		numbers.put("EC", edges.confused());
		numbers.put("divisions", divisions[0].found() + divisions[0].missed());
		numbers.put("divisions found", divisions[0].found());
		numbers.put("divisions wrong", divisions[0].wrong());
		return numbers;
	}
}
