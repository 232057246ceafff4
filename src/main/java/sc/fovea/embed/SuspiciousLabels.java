package sc.fovea.embed;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Labels that the neighbours contradict: those of annotation errors, of rare cases, and of what lies between classes. A neighbour votes for its own label with a weight of
 * 1 / distance, divided by how frequent the label is, so that a rare class is not outvoted for being rare; a label is as suspicious as the share of votes that it does
 * not get (weighted nearest neighbours, Dudani 1976, doi:10.1109/TSMC.1976.5408784; left out is only the row itself, as in Wilson's editing, 1972).
 *
 * @param suspicion of each row, 0 (all neighbours agree) to 1 (none does)
 * @param proposed label with the most votes, for each row
 */
public record SuspiciousLabels(double[] suspicion, List<String> proposed) {

	/** How many neighbours vote: enough that an exchanged label among them is outvoted. */
	public static final int VOTERS = 10;

	/** @param labels of the rows @param neighbours of the rows @throws IllegalArgumentException if there is not one label for each row */
	public static SuspiciousLabels of(List<String> labels, Neighbours neighbours) {
		if (labels.size() != neighbours.indices().length) {
			throw new IllegalArgumentException("Expected a label for each of " + neighbours.indices().length + " vectors, got " + labels.size() + ".");
		}
		Map<String, Integer> frequency = new HashMap<>();
		labels.forEach(label -> frequency.merge(label, 1, Integer::sum));
		double[] suspicion = new double[labels.size()];
		String[] proposed = new String[labels.size()];
		for (int i = 0; i < suspicion.length; i++) {
			Map<String, Double> votes = votes(labels, frequency, neighbours, i);
			double all = votes.values().stream().mapToDouble(v -> v).sum();
			suspicion[i] = all > 0 ? 1 - votes.getOrDefault(labels.get(i), 0.0) / all : 0;
			proposed[i] = votes.entrySet().stream().max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
				.map(Map.Entry::getKey)
				.orElse(labels.get(i));
		}
		return new SuspiciousLabels(suspicion, List.of(proposed));
	}

	private static Map<String, Double> votes(List<String> labels, Map<String, Integer> frequency, Neighbours neighbours, int i) {
		Map<String, Double> votes = new HashMap<>();
		int[] near = neighbours.indices()[i];
		for (int k = 0; k < Math.min(VOTERS, near.length); k++) {
			String label = labels.get(near[k]);
			votes.merge(label, 1 / Math.max(neighbours.distances()[i][k], 1e-9) / frequency.get(label), Double::sum);
		}
		return votes;
	}

	/** Rows, the most suspicious first. */
	public int[] order() {
		return IntStream.range(0, suspicion.length).boxed().sorted(Comparator.comparingDouble((Integer i) -> -suspicion[i])).mapToInt(i -> i).toArray();
	}
}
